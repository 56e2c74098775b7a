import type { Draft } from '../draft/draft.js';
import type { Span } from '../text/span.js';
import { t } from '../util/l10n.js';
import type { ServiceContext } from './context.js';
import type { DecidingWords } from './decidingWords.js';
import { describeDeparture } from './departures.js';
import { findingsAt, type PlacedFinding } from './findings.js';
import { chanceOf } from './judging.js';
import type { Markup } from './markdown.js';
import { type Source, sourceOf } from './places.js';
import { confidenceInWords, RULE_WORDS } from './ruleWords.js';

/**
 * What the findings that are marked at a UTF-16 offset of the draft rest on: the prior, quoted and cited, the words compared,
 * and why it matters; what their diagnostics say is not said again. The span is that of the first. `undefined` where none is marked, and until
 * everything the rules go by is read: nothing is marked before.
 */
export function explainFindings(
  draft: Draft,
  offset: number,
  context: ServiceContext,
  markup: Markup,
): (Span & { readonly paragraphs: readonly string[] }) | undefined {
  const placed = findingsAt(draft, offset, context);
  const [first] = placed;
  if (first === undefined) return undefined;
  return { ...first.span, paragraphs: placed.flatMap((each) => explain(each, context, markup)) };
}

function explain(
  { finding, sentence, severity, departure }: PlacedFinding,
  context: ServiceContext,
  markup: Markup,
): string[] {
  const { rule, compared, decidedBy, message, evidence } = finding;
  const { name, why } = RULE_WORDS[rule];
  const [source] = evidence.map((each) => sourceOf(each, context));
  const written = compared === undefined ? '' : sentence.text.slice(compared.draft.start, compared.draft.end);
  const sure = compared === undefined ? [] : [t('confidence: {0}', confidenceInWords(compared.confidence))];
  const chance = finding.judged ?? chanceOf(finding, sentence.text, context);
  const judged = chance === undefined ? [] : [t('judge: {0} % likely', Math.round(chance * 100))];
  return [
    [markup.bold(name), ...[rule, ...sure, ...judged].map((each) => markup.text(each))].join(' · '),
    ...(departure === undefined ? [] : [markup.text(describeDeparture(departure))]),
    // Editors show a diagnostic beside the hover, but a hint at most on its first letters: only a hint is said again.
    ...(departure === undefined && severity !== 'hint' ? [] : [markup.text(compared?.differs ?? message)]),
    ...(source === undefined || (compared === undefined && 'decision' in (evidence[0] ?? {}))
      ? []
      : [markup.quote(quoteMarked(source, compared?.prior ?? '', markup)), markup.text(source.citation)]),
    ...(compared === undefined || written === compared.prior ? [] : [markup.text(spansOf(written, compared.prior))]),
    ...(decidedBy === undefined ? [] : decidingLine(decidedBy, markup)),
    markup.text(t('Why it matters: {0}', why)),
  ];
}

/** What decided, as far as single words did. */
function decidingLine({ draft, prior }: DecidingWords, markup: Markup): string[] {
  const quoted = (words: readonly string[]): string => words.map((word) => `“${word}”`).join(', ');
  const named = [
    ...(draft.length === 0 ? [] : [t('draft: {0}', quoted(draft))]),
    ...(prior.length === 0 ? [] : [t('record: {0}', quoted(prior))]),
  ];
  return named.length === 0 ? [] : [markup.text(t('What weighs most with the judge — {0}', named.join('; ')))];
}

function spansOf(draft: string, prior: string): string {
  return prior === '' ? t('Draft: “{0}”', draft) : t('Draft: “{0}” — record: “{1}”', draft, prior);
}

/** The prior with the words that were compared in bold, where they stand in it in a row. */
function quoteMarked({ quote }: Source, words: string, markup: Markup): string {
  const at = words === '' ? -1 : quote.indexOf(words);
  if (at === -1) return markup.text(quote);
  const [before, after] = [quote.slice(0, at), quote.slice(at + words.length)];
  const gap = (text: string): string => (/\s/.test(text) ? ' ' : '');
  return [
    markup.text(before) + gap(before.slice(-1)),
    markup.bold(words),
    gap(after.slice(0, 1)) + markup.text(after),
  ].join('');
}
