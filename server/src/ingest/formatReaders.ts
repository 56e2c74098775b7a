import type { ConvertedEnding } from './convert.js';
import { readDocx } from './docx/readDocx.js';
import type { FormatReader } from './formats.js';
import { readHtml } from './html/readHtml.js';
import { readPdf } from './pdf/readPdf.js';

/** Readers of the formats that are not text, by the file name's ending. A bundle of its own, loaded with the first such file. */
export const FORMAT_READERS: Readonly<Record<ConvertedEnding, FormatReader>> = {
  pdf: readPdf,
  docx: readDocx,
  html: readHtml,
  htm: readHtml,
};

export { annotateDocx } from './docx/annotate.js';
