import type { CorpusIndex, DocumentUse, Occurrence, Occurrences, PassagePlace } from '../index/corpusIndex.js';
import { passageOf } from '../index/corpusIndex.js';
import { listOccurrences } from '../index/occurrences.js';
import { type CorpusDocument, type Passage, passageIn, tierFor } from '../ingest/corpusDocument.js';
import type { Tokenizer } from '../text/tokens.js';
import { take } from '../util/iterables.js';
import { t, tCount } from '../util/l10n.js';
import { agreedTextNamed } from './attribution.js';
import { formatPlace } from './citation.js';
import { dateLabel, kindLabel, tierLabel } from './labels.js';
import type { ServiceContext } from './context.js';
import { createForumFilter } from './forum.js';
import type { Markup } from './markdown.js';
import { countUses, isPinned, nameSource } from './precedents.js';
import { latestVersion, nameVersion } from './versions.js';

const LONGEST_SIDE = 280;
const MOST_VARIANTS = 4;
const MOST_CITATIONS = 5;
/** Newest uses that are looked at for other spellings. */
const MOST_COMPARED = 20;

/** Who uses a wording, each part in the markup asked for. */
export interface UsesEvidence {
  /** "Used by 3 documents in 5 passages". */
  readonly summary: string;
  /** Documents with who, when, where and the words, newest first behind what is pinned and what is of the forum. */
  readonly uses: readonly string[];
  /** How many documents are left out. */
  readonly more: number;
  /** First and last use, and how else it is spelt; empty when there is nothing to tell. */
  readonly history: string;
}

/** The evidence as paragraphs, with how many documents are left out. */
export function evidenceParagraphs({ summary, uses, more, history }: UsesEvidence, markup: Markup): readonly string[] {
  const rest = more > 0 ? markup.text(tCount(more, 'and {0} more document', 'and {0} more documents')) : '';
  return [summary, ...uses, rest, history].filter((paragraph) => paragraph !== '');
}

/** Who uses a wording, when and where, `forum` ('' for none) first; at most `maxDocuments` of them in full. */
export function describeEvidence(
  occurrences: Occurrences,
  maxDocuments: number,
  context: ServiceContext,
  markup: Markup,
  forum = context.settings.forum,
): UsesEvidence {
  const { index } = context;
  const isOfForum = createForumFilter(forum, context);
  const uses = [...occurrences.documents()];
  const byForum = [
    ...uses.filter(({ document }) => isOfForum(document)),
    ...uses.filter(({ document }) => !isOfForum(document)),
  ];
  const shown = pinnedFirst(occurrences, byForum, context).slice(0, Math.max(1, maxDocuments));
  const counts = countUses(occurrences, uses.length);
  return {
    summary: markup.text(`${counts.charAt(0).toUpperCase()}${counts.slice(1)}`),
    uses: shown.map((use) => describeUse(use, uses, isOfForum(use.document), context, markup)),
    more: uses.length - shown.length,
    history: tellHistory(index, occurrences, uses, context.tokenize, markup),
  };
}

/** The uses with those first whose document has a pinned passage among them, and of that document the pinned ones only. */
function pinnedFirst(
  occurrences: Occurrences,
  uses: readonly DocumentUse[],
  { pinned = [] }: ServiceContext,
): readonly DocumentUse[] {
  const documents = new Set(pinned.map(({ document }) => document));
  const found = [...documents].flatMap((document) => {
    const own = [...occurrences.within(document)].filter((occurrence) => isPinned(occurrence, { pinned }));
    return own.length === 0 ? [] : [{ document, occurrences: listOccurrences(own) }];
  });
  const first = new Set(found.map(({ document }) => document));
  return [...found, ...uses.filter(({ document }) => !first.has(document))];
}

function tellHistory(
  index: CorpusIndex,
  occurrences: Occurrences,
  uses: readonly DocumentUse[],
  tokenize: Tokenizer,
  markup: Markup,
): string {
  const lines: string[] = [];
  const newest = index.documents[uses[0]?.document ?? -1];
  const oldest = index.documents[uses.at(-1)?.document ?? -1];
  if (newest !== undefined && oldest !== undefined && uses.length > 1) {
    lines.push(t('First use: {0}', nameSource(oldest)), t('Last use: {0}', nameSource(newest)));
  }
  const variants = findVariants(index, occurrences, tokenize);
  if (variants.length > 1) lines.push(t('Spelt {0}', variants.map((variant) => `“${variant}”`).join(', ')));
  return lines.map((line) => markup.text(line)).join(markup.lineBreak);
}

