import { decodeBytes } from '../decode.js';
import type { FormatReader, ReadResult } from '../formats.js';
import { createPage } from './page.js';

/** Bytes in which a page declares its character set (HTML standard, 13.2.3.2). */
const DECLARATION = 1024;
/** UTF-16 units between two looks at the clock. */
const SLICE = 65_536;
const SLICE_MILLISECONDS = 20;

/**
 * Reads a web page: headings, paragraphs, list items with their numbers, quotations, tables cell by cell. Navigation,
 * banners, scripts and what the page hides are left out. The character set is the declared one, or else detected.
 */
export const readHtml: FormatReader = async (bytes, limits): Promise<ReadResult> => {
  if (bytes.length > limits.fileBytes) {
    const megabytes = Math.max(1, Math.round(limits.fileBytes / 1_000_000));
    return {
      problem: `it is larger than the limit of ${megabytes} MB. Split it, or raise the limit on file size.`,
    };
  }
  const decoded = decodeBytes(bytes, declaredCharset(bytes));
  if ('problem' in decoded) return { problem: `it ${decoded.problem}` };
  try {
    return {
      text: await readPage(decoded.text),
      layout: 'paragraphs',
      remarks: decoded.guessed === undefined ? [] : [`The character set was guessed: ${decoded.guessed}.`],
    };
  } catch {
    return { problem: 'it is built in a way no page is. Open it in a browser and save its text as .txt or .md.' };
  }
};

async function readPage(html: string): Promise<string> {
  const { Parser } = await import('htmlparser2');
  const page = createPage();
  const parser = new Parser({ onopentag: page.open, ontext: page.text, onclosetag: page.close });
  let since = performance.now();
  for (let at = 0; at < html.length; at += SLICE) {
    parser.write(html.slice(at, at + SLICE));
    if (performance.now() - since > SLICE_MILLISECONDS) {
      await new Promise((resolve) => setTimeout(resolve, 0));
      since = performance.now();
    }
  }
  parser.end();
  return page.markdown();
}

function declaredCharset(bytes: Uint8Array): string | undefined {
  const head = String.fromCharCode(...bytes.subarray(0, DECLARATION));
  const label =
    /<meta\s[^>]*charset\s*=\s*["']?\s*([\w:.-]+)/i.exec(head)?.[1] ??
    /^<\?xml\s[^>]*encoding\s*=\s*["']([\w:.-]+)/i.exec(head)?.[1];
  // A page whose declaration can be read byte by byte is not in UTF-16, whatever it says.
  return label !== undefined && /^utf-?16/i.test(label) ? 'utf-8' : label;
}
