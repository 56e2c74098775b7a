import type { CorpusDocument } from '../../ingest/corpusDocument.js';
import { citeDocument, formatPlace } from '../citation.js';
import type { ServiceContext } from '../context.js';
import { NOTICE, type Portion, portionOf } from './pages.js';
import { plainText, plainValues } from './plainValues.js';
import { documentLine, sourceEntries } from './quotations.js';
import { resourceUri } from './resourceUri.js';

/** Characters of a document that are given at once. */
const LONGEST_PART = 20_000;
/** The first half of a character. */
const HALF_AT_END = /[\ud800-\udbff]$/;
const WRITTEN_NUMBER = /^(?:0|[1-9]\d{0,14})$/;
/** Documents that are listed at once. */
const LISTED = 50;

/** A document as something to read. */
export interface Resource {
  readonly uri: string;
  readonly name: string;
  readonly description: string;
}

/**
 * Documents of the record, newest first, from where a page before ended (its `next`, as text), else from the first on; the text
 * of none is read. `undefined` where `cursor` is the end of no page.
 */
export function listResources(context: ServiceContext, cursor?: string): Portion<Resource> | undefined {
  const from = cursor === undefined ? 0 : numberIn(cursor);
  if (from === undefined || (from === 0 && cursor !== undefined)) return undefined;
  return portionOf(context.index.documents, { from, limit: LISTED }, (document) => ({
    uri: resourceUri(document.id),
    name: document.metadata.title,
    description: describe(document, context),
  }));
}

/**
 * A part of the document at an address, for reading; `undefined` where the context has no such document. What follows is told by
 * its address.
 */
export function readResource(address: string, context: ServiceContext): string | undefined {
  const [uri = '', query = ''] = address.split('?');
  const document = context.index.documents.find(({ id }) => resourceUri(id) === uri);
  const from = numberIn(new URLSearchParams(query).get('from') ?? '0');
  if (document === undefined || from === undefined) return undefined;
  const text = document.passages
    .map((passage) => `[${plainText(formatPlace(passage))}] ${plainText(passage.text)}`)
    .join('\n');
  const part = firstLines(text.slice(from), LONGEST_PART);
  const next = from + part.length;
  const head = plainValues([document.metadata.title, describe(document, context), NOTICE]);
  return [
    head.join('\n'),
    part.trim(),
    ...(next < text.length ? [`The document goes on: read ${uri}?from=${next}`] : []),
  ].join('\n\n');
}

/** The number, written as it is given out; `undefined` for anything else. */
function numberIn(text: string): number | undefined {
  return WRITTEN_NUMBER.test(text) ? Number(text) : undefined;
}

/** As many whole lines as fit; of a long line as many words, and of a long word as many characters. */
function firstLines(text: string, most: number): string {
  if (text.length <= most) return text;
  const start = text.slice(0, most).replace(HALF_AT_END, '');
  const end = [start.lastIndexOf('\n'), start.lastIndexOf(' ')].find((at) => at > most / 2);
  return end === undefined ? start : start.slice(0, end + 1);
}

function describe({ metadata }: CorpusDocument, context: ServiceContext): string {
  return documentLine({ ...sourceEntries(metadata, context), citation: citeDocument(metadata) });
}
