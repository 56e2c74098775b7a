import { t } from '../../util/l10n.js';
import { decodeBytes } from '../decode.js';
import type { FormatReader, ReadResult } from '../formats.js';
import { tooSlow } from '../overLimit.js';
import { createPace, OutOfTime, type Pace } from '../pace.js';
import { createPage } from './page.js';

/** Bytes in which a page declares its character set (HTML standard, 13.2.3.2). */
const DECLARATION = 1024;
/** UTF-16 units between two steps of the pace. */
const SLICE = 65_536;

/**
 * Reads a web page: headings, paragraphs, list items with their numbers, quotations, tables cell by cell. Navigation,
 * banners, scripts and what the page hides are left out. The character set is the declared one, or else detected.
 */
export const readHtml: FormatReader = async (bytes, limits): Promise<ReadResult> => {
  const decoded = decodeBytes(bytes, declaredCharset(bytes));
  if ('problem' in decoded) return decoded;
  try {
    return {
      text: await readPage(decoded.text, createPace(limits.milliseconds)),
      layout: 'paragraphs',
      remarks: decoded.guessed === undefined ? [] : [t('The character set was guessed: {0}.', decoded.guessed)],
    };
  } catch (error) {
    if (error instanceof OutOfTime) return { problem: tooSlow(limits) };
    return { problem: t('it is built in a way no page is. Open it in a browser and save its text as .txt or .md.') };
  }
};

async function readPage(html: string, pace: Pace): Promise<string> {
  const { Parser } = await import('htmlparser2');
  const page = createPage();
  const parser = new Parser({ onopentag: page.open, ontext: page.text, onclosetag: page.close });
  for (let at = 0; at < html.length; at += SLICE) {
    parser.write(html.slice(at, at + SLICE));
    await pace();
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
