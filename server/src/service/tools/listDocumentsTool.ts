import * as v from 'valibot';
import type { CorpusDocument } from '../../ingest/corpusDocument.js';
import { citeDocument } from '../citation.js';
import type { ServiceContext } from '../context.js';
import { kindLabel } from '../labels.js';
import { plural } from '../precedents.js';
import { remarksOnPart } from '../part.js';
import { createDocumentFilter } from '../searchFilters.js';
import { parseSearchQuery } from '../searchQuery.js';
import { ANSWER_ENTRIES, moreLines, NOTICE, pageEntries, portionOf } from './pages.js';
import { documentLine, SOURCE_ENTRIES, sourceEntries } from './quotations.js';
import { resourceUri } from './resourceUri.js';
import { defineTool } from './tool.js';

const LONGEST_FILTER = 500;
const MOST = 50;

/** The documents of the record. */
export const LIST_DOCUMENTS = defineTool({
  name: 'list_documents',
  title: 'List documents of the record',
  description:
    'Lists the documents of the delegation’s record, newest first, each with whose it is, its date, kind and authority, and the URI of the resource that holds its text. Restricted documents are listed only where a person has allowed it.',
  input: v.strictObject({
    filter: v.optional(
      v.pipe(
        v.string(),
        v.maxLength(LONGEST_FILTER),
        v.description(
          'Filters alone, without other words: from:2021 to:2023-06 by:Pakistan (or by:own, by:group, by:other) in:OEWG tier:adopted (or chair, group, own, other). All documents when absent.',
        ),
      ),
      '',
    ),
    ...pageEntries(20, MOST),
  }),
  output: v.object({
    documents: v.array(
      v.object({
        title: v.string(),
        kind: v.string(),
        ...SOURCE_ENTRIES,
        passages: v.pipe(v.number(), v.description('How many numbered paragraphs and the like it has.')),
        document: v.pipe(v.string(), v.description('URI of the resource that holds it.')),
      }),
    ),
    total: v.pipe(v.number(), v.description('How many documents pass the filters.')),
    ...ANSWER_ENTRIES,
  }),
  takes: `A list may take “filter”, up to ${LONGEST_FILTER} characters, “from”, 0 or more, and “limit”, 1 to ${MOST}.`,
  async find({ filter, ...page }, { context }) {
    const query = parseSearchQuery(filter);
    if (query.problems.length > 0) return { refusal: query.problems.join(' ') };
    if (query.words !== '' || query.phrases.length + query.without.length > 0) {
      return { refusal: 'A list takes filters alone: from:, to:, by:, in: and tier:. Search for words instead.' };
    }
    const { accepts, remarks } = createDocumentFilter(query.filters, context);
    const accepted = [...context.index.documents.entries()].filter(([position]) => accepts(position));
    const { results, ...next } = portionOf(accepted, page, (document) => describe(document, context));
    return {
      documents: [...results],
      total: accepted.length,
      notice: NOTICE,
      ...next,
      remarks: [...remarks, ...remarksOnPart(context)],
    };
  },
  write: ({ documents, total, next, remarks }) =>
    [`${plural(total, 'document')}. ${NOTICE}`, ...remarks, ...documents.map(documentLine), ...moreLines(next)].join(
      '\n',
    ),
});

/** What a list says of a document, which has that position in the index. Its text is not read. */
function describe([position, { metadata, id }]: readonly [number, CorpusDocument], context: ServiceContext) {
  return {
    title: metadata.title,
    kind: kindLabel(metadata.kind),
    ...sourceEntries(metadata, context),
    citation: citeDocument(metadata),
    passages: context.index.passagesIn(position),
    document: resourceUri(id),
  };
}