/** The words that the newest sources spell in more than one way, most recent first; empty when all write alike. */
export function findVariants(index: CorpusIndex, occurrences: Occurrences, tokenize: Tokenizer): readonly string[] {
  const spellings: Set<string>[] = [];
  for (const occurrence of take(occurrences, MOST_COMPARED)) {
    const { passage } = passageOf(index, occurrence);
    const written = passage.text.slice(occurrence.start, occurrence.end);
    tokenize(written).forEach((token, i) => {
      const spelling = written
        .slice(token.start, token.end)
        .toLowerCase()
        .replace(/['’]s?$/, '');
      spellings[i] = (spellings[i] ?? new Set()).add(spelling);
    });
  }
  return spellings.flatMap((forms) => (forms.size > 1 ? [...forms] : [])).slice(0, MOST_VARIANTS);
}

function describeUse(
  use: DocumentUse,
  uses: readonly DocumentUse[],
  isSameForum: boolean,
  context: ServiceContext,
  markup: Markup,
): string {
  const first = use.occurrences.at(0);
  if (first === undefined) return '';
  const { document, passage } = passageOf(context.index, first);
  const sentence = sentenceAround(passage, first);
  const heading = passage.headings.at(-1);
  const agreed = agreedTextNamed(passage.text.slice(sentence.start, sentence.end), first.start - sentence.start);
  const facts = [
    `${kindLabel(document.metadata.kind)}, ${dateLabel(document.metadata)}`,
    ...(heading === undefined ? [] : [heading]),
    formatPlace(passage),
    tierLabel(tierFor(document.metadata, context.settings.delegation, context.settings.groups)),
    ...(isPinned(first, context) ? [t('pinned')] : []),
    ...(isSameForum ? [t('same forum')] : []),
    ...(agreed === undefined ? [] : [t('reported as agreed in {0}', agreed)]),
  ].map((fact) => markup.text(fact));
  const elsewhere = [...use.occurrences.passages()].slice(1);
  const version = describeVersion(document, uses, context.index);
  const lines = [
    [markup.bold(document.metadata.holder), ...facts].join(' · '),
    `“${quoteMarked(passage, sentence, first, markup)}”`,
    ...(elsewhere.length === 0 ? [] : [markup.text(t('Also in {0}', listCitations(document, elsewhere)))]),
    ...(version === undefined ? [] : [markup.text(version)]),
  ];
  return lines.join(markup.lineBreak);
}

/** Whether the text was changed since, and its wording with it; `undefined` for the newest version. */
function describeVersion(
  document: CorpusDocument,
  uses: readonly DocumentUse[],
  index: CorpusIndex,
): string | undefined {
  const latest = latestVersion(document, index);
  if (latest === undefined) return undefined;
  const kept = uses.some((use) => index.documents[use.document] === latest);
  return kept
    ? t('A later version of this text, {0}, has these words too.', nameVersion(latest))
    : t('A later version of this text, {0}, does not have these words.', nameVersion(latest));
}

function listCitations(document: CorpusDocument, places: readonly PassagePlace[]): string {
  const citations = places
    .slice(0, MOST_CITATIONS)
    .flatMap(({ passage }) => passageIn(document, passage) ?? [])
    .map(formatPlace);
  const more = places.length - citations.length;
  const listed = citations.join('; ');
  return more > 0 ? tCount(more, '{1} and {0} more passage', '{1} and {0} more passages', listed) : listed;
}

/** From the start of the sentence in which the occurrence starts to the end of the one in which it ends. */
function sentenceAround(passage: Passage, occurrence: Occurrence): { start: number; end: number } {
  const first = passage.sentences.findLast((sentence) => sentence.start <= occurrence.start);
  const last = passage.sentences.find((sentence) => sentence.end >= occurrence.end);
  return { start: first?.start ?? 0, end: last?.end ?? passage.text.length };
}

function quoteMarked(
  passage: Passage,
  sentence: { start: number; end: number },
  { start, end }: Occurrence,
  markup: Markup,
): string {
  const before = passage.text.slice(sentence.start, start);
  const after = passage.text.slice(end, sentence.end);
  const head = before.length > LONGEST_SIDE ? `… ${before.slice(-LONGEST_SIDE).replace(/^\S*\s/, '')}` : before;
  const tail = after.length > LONGEST_SIDE ? `${after.slice(0, LONGEST_SIDE).replace(/\s\S*$/, '')} …` : after;
  return `${keepEdges(head, markup)}${markup.bold(passage.text.slice(start, end))}${keepEdges(tail, markup)}`;
}

/** Escaped, with the single spaces at its edges kept: a marked phrase follows or precedes. */
function keepEdges(text: string, markup: Markup): string {
  const written = markup.text(text);
  if (written === '') return /\s/.test(text) ? ' ' : '';
  return `${/^\s/.test(text) ? ' ' : ''}${written}${/\s$/.test(text) ? ' ' : ''}`;
}
