import * as v from 'valibot';
import type { PositionInfo } from '../../api/protocol.js';
import type { CorpusDocument, DocumentMetadata } from '../../ingest/corpusDocument.js';
import { uriKey } from '../../util/fileUri.js';
import { finishInTurns, othersFirst } from '../../util/steps.js';
import { isRestricted, wholeOf } from '../circulation.js';
import type { ServiceContext } from '../context.js';
import { prepareDerived } from '../derived.js';
import { listPositions, type PositionQuery, positionsHeld } from '../positions.js';
import { bindingRecord } from '../record.js';
import { ANSWER_ENTRIES, moreLines, NOTICE, pageEntries, portionOf, refuseUnread, remarksOnKept } from './pages.js';
import { QUOTATION_ENTRIES, quotationLines, SOURCE_ENTRIES, sourceEntries } from './quotations.js';
import { resourceUri } from './resourceUri.js';
import { defineTool, type ToolCall } from './tool.js';

const LONGEST_NAME = 200;
const MOST = 30;
/** Of what the delegation's own list states; it has the tier of its holder. */
const UNDOCUMENTED = { title: '', kind: 'other', tier: 'other' } as const satisfies Partial<DocumentMetadata>;
const STATUSES = ['current', 'confirmed', 'retained', 'strengthened', 'superseded', 'retired'] as const;

const name = (description: string) =>
  v.exactOptional(v.pipe(v.string(), v.nonEmpty(), v.maxLength(LONGEST_NAME), v.description(description)));

const StatementSchema = v.object({
  topic: v.string(),
  pillar: v.exactOptional(v.pipe(v.string(), v.description('The subject of the negotiation it belongs to.'))),
  status: v.pipe(
    v.picklist(STATUSES),
    v.description(
      '"current" and "confirmed" stand; a later statement has retained, strengthened or superseded the others; "retired" binds no more.',
    ),
  ),
  by: v.exactOptional(v.pipe(v.string(), v.description('How the later statement is cited.'))),
  quotation: QUOTATION_ENTRIES.quotation,
  ...SOURCE_ENTRIES,
  document: v.exactOptional(
    v.pipe(
      v.string(),
      v.description(
        'URI of the resource that holds the document; absent for what the delegation’s own list of positions states.',
      ),
    ),
  ),
});

/** What the delegation and its groups hold. */
export const GET_POSITION = defineTool({
  name: 'get_position',
  title: 'Get a position',
  description:
    'Says what the delegation and its groups hold on a topic: their statements, the newest of each position first, each quoted with its source and with what became of it since. Use it before you write what the delegation supports, opposes or asks for. A position is theirs; it is not agreed by others.',
  input: v.strictObject({
    topic: name('In whatever words: "treaty", "capacity-building". All topics when absent.'),
    holder: name('Only what this delegation or group holds, by its full name. All of them when absent.'),
    ...pageEntries(10, MOST),
  }),
  output: v.object({
    statements: v.array(StatementSchema),
    total: v.pipe(v.number(), v.description('How many statements there are.')),
    ...ANSWER_ENTRIES,
  }),
  takes: `Positions may be asked for by “topic” and “holder”, up to ${LONGEST_NAME} characters each, with “from”, 0 or more, and “limit”, 1 to ${MOST}.`,
  async find({ from, limit, ...query }, call) {
    const { context } = call;
    if (context.part !== undefined) return { refusal: refuseUnread() };
    const positions = await positionsFor(query, call, context);
    const statements = positions.flatMap(({ steps, ...position }) =>
      steps.toReversed().map((step) => ({ ...position, steps, step })),
    );
    const describe = describerOf(context);
    const { results, ...next } = portionOf(statements, { from, limit }, describe);
    return {
      statements: [...results],
      total: statements.length,
      notice: NOTICE,
      ...next,
      remarks: [...remarksOnKept(await countKept(query, call))],
    };
  },
  write: ({ statements, next, remarks }) =>
    [
      ...(statements.length === 0 ? ['The record holds no such position.'] : [NOTICE]),
      ...remarks,
      ...statements.flatMap((statement) => [
        '',
        `On ${statement.topic}: ${statement.status}${statement.by === undefined ? '' : ` by ${statement.by}`}`,
        ...quotationLines(statement),
      ]),
      ...moreLines(next),
    ].join('\n'),
});

/** The positions that are asked for; none once nobody waits. */
async function positionsFor(
  query: PositionQuery,
  { cancellation }: ToolCall,
  context: ServiceContext,
): Promise<readonly PositionInfo[]> {
  if (!(await prepareDerived([bindingRecord, positionsHeld], context, othersFirst, cancellation))) return [];
  return (await finishInTurns(listPositions(query, context), cancellation))?.positions ?? [];
}

/** How many statements of the positions stand in documents that the context hides. */
async function countKept(query: PositionQuery, call: ToolCall): Promise<number> {
  const whole = wholeOf(call.context);
  if (whole === undefined) return 0;
  const documents = documentsOf(whole);
  const positions = await positionsFor(query, call, whole);
  return positions
    .flatMap(({ steps }) => steps)
    .filter(({ uri }) => {
      const document = documents.get(uriKey(uri));
      return document !== undefined && isRestricted(document);
    }).length;
}

const byUri = new WeakMap<ServiceContext['index'], ReadonlyMap<string, CorpusDocument>>();

function documentsOf({ index }: ServiceContext): ReadonlyMap<string, CorpusDocument> {
  const known = byUri.get(index) ?? new Map(index.documents.map((document) => [uriKey(document.uri), document]));
  byUri.set(index, known);
  return known;
}

/** What is said of a step of a position, by a function of both. */
function describerOf(context: ServiceContext) {
  const documents = documentsOf(context);
  return ({ holder, topic, pillar, steps, step }: PositionInfo & { readonly step: PositionInfo['steps'][number] }) => {
    const document = documents.get(uriKey(step.uri));
    const later = step.by === undefined ? undefined : steps[step.by];
    return {
      topic,
      ...(pillar === undefined ? {} : { pillar }),
      status: step.status,
      ...(later === undefined ? {} : { by: later.citation }),
      quotation: step.text,
      ...sourceEntries(document?.metadata ?? { ...UNDOCUMENTED, holder }, context),
      holder,
      date: step.date,
      citation: step.citation,
      ...(document === undefined ? {} : { document: resourceUri(document.id) }),
    };
  };
}
