import { analyse } from 'chardet';
import { t } from '../util/l10n.js';

/** The text of a file, or why there is none: a message for the drafter that names the file and says what to do. */
export type Decoded =
  | {
      readonly text: string;
      /** The character set, as a person would name it, when nothing in the file states it and only its letters tell. */
      readonly guessed?: string;
    }
  | { readonly problem: string };

// Tab, line ends and form feed occur in honest text, and so do the C1 controls of old conversions; no other one does.
const CONTROL = /[^\P{Cc}\t\n\v\f\r\u007f-\u009f]/u;
/** Bytes that tell one character set from another; more would only take longer. */
const SAMPLE = 64_000;
/** Share of the characters beyond ASCII that stand as they do in prose, from which on bytes count as text. */
const NATURAL = 0.75;

/**
 * Decodes text: by its byte order mark, else by the character set it is declared to have, else as UTF-8, else by what its
 * letters show (UTF-16 without mark, Windows-1252, Windows-1251, KOI8-R). The mark itself is left out, as editors do.
 * `declared`: a label of the WHATWG Encoding Standard; one that is unknown or does not fit is passed over. Never throws.
 */
export function decodeText(name: string, bytes: Uint8Array, declared?: string): Decoded {
  return decodeBytes(bytes, declared, name);
}

/** As `decodeText`; the problem names the file by `name` ("it is a PDF, not text: ..."). */
export function decodeBytes(bytes: Uint8Array, declared?: string, name = t('it')): Decoded {
  const known = knownBinary(bytes, name);
  if (known !== undefined) return { problem: known };
  const stated = markOf(bytes) ?? declared;
  const text = (stated === undefined ? undefined : decodeAs(stated, bytes)) ?? decodeAs('utf-8', bytes);
  if (text !== undefined && !CONTROL.test(text)) return { text };
  const wide = bytes.includes(0) ? decodeUtf16(bytes) : undefined;
  if (wide !== undefined) return wide;
  if (text !== undefined || bytes.includes(0)) {
    return {
      problem: t('{0} is a binary file, not text: save its text as UTF-8 (.txt or .md) and it will be read.', name),
    };
  }
  if (isDamagedUtf8(bytes)) {
    return {
      problem: t(
        '{0} is UTF-8 text with damaged characters: open it in an editor, mend them and save it as UTF-8 text.',
        name,
      ),
    };
  }
  return (
    decodeSingleByte(bytes) ?? {
      problem: t('{0} is not UTF-8 text: open it in an editor and save it as UTF-8 text.', name),
    }
  );
}

/** What is wrong with bytes that are known to be no text. */
function knownBinary(bytes: Uint8Array, name: string): string | undefined {
  const head = String.fromCharCode(...bytes.subarray(0, 5));
  if (head === '%PDF-') {
    return t('{0} is a PDF, not text: save its text as UTF-8 (.txt or .md) and it will be read.', name);
  }
  if (head.startsWith('PK\u0003\u0004')) {
    return t(
      '{0} is a Word document or an archive, not text: save it as .docx, or its text as UTF-8 (.txt or .md), and it will be read.',
      name,
    );
  }
  return undefined;
}

function markOf(bytes: Uint8Array): string | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 'utf-8' : undefined;
}

/** The text in that character set; `undefined` when the set is unknown or the bytes are not of it. */
function decodeAs(label: string, bytes: Uint8Array): string | undefined {
  try {
    const decoder = new TextDecoder(label, { fatal: true });
    const text = decoder.decode(bytes);
    return decoder.encoding === 'windows-1252' ? withTypography(text) : text;
  } catch {
    return undefined;
  }
}

/** Windows-1252, 0x80 to 0x9f. Some versions of Node decode these as Latin-1, to control characters. */
const TYPOGRAPHY = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

function withTypography(text: string): string {
  return text.replace(/[\u0080-\u009f]/g, (char) => TYPOGRAPHY.charAt(char.charCodeAt(0) - 0x80));
}

