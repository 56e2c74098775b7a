import { t } from '../util/l10n.js';
import { CONVERTED, type ConvertedEnding, type Converter } from './convert.js';
import type { CorpusDocument } from './corpusDocument.js';
import type { ReadLimits, ReadResult, ReadText } from './formats.js';
import { tooLarge, tooMuchText } from './overLimit.js';
import { type ParsedDocument, parseDocument, parseText, type SourceFile } from './parseDocument.js';
import { skipped } from './skipped.js';

const EMPTY = t('it is empty. Copy it again from where it came, or take it out of the folder.');

/** Endings of the files that a corpus is read from, lower case, without the dot. */
export const DOCUMENT_ENDINGS: readonly string[] = ['md', 'txt', ...CONVERTED];

/** Whether files of that name are read by a reader of their own, which may take seconds. */
export function isConverted(name: string): boolean {
  return conversionOf(name) !== undefined;
}

/**
 * Reads one file of a corpus, whatever its format. A file over a limit, or whose format cannot be read, is a problem that
 * names it and says what to do. Never rejects.
 */
export async function readDocument(
  file: SourceFile,
  bytes: Uint8Array,
  limits: ReadLimits,
  convert: Converter,
): Promise<ParsedDocument> {
  const ending = conversionOf(file.name);
  if (ending === undefined) {
    const unread = unreadable(bytes, limits);
    return unread === undefined ? parseDocument(file, bytes, limits) : { problems: [skipped(file, unread)] };
  }
  const read = await readOut(ending, bytes, limits, convert);
  if ('problem' in read) return { problems: [skipped(file, read.problem)] };
  const parsed = parseText(file, read.text);
  const remarks = read.remarks.map((remark) => ({ file: file.uri, message: t('{0}: {1}', file.name, remark) }));
  return {
    ...(parsed.document === undefined ? {} : { document: withSource(parsed.document, read) }),
    problems: [...parsed.problems, ...remarks],
  };
}

/** Reads the text out of the bytes of a file with that ending, within the limits. Never rejects. */
export async function readOut(
  ending: ConvertedEnding,
  bytes: Uint8Array,
  limits: ReadLimits,
  convert: Converter,
): Promise<ReadResult> {
  const unread = unreadable(bytes, limits);
  if (unread !== undefined) return { problem: unread };
  const read = await convert(ending, bytes, limits);
  return 'text' in read && read.text.length > limits.textUnits ? { problem: tooMuchText(limits) } : read;
}

/** Why a file is not even looked into. */
function unreadable(bytes: Uint8Array, limits: ReadLimits): string | undefined {
  if (bytes.length === 0) return EMPTY;
  return bytes.length > limits.fileBytes ? tooLarge(bytes.length, limits) : undefined;
}

function withSource(document: CorpusDocument, { text, pages }: ReadText): CorpusDocument {
  const passages = document.passages.map((passage) => {
    const page = pages?.[passage.line];
    return page === undefined ? passage : { ...passage, page };
  });
  return { ...document, passages, converted: text };
}

function conversionOf(name: string): (typeof CONVERTED)[number] | undefined {
  const ending = name.slice(name.lastIndexOf('.') + 1).toLowerCase();
  return CONVERTED.find((known) => known === ending);
}
