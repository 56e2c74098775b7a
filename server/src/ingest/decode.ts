/** The text of a file, or why there is none: a message for the drafter that names the file and says what to do. */
export type Decoded = { readonly text: string } | { readonly problem: string };

// Tab, line ends and form feed occur in honest text, and so do the C1 controls of old conversions; no other one does.
const CONTROL = /[^\P{Cc}\t\n\v\f\r\u007f-\u009f]/u;
const SAVE_AS_TEXT = 'save its text as UTF-8 (.txt or .md) and it will be read.';

/** Decodes UTF-8, and UTF-16 with a byte order mark; the mark itself is left out, as editors do. Never throws. */
export function decodeText(name: string, bytes: Uint8Array): Decoded {
  const known = knownBinary(bytes);
  if (known !== undefined) return { problem: `${name} is ${known}, not text: ${SAVE_AS_TEXT}` };
  try {
    const text = new TextDecoder(charsetOf(bytes), { fatal: true }).decode(bytes);
    if (CONTROL.test(text)) return { problem: `${name} is a binary file, not text: ${SAVE_AS_TEXT}` };
    return { text };
  } catch {
    return { problem: `${name} is not UTF-8 text: open it in an editor and save it as UTF-8 text.` };
  }
}

function charsetOf(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  return 'utf-8';
}

function knownBinary(bytes: Uint8Array): string | undefined {
  const head = String.fromCharCode(...bytes.subarray(0, 5));
  if (head === '%PDF-') return 'a PDF';
  if (head.startsWith('PK\u0003\u0004')) return 'a Word document or an archive';
  return undefined;
}