const ORDINARY = /[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Arabic}\p{N}\p{P}\s]/gu;

/** Text in the wrong byte order, or what is no text, is full of rare characters in unlikely order. */
function decodeUtf16(bytes: Uint8Array): Decoded | undefined {
  if (bytes.length % 2 !== 0) return undefined;
  for (const [label, guessed] of [
    ['utf-16le', t('UTF-16, little-endian')],
    ['utf-16be', t('UTF-16, big-endian')],
  ] as const) {
    const text = decodeAs(label, bytes);
    if (text === undefined || CONTROL.test(text)) continue;
    const sample = text.slice(0, SAMPLE);
    const ordinary = sample.match(ORDINARY)?.length ?? 0;
    if (ordinary >= sample.length * 0.9 && naturalness(sample) >= NATURAL) return { text, guessed };
  }
  return undefined;
}

/** From a little before the first byte beyond ASCII, which may come late in an English text. */
function sampleOf(bytes: Uint8Array): Uint8Array {
  const from = Math.max(0, bytes.findIndex((byte) => byte > 0x7f) - 1000);
  return bytes.subarray(from, from + SAMPLE);
}

/** Whether most characters beyond ASCII are whole UTF-8 sequences: letters of other sets hardly ever look like them. */
function isDamagedUtf8(bytes: Uint8Array): boolean {
  const text = new TextDecoder('utf-8').decode(sampleOf(bytes));
  const damaged = text.match(/\ufffd/g)?.length ?? 0;
  const whole = text.match(/[^\p{ASCII}\ufffd]/gu)?.length ?? 0;
  return whole > 0 && whole >= damaged;
}

const SINGLE_BYTE: readonly (readonly [string, string])[] = [
  ['windows-1252', 'Windows-1252'],
  ['windows-1251', 'Windows-1251'],
  ['koi8-r', 'KOI8-R'],
];

/** The single-byte set in which the bytes make the most natural text; `undefined` when they make none in any. */
function decodeSingleByte(bytes: Uint8Array): Decoded | undefined {
  const sample = sampleOf(bytes);
  const matches = analyse(sample);
  const rated = SINGLE_BYTE.flatMap(([label, guessed]) => {
    const text = decodeAs(label, sample);
    if (text === undefined) return [];
    const match = matches.find(
      ({ name }) => name.toLowerCase() === label || (label === 'windows-1252' && name === 'ISO-8859-1'),
    );
    return [{ label, guessed, naturalness: naturalness(text), confidence: match?.confidence ?? 0 }];
  }).filter(({ naturalness }) => naturalness >= NATURAL);
  // How letters stand in words tells scripts apart even in a few words; which letters are frequent needs more text.
  const best = rated.sort((a, b) => b.naturalness - a.naturalness || b.confidence - a.confidence)[0];
  const text = best === undefined ? undefined : decodeAs(best.label, bytes);
  return best === undefined || text === undefined || CONTROL.test(text) ? undefined : { text, guessed: best.guessed };
}

/**
 * Share of the characters beyond ASCII that stand as they do in prose: a letter beside letters of its own script, small
 * unless it opens its word or the word is all capitals; a mark of punctuation anywhere.
 */
function naturalness(text: string): number {
  let natural = 0;
  let all = 0;
  for (const [word] of text.matchAll(/\p{L}+|[^\s\p{ASCII}]/gu)) {
    const beyond = word.match(/\P{ASCII}/gu)?.length ?? 0;
    all += beyond;
    const oneScript = /^\p{Script=Latin}+$/u.test(word)
      ? beyond <= Math.max(1, word.length * 0.7)
      : /^\p{Script=Cyrillic}+$/u.test(word);
    const oneCase = /^(?:\p{L}\p{Ll}*|\p{Lu}+)$/u.test(word);
    if (/^[\p{P}\p{M}\p{N}\p{Sc}°©®™\u00ad]$/u.test(word) || (oneScript && oneCase)) natural += beyond;
  }
  return all === 0 ? 1 : natural / all;
}
