import type { Range } from 'vscode-languageserver-types';
import type { ReportSource } from '../api/report.js';
import type { Draft } from '../draft/draft.js';
import { passageOf } from '../index/corpusIndex.js';
import type { Passage } from '../ingest/corpusDocument.js';
import { type Decision, NO_DECISIONS, POSITIONS_FILE } from '../ingest/positionsFile.js';
import { type Span, spansOverlap } from '../text/span.js';
import { formatCitation, formatQuoted, spellDate } from './citation.js';
import { type CitedPassage, sourceFile } from './cite.js';
import type { ServiceContext } from './context.js';
import { passageRange } from './precedents.js';
import type { SentencePlace } from './statements.js';
import type { EntryEvidence, Evidence } from './rules/rule.js';

/** How a sentence of the record that stands is cited: by its document, or by the workspace's file, with what confirms it. */
export function citePlace(place: SentencePlace, context: ServiceContext): string {
  if (!('passage' in place)) return citeDecision(place.decision);
  const { document, passage } = passageOf(context.index, place);
  const citation = formatCitation(document, passage);
  return place.decision === undefined ? citation : [citation, 'confirmed', ...groundsOf(place.decision)].join(', ');
}

/** How an entry of the workspace's file of positions is cited: "positions.yaml, line 3, 12 March 2023, instruction ...". */
export function citeDecision(decision: Decision): string {
  return [
    `${POSITIONS_FILE}, line ${decision.line + 1}`,
    ...(decision.date === undefined ? [] : [spellDate(decision.date)]),
    ...groundsOf(decision),
  ].join(', ');
}

/** By what and by whom a decision was made and why, as far as the file says. */
export function groundsOf({ instruction, reason, by }: Decision): readonly string[] {
  return [instruction, reason, by].filter((ground) => ground !== undefined);
}

/** The sentence as evidence of a finding. `text`: the sentence. */
export function evidenceAt(place: SentencePlace, text: string): Evidence | EntryEvidence {
  if (!('passage' in place)) return { decision: place.decision, quote: text };
  return { document: place.document, passage: place.passage, quote: place.sentence };
}

/** A source as an editor opens it and a drafter cites it. */
export interface Source {
  readonly uri: string;
  readonly range: Range;
  readonly citation: string;
  /** The words that count. */
  readonly quote: string;
  /** As a draft quotes it; `undefined` for what is no document. */
  readonly cited: CitedPassage | undefined;
}

/** What of a source leads to it. */
export function citedSource({ uri, range, citation }: Source): ReportSource {
  return { uri, range, citation };
}

/** The LSP range of a span of the draft. */
export function rangeOf({ start, end }: Span, { document }: Draft): Range {
  return { start: document.positionAt(start), end: document.positionAt(end) };
}

const sources = new WeakMap<ServiceContext, WeakMap<Evidence | EntryEvidence, Source>>();

/** A paragraph is quoted whole up to so many characters; where nothing parts a speech, it is one paragraph of some 20,000. */
const LONGEST_QUOTED = 2000;

/** The passage's words; of a very long one the sentences that hold those that count. */
function quotableWords({ text, sentences }: Passage, words: Span): string {
  if (text.length <= LONGEST_QUOTED) return text;
  const touched = sentences.filter((sentence) => spansOverlap(sentence, words));
  return text.slice(touched[0]?.start ?? words.start, touched.at(-1)?.end ?? words.end);
}

/** The source of a finding's evidence. Made once: every check of a draft tells all its findings anew. */
export function sourceOf(evidence: Evidence | EntryEvidence, context: ServiceContext): Source {
  const known = sources.get(context) ?? new WeakMap<Evidence | EntryEvidence, Source>();
  sources.set(context, known);
  const source = known.get(evidence) ?? readSource(evidence, context);
  known.set(evidence, source);
  return source;
}

function readSource(evidence: Evidence | EntryEvidence, context: ServiceContext): Source {
  if ('decision' in evidence) {
    const { line } = evidence.decision;
    return {
      uri: (context.decisions ?? NO_DECISIONS).uri,
      range: { start: { line, character: 0 }, end: { line: line + 1, character: 0 } },
      citation: citeDecision(evidence.decision),
      quote: evidence.quote,
      cited: undefined,
    };
  }
  const { document, passage } = passageOf(context.index, evidence);
  const citation = formatCitation(document, passage);
  let quoted: string | undefined;
  return {
    uri: document.uri,
    range: passageRange(passage),
    citation,
    quote: passage.text.slice(evidence.quote.start, evidence.quote.end),
    cited: {
      ...sourceFile(document),
      citation,
      get quoted() {
        quoted ??= formatQuoted(quotableWords(passage, evidence.quote));
        return quoted;
      },
    },
  };
}
