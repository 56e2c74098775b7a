import { t } from '../../util/l10n.js';
import type { FormatReader, ReadLimits, ReadResult } from '../formats.js';
import { tooManyPages, tooMuchText, tooSlow, unfoldsTooFar } from '../overLimit.js';
import { createPace, OutOfTime, type Pace } from '../pace.js';
import { readingOrder } from './columns.js';
import { composeText } from './composeText.js';
import { dropFurniture } from './furniture.js';
import { readSegments } from './lines.js';
import { type DrawnText, type PageText, uprightPage } from './pageText.js';
import { readLines } from './textLines.js';
import { unfoldsBeyond } from './unfolding.js';

const SCAN = t('it holds pictures of pages and no text. Run text recognition (OCR) on it and import the result.');
const EMPTY = t('it holds no text but page numbers and headers. Import the document it was made from.');
const ENCRYPTED = t(
  'it is locked with a password. Open it with the password, save a copy without one and import that.',
);
/** Page numbers written out in one remark. */
const MOST_LISTED = 10;
const NO_PDF = t(
  'it is not a PDF, whatever its name says. Open it in the program it was made with and save it as PDF.',
);
const CUT_OFF = t('it is cut off before its end. Get a complete copy and import that.');
const DAMAGED = t('it is damaged and cannot be read as a PDF. Get a new copy, or save its text as .docx or .txt.');

/** Reads the text of a PDF as paragraphs: reading order restored, page furniture out, footnotes apart. Never rejects. */
export const readPdf: FormatReader = async (bytes, limits) => {
  if (!startsAsPdf(bytes)) return { problem: NO_PDF };
  if (isCutOff(bytes)) return { problem: CUT_OFF };
  const pace = createPace(limits.milliseconds);
  try {
    if (await unfoldsBeyond(bytes, limits.unfoldedBytes, pace)) return { problem: unfoldsTooFar(limits) };
    return await readOpenable(bytes, limits, pace);
  } catch (error) {
    if (error instanceof OutOfTime) return { problem: tooSlow(limits) };
    return { problem: error instanceof Error && error.name === 'PasswordException' ? ENCRYPTED : DAMAGED };
  }
};

async function readOpenable(bytes: Uint8Array, limits: ReadLimits, pace: Pace): Promise<ReadResult> {
  // Loaded only when the first PDF is read: the library is larger than the rest of the server.
  const { getDocumentProxy } = await import('unpdf');
  // The library takes the bytes over and refuses Node's Buffer, so it gets a copy; verbosity 0 keeps its warnings out of
  // the server's output.
  const document = await getDocumentProxy(new Uint8Array(bytes), { verbosity: 0 });
  try {
    if (document.numPages > limits.pages) return { problem: tooManyPages(document.numPages, limits) };
    const pages: PageText[] = [];
    const failed: number[] = [];
    let units = 0;
    for (let number = 1; number <= document.numPages; number++) {
      await pace();
      try {
        const page = await document.getPage(number);
        const content = await page.getTextContent();
        const drawn = content.items.filter((item): item is typeof item & DrawnText => 'str' in item);
        units += drawn.reduce((sum, item) => sum + item.str.length, 0);
        pages.push(uprightPage(number, page.view, drawn));
        page.cleanup();
      } catch {
        failed.push(number);
      }
      if (units > limits.textUnits) return { problem: tooMuchText(limits) };
    }
    return toText(pages, failed);
  } finally {
    await document.loadingTask.destroy();
  }
}

function toText(pages: readonly PageText[], failed: readonly number[]): ReadResult {
  if (pages.length === 0) return { problem: DAMAGED };
  const segmented = pages.map((page) => ({ page: page.page, height: page.height, segments: readSegments(page) }));
  const ordered = dropFurniture(segmented).map(({ page, height, segments }) => {
    return { page, height, columns: readingOrder(segments) };
  });
  const composed = composeText(readLines(ordered));
  if (composed.text === '') return { problem: pages.some(hasText) ? EMPTY : SCAN };
  const empty = pages.filter((page) => !hasText(page)).map(({ page }) => page);
  const sideways = pages.filter((page) => page.sideways).map(({ page }) => page);
  const all = pages.length + failed.length;
  return {
    text: composed.text,
    layout: 'paragraphs',
    pages: composed.pages,
    remarks: [
      ...(failed.length > 0
        ? [t('{0} of {1} pages ({2}) cannot be read. Compare with the original.', failed.length, all, listed(failed))]
        : []),
      ...(empty.length > 0
        ? [
            t(
              '{0} of {1} pages ({2}) without text, blank or a picture. If it shows words, run text recognition (OCR) on the file.',
              empty.length,
              all,
              listed(empty),
            ),
          ]
        : []),
      ...(sideways.length > 0
        ? [
            t(
              '{0} of {1} pages ({2}) with text set sideways or aslant, which is left out.',
              sideways.length,
              all,
              listed(sideways),
            ),
          ]
        : []),
    ],
  };
}

function hasText(page: PageText): boolean {
  return page.runs.length > 0;
}

function listed(pages: readonly number[]): string {
  const shown = pages.slice(0, MOST_LISTED).join(', ');
  const rest = pages.length - MOST_LISTED;
  if (pages.length === 1) return t('page {0}', shown);
  return rest > 0 ? t('pages {0} and {1} more', shown, rest) : t('pages {0}', shown);
}

function startsAsPdf(bytes: Uint8Array): boolean {
  return latin1(bytes.subarray(0, 1024)).includes('%PDF-');
}

/**
 * Whether the mark that ends every PDF (PDF 32000-1:2008, 7.5.5) is missing, or objects stand after the last one: a file
 * made for the web has another mark near its beginning. Whatever else follows the end was added on the way.
 */
function isCutOff(bytes: Uint8Array): boolean {
  const end = Math.max(lastPlaceOf('%%EOF', bytes), lastPlaceOf('startxref', bytes));
  return end < 0 || /\d\s\d{1,5}\s{1,2}obj\b/.test(latin1(bytes.subarray(end)));
}

function lastPlaceOf(word: string, bytes: Uint8Array): number {
  const letters = [...word].map((letter) => letter.charCodeAt(0));
  const first = letters[0] ?? 0;
  let at = bytes.lastIndexOf(first);
  while (at >= 0 && !letters.every((letter, n) => bytes[at + n] === letter)) {
    // A negative place would count from the end.
    at = at === 0 ? -1 : bytes.lastIndexOf(first, at - 1);
  }
  return at;
}

function latin1(bytes: Uint8Array): string {
  return new TextDecoder('latin1').decode(bytes);
}
