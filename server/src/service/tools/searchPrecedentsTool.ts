import * as v from 'valibot';
import { latestVersion, nameVersion } from '../versions.js';
import { searchPassages } from '../search.js';
import { countWithheld } from '../searchPrecedents.js';
import { remarksOnPart } from '../part.js';
import { ANSWER_ENTRIES, moreLines, NOTICE, pageEntries, portionOf, remarksOnKept } from './pages.js';
import { excerpt, QUOTATION_ENTRIES, quotationLines, quote } from './quotations.js';
import { defineTool } from './tool.js';

const LONGEST_QUERY = 500;
const MOST = 20;
/** The best answers are looked for anew with each page. */
const FARTHEST = 200;

/** Passages that answer a query. */
export const SEARCH_PRECEDENTS = defineTool({
  name: 'search_precedents',
  title: 'Search precedents',
  description:
    'Finds passages in the delegation’s record of prior documents (its own, its groups’, chairs’ and adopted texts) that use given words, best first, each quoted with who said it, when, where and with what authority. Use it before you write or quote diplomatic language, and quote only what it returns: never invent a precedent. Only passages with "adopted": true may be called agreed language.',
  input: v.strictObject({
    query: v.pipe(
      v.string(),
      v.nonEmpty(),
      v.maxLength(LONGEST_QUERY),
      v.description(
        'Words, "exact wording" in quotation marks, -word to leave out, and filters: from:2021 to:2023-06 by:Pakistan (or by:own, by:group, by:other) in:OEWG tier:adopted (or chair, group, own, other).',
      ),
    ),
    ...pageEntries(5, MOST, FARTHEST),
  }),
  output: v.object({
    precedents: v.array(
      v.object({
        ...QUOTATION_ENTRIES,
        reasons: v.pipe(v.array(v.string()), v.description('Why it stands where it does, strongest first.')),
        laterVersion: v.exactOptional(
          v.pipe(v.string(), v.description('The document has a newer version, of this name: compare before you cite.')),
        ),
      }),
    ),
    ...ANSWER_ENTRIES,
  }),
  takes: `A search takes “query”, up to ${LONGEST_QUERY} characters, and may take “from”, 0 to ${FARTHEST}, and “limit”, 1 to ${MOST}.`,
  async find({ query, from, limit }, { context }) {
    const end = from + limit;
    const { found, problems, remarks } = searchPassages(query, end + 1, context);
    if (problems.length > 0) return { refusal: problems.join(' ') };
    const { results, next } = portionOf(found, { from, limit }, ({ document, passage, marks, reasons }) => {
      const latest = latestVersion(document, context.index);
      return {
        ...quote(excerpt(passage, marks[0]?.start ?? 0), document, passage, context),
        reasons: [...reasons],
        ...(latest === undefined ? {} : { laterVersion: nameVersion(latest) }),
      };
    });
    const isLast = next === undefined || next > FARTHEST;
    return {
      precedents: [...results],
      notice: NOTICE,
      ...(isLast ? {} : { next }),
      remarks: [
        ...remarks,
        ...(isLast && next !== undefined
          ? ['More passages answer than are given. Narrow the search with filters.']
          : []),
        ...remarksOnKept(countWithheld(query, end, context)),
        ...remarksOnPart(context),
      ],
    };
  },
  write: ({ precedents, next, remarks }) =>
    [
      ...(precedents.length === 0 ? ['The record holds no such passage.'] : [NOTICE]),
      ...remarks,
      ...precedents.flatMap((precedent) => [
        '',
        ...quotationLines(precedent),
        ...(precedent.laterVersion === undefined ? [] : [`  a later version is ${precedent.laterVersion}`]),
      ]),
      ...moreLines(next),
    ].join('\n'),
});
