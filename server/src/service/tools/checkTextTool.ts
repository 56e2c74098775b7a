import * as v from 'valibot';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { RULE_IDS } from '../../api/settings.js';
import { createDraft } from '../../draft/draft.js';
import { passageOf } from '../../index/corpusIndex.js';
import { othersFirst } from '../../util/steps.js';
import { contextFor } from '../circulation.js';
import type { ServiceContext } from '../context.js';
import { prepareDiagnostics } from '../diagnostics.js';
import { findingsIn, IGNORE_RULE_ERRORS, type PlacedFinding } from '../findings.js';
import { hearJudge } from '../hearJudge.js';
import { sourceOf } from '../places.js';
import { plural } from '../precedents.js';
import { placeOf } from '../placeInDraft.js';
import type { Finding } from '../rules/rule.js';
import { ANSWER_ENTRIES, moreLines, NOTICE, pageEntries, portionOf, refuseUnread } from './pages.js';
import { inMarks, QUOTATION_ENTRIES, quotationLines, quote } from './quotations.js';
import { defineTool } from './tool.js';

const LONGEST_TEXT = 20_000;
const MOST = 25;
/** Statements of the record that bear one finding out. */
const MOST_PRIORS = 3;
/** Where the text would be if it were a file. */
const TEXT_URI = 'untitled:text.draft.md';

const FindingSchema = v.object({
  rule: v.picklist(RULE_IDS),
  severity: v.picklist(['error', 'warning', 'information', 'hint']),
  place: v.pipe(v.string(), v.description('The paragraph or line of your text.')),
  words: v.pipe(v.string(), v.description('The words of your text that are meant.')),
  message: v.pipe(v.string(), v.description('What differs from the record, and from what in it.')),
  decided: v.pipe(v.boolean(), v.description('Whether the delegation has decided to depart from the record here.')),
  priors: v.pipe(
    v.array(v.object(QUOTATION_ENTRIES)),
    v.description('What of the record the words are compared with.'),
  ),
});

/** A text against the record. */
export const CHECK_TEXT = defineTool({
  name: 'check_text',
  title: 'Check a text against the record',
  description:
    'Checks a draft text against the delegation’s record, as the editor does: contradictions of its own or its groups’ positions, weaker commitments, changed qualifiers, altered recurring language, wrong facts, red lines and spelling. Each finding names the words and quotes the prior text. No finding is no proof that the text agrees with the record.',
  input: v.strictObject({
    text: v.pipe(
      v.string(),
      v.nonEmpty(),
      v.maxLength(LONGEST_TEXT),
      v.description('The text, in Markdown or plain, as the delegation would say it.'),
    ),
    ...pageEntries(10, MOST),
  }),
  output: v.object({
    findings: v.array(FindingSchema),
    total: v.pipe(v.number(), v.description('How many findings there are.')),
    ...ANSWER_ENTRIES,
  }),
  takes: `A check takes “text”, up to ${LONGEST_TEXT} characters, and may take “from”, 0 or more, and “limit”, 1 to ${MOST}. Check a longer text in parts.`,
  async find({ text, ...page }, call) {
    if (call.context.part !== undefined) return { refusal: refuseUnread() };
    const draft = createDraft(TextDocument.create(TEXT_URI, 'negotiation-draft', 1, text), call.context.tokenize);
    // The text may say itself that it is for open circulation.
    const context = contextFor(draft, call.context);
    await prepareDiagnostics(draft, context, othersFirst, IGNORE_RULE_ERRORS, call.cancellation);
    const unjudged = await hearJudge(draft, context, call.cancellation);
    // Nobody waits for what would have to be found at once.
    const placed = call.cancellation.isCancellationRequested ? [] : [...findingsIn(draft, context)];
    const findings = placed.filter(({ suppression }) => suppression === undefined);
    const { results, ...next } = portionOf(findings, page, (each) => ({
      ...describe(each),
      place: placeOf(each.block, draft),
      priors: priorsOf(each.finding, context),
    }));
    return {
      findings: [...results],
      total: findings.length,
      notice: NOTICE,
      ...next,
      remarks: unjudged === undefined ? [] : [unjudged],
    };
  },
  write: ({ findings, total, next, remarks }) =>
    [
      total === 0
        ? 'Nothing found. That is no proof that the text agrees with the record.'
        : `${plural(total, 'finding')}. ${NOTICE}`,
      ...remarks,
      ...findings.flatMap(({ rule, severity, place, words, message, decided, priors }) => [
        '',
        `${place}: ${severity} (${rule}) on ${inMarks(words)}`,
        message,
        ...(decided ? ['The delegation has decided to depart from the record here.'] : []),
        ...priors.flatMap((prior) => quotationLines(prior)),
      ]),
      ...moreLines(next),
    ].join('\n'),
});

function describe({ finding, sentence, severity, departure }: PlacedFinding) {
  const { rule, span, message, compared, evidence } = finding;
  return {
    rule,
    severity,
    words: sentence.text.slice(span.start, span.end),
    // What the workspace's own list says is quoted by the message alone.
    message: evidence.some((each) => 'decision' in each) ? message : (compared?.differs ?? message),
    decided: departure !== undefined,
  };
}

/** What documents of the record say. */
function priorsOf({ evidence }: Finding, context: ServiceContext) {
  return evidence.slice(0, MOST_PRIORS).flatMap((each) => {
    if ('decision' in each) return [];
    const { document, passage } = passageOf(context.index, each);
    return [quote(sourceOf(each, context).quote, document, passage, context)];
  });
}
