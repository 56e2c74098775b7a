import type { CounterpartInfo, CounterpartsAnswer } from '../api/protocol.js';
import { type DocumentUse, passageOf } from '../index/corpusIndex.js';
import type { CorpusDocument } from '../ingest/corpusDocument.js';
import { detached } from '../util/detached.js';
import { t, tCount } from '../util/l10n.js';
import { formatCitation } from './citation.js';
import { dateLabel } from './labels.js';
import type { ServiceContext } from './context.js';
import { findOpponents, opponentsAmong, type Statement } from './opponents.js';
import { remarksOnPart } from './part.js';
import { describePassage } from './passageInfo.js';
import { offeredDocuments } from './precedents.js';

const NAMED = 3;
const LONGEST_QUOTE = 280;
/** Wordings whose opponents are kept. */
const MOST_WORDINGS = 1000;

/** Another holder who uses the same words. */
export interface Counterpart {
  readonly holder: string;
  /** Documents of theirs that use the words. */
  readonly documents: number;
  /** The oldest of them. */
  readonly first: CorpusDocument;
  /** The newest of them, with the places. */
  readonly newest: DocumentUse;
}

/**
 * The holders who are neither the delegation nor one of its groups among these uses (newest first): those with the most
 * documents first, then by name. Adopted and chair's texts are nobody's own. No text is read.
 */
export function findCounterparts(uses: Iterable<DocumentUse>, context: ServiceContext): readonly Counterpart[] {
  const { index } = context;
  const isBinding = offeredDocuments(context);
  const counterparts = new Map<string, Counterpart>();
  for (const use of uses) {
    const document = index.documents[use.document];
    if (document === undefined || isBinding(use.document)) continue;
    const { holder } = document.metadata;
    const known = counterparts.get(holder);
    counterparts.set(holder, {
      holder,
      documents: (known?.documents ?? 0) + 1,
      first: document,
      newest: known?.newest ?? use,
    });
  }
  return [...counterparts.values()].sort((a, b) => b.documents - a.documents || (a.holder < b.holder ? -1 : 1));
}

/** "Also used by others: India since 12 March 2019 (3 documents); Egypt, 2021; and 2 more." `undefined` when by none. */
export function nameCounterparts(counterparts: readonly Counterpart[]): string | undefined {
  if (counterparts.length === 0) return undefined;
  const named = counterparts.slice(0, NAMED).map(({ holder, documents, first }) => {
    const date = dateLabel(first.metadata);
    if (documents === 1) return `${holder}, ${date}`;
    const counted = tCount(documents, '{0} document', '{0} documents');
    return first.metadata.date === undefined
      ? `${holder} (${counted})`
      : t('{0} since {1} ({2})', holder, date, counted);
  });
  const more = counterparts.length - named.length;
  const all = [...named, ...(more > 0 ? [t('and {0} more', more)] : [])];
  return t('Also used by others: {0}.', all.join('; '));
}

const opposed = new WeakMap<ServiceContext, Map<string, string>>();

/**
 * "India wrote against it: “…” (India, statement, 2021, para. 4), and 2 more documents.": of the newest others that use the
 * wording (`uses`: all of its uses), the newest that contradicts it and that its holder still stands by. `undefined` when
 * none does. Kept for the next time.
 */
export function nameOpponents(
  wording: string,
  uses: Iterable<DocumentUse>,
  context: ServiceContext,
): string | undefined {
  const known = opposed.get(context) ?? new Map<string, string>();
  opposed.set(context, known);
  const kept = known.get(wording);
  if (kept !== undefined) return kept === '' ? undefined : kept;
  const statements = opponentsAmong(wording, uses, context);
  if (statements === undefined) return undefined;
  if (known.size >= MOST_WORDINGS) known.clear();
  const [first] = statements;
  const named = first === undefined ? '' : nameOpponent(first, statements.length - 1);
  known.set(detached(wording), named);
  return named === '' ? undefined : named;
}

function nameOpponent({ document, passage, sentence, read }: Statement, more: number): string {
  const own = passage.text.slice(sentence.start, sentence.end);
  // An item of a list says nothing without the sentence above it.
  const whole = read.leadIn === undefined ? own : `${read.leadIn} ${own}`;
  const quote = whole.length > LONGEST_QUOTE ? `${whole.slice(0, LONGEST_QUOTE).replace(/\s\S*$/, '')} …` : whole;
  const { holder } = document.metadata;
  const citation = formatCitation(document, passage);
  if (more === 0) return t('{0} wrote against it: “{1}” ({2}).', holder, quote, citation);
  return tCount(
    more,
    '{1} wrote against it: “{2}” ({3}), and {0} more document.',
    '{1} wrote against it: “{2}” ({3}), and {0} more documents.',
    holder,
    quote,
    citation,
  );
}

/** Who else uses a wording, word for word in any spelling, each with the newest quotation, and who wrote against it. */
export function provideCounterparts(wording: string, limit: number, context: ServiceContext): CounterpartsAnswer {
  const { index, tokenize } = context;
  const occurrences = index.findPhrase(tokenize(wording).map(({ term }) => term));
  const all = findCounterparts(occurrences.documents(), context);
  const counterparts = all.slice(0, Math.max(0, limit)).flatMap(({ holder, documents, first, newest }) => {
    const occurrence = newest.occurrences.at(0);
    if (occurrence === undefined) return [];
    const { document, passage } = passageOf(index, occurrence);
    const marks = [...newest.occurrences]
      .filter((each) => each.passage === occurrence.passage)
      .map(({ start, end }) => ({ start, end }));
    const quoted = describePassage({ document, passage, marks, reasons: [] }, context);
    return [{ holder, documents, since: dateLabel(first.metadata), newest: quoted } satisfies CounterpartInfo];
  });
  return {
    counterparts,
    more: all.length - counterparts.length,
    against: findOpponents(wording, limit, context),
    remarks: remarksOnPart(context),
  };
}
