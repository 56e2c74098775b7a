import type { RuleId } from '../api/settings.js';
import { type DraftSentence, readProse } from '../draft/draft.js';
import type { ServiceContext } from './context.js';
import { checkSentence, type LedSentence, type PlacedFinding } from './findings.js';
import { sourceOf } from './places.js';
import type { Finding, Replacement } from './rules/rule.js';

/** What may be done about a finding by changing its sentence, as far as that leaves no new finding. */
export interface OfferedFixes {
  /** Offsets into the sentence. Each takes the finding away. */
  readonly replacements: readonly Replacement[];
  /** The precedent in quotation marks with its citation, to stand behind the sentence. */
  readonly quotation?: string;
  /** The citation in brackets, to stand before the sentence's full stop. */
  readonly citation?: string;
}

type Counts = ReadonlyMap<RuleId, number>;

/** Paragraphs in which the same sentence is remembered. */
const MOST_PROSES = 16;
/** By the paragraph: a sentence may stand in several. */
const offered = new WeakMap<Finding, Map<string, OfferedFixes>>();

/** The fixes of a finding that stand up when the paragraph they leave is checked again. `text`: the draft's. */
export function fixesFor(
  { finding, sentence, block }: PlacedFinding,
  text: string,
  context: ServiceContext,
): OfferedFixes {
  const prose = text.slice(block.textStart, block.end);
  const known = offered.get(finding) ?? new Map<string, OfferedFixes>();
  offered.set(finding, known);
  const before = known.get(prose);
  if (before !== undefined) return before;
  if (known.size >= MOST_PROSES) known.clear();
  const fixes = checkFixes(finding, sentence, prose, sentence.start - block.textStart, context);
  known.set(prose, fixes);
  return fixes;
}

/** `at`: where in the paragraph's prose the sentence starts. */
function checkFixes(
  finding: Finding,
  sentence: LedSentence,
  prose: string,
  at: number,
  context: ServiceContext,
): OfferedFixes {
  const before = countFindings(prose, sentence.leadIn, context);
  const after = ({ start, end, newText }: Omit<Replacement, 'title'>): Counts =>
    countFindings(prose.slice(0, at + start) + newText + prose.slice(at + end), sentence.leadIn, context);
  const [first] = finding.evidence.map((evidence) => sourceOf(evidence, context));
  const quotation = first?.quotation;
  const citation = first?.quotation === undefined ? undefined : `(${first.citation})`;
  const insertion = (offset: number, words: string | undefined): string | undefined =>
    words !== undefined && noneIsNew(before, after({ start: offset, end: offset, newText: ` ${words}` }))
      ? words
      : undefined;
  const kept = {
    quotation: insertion(sentence.text.length, quotation),
    citation: insertion(beforeFullStop(sentence), citation),
  };
  return {
    replacements: finding.replacements.filter((replacement) => {
      const left = after(replacement);
      return noneIsNew(before, left) && (left.get(finding.rule) ?? 0) < (before.get(finding.rule) ?? 0);
    }),
    ...(kept.quotation === undefined ? {} : { quotation: kept.quotation }),
    ...(kept.citation === undefined ? {} : { citation: kept.citation }),
  };
}

/** Where in a sentence a citation goes: before its full stop, else at its end. */
export function beforeFullStop({ text }: Pick<DraftSentence, 'text'>): number {
  return /[.!?]$/.test(text) ? text.length - 1 : text.length;
}

/** How many findings of each rule a paragraph has; `leadIn` leads to its first sentence. */
function countFindings(prose: string, leadIn: string | undefined, context: ServiceContext): Counts {
  const counts = new Map<RuleId, number>();
  for (const [n, { text }] of readProse(prose, context.tokenize).sentences.entries()) {
    for (const { rule } of checkSentence({ text, leadIn: n === 0 ? leadIn : undefined }, context))
      counts.set(rule, (counts.get(rule) ?? 0) + 1);
  }
  return counts;
}

function noneIsNew(before: Counts, after: Counts): boolean {
  return [...after].every(([rule, count]) => count <= (before.get(rule) ?? 0));
}
