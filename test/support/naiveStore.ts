import { stemmer } from 'stemmer';
import { createCorpusIndex } from '../../server/src/index/createCorpusIndex.js';
import { type CorpusDocument, orderingDate, type Passage, tierFor } from '../../server/src/ingest/corpusDocument.js';
import { extractCommitments } from '../../server/src/positions/extractCommitments.js';
import { contextsOf, createLeadIns } from '../../server/src/positions/leadIns.js';
import { topicsOf } from '../../server/src/positions/topics.js';
import type { PositionWords } from '../../server/src/store/positionsIn.js';
import type {
  DocumentFilter,
  FoundPassage,
  Page,
  PrecedentStore,
  SearchQuery,
  SimilarFound,
  StoredPassage,
  StoredPhrase,
  StoredPosition,
} from '../../server/src/store/precedentStore.js';
import { isNamed } from '../../server/src/text/names.js';

/** What of a store depends on its documents alone. */
export type AnsweringStore = Omit<PrecedentStore, 'revision' | 'changesSince' | 'close'>;

/** A passage with its words. */
interface NaivePassage {
  readonly document: CorpusDocument;
  readonly number: number;
  readonly passage: Passage;
  readonly terms: readonly string[];
}

/**
 * What a store must answer, worked out for every question by looking at every passage. Shares nothing with the stores
 * but what reads texts: the tokenizer, the stemmer, the miner of phrases and the reader of commitments.
 */
export function createNaiveStore(given: readonly CorpusDocument[], words: PositionWords): AnsweringStore {
  const { tokenize, lexicon } = words;
  const { stopWords } = lexicon.spelling;
  const documents = [...given].sort(
    (a, b) => byCodePoint(orderingDate(b.metadata), orderingDate(a.metadata)) || byCodePoint(a.id, b.id),
  );
  const passages: readonly NaivePassage[] = documents.flatMap((document) =>
    document.passages.map((passage, number) => ({
      document,
      number,
      passage,
      terms: tokenize(passage.text).map(({ term }) => term),
    })),
  );
  const stemsOf = (terms: readonly string[]): string[] =>
    terms.filter((term) => !stopWords.has(term)).map((term) => stemmer(term));
  const stemsIn = new Map(passages.map((passage) => [passage, new Set(stemsOf(passage.terms))]));
  const holdsStem = (passage: NaivePassage, stem: string): boolean => stemsIn.get(passage)?.has(stem) === true;
  let mined: readonly StoredPhrase[] | undefined;
  const phrases = (): readonly StoredPhrase[] =>
    (mined ??= Array.from(
      createCorpusIndex(given, { tokenize, spelling: lexicon.spelling, revision: 1 }).phrases,
      ({ text, terms, documents: uses }) => ({ text, terms: terms.join(' '), documents: uses }),
    ));

  function rankFound(query: SearchQuery): readonly FoundPassage[] {
    const { words: row, phrases: asked, without, filter, asker } = query;
    const wanted = asked.filter((run) => run.length > 0);
    const stems = [...new Set(stemsOf(row))];
    if (wanted.length === 0 && stems.length === 0) return [];
    const isClose = ({ terms }: NaivePassage): boolean =>
      stems.length === 0 ||
      terms.some((_, from) => {
        const near = new Set(stemsOf(terms.slice(from, from + 2 * row.length)));
        return stems.every((stem) => near.has(stem));
      });
    const authority = ['adopted', 'chair', 'own', 'group', 'other'];
    const keysOf = (passage: NaivePassage): readonly number[] => [
      wanted.length > 0 || holds(passage.terms, row) ? 0 : 1,
      isClose(passage) ? 0 : 1,
      authority.indexOf(tierFor(passage.document.metadata, asker.delegation, asker.groups)),
      isOfForum(asker.forum, passage.document.metadata.forum, stopWords) ? 0 : 1,
    ];
    return passages
      .filter(
        (passage) =>
          passes(passage.document, filter) &&
          stems.every((stem) => holdsStem(passage, stem)) &&
          wanted.every((run) => holds(passage.terms, run)) &&
          !without.some((run) => run.length > 0 && holds(passage.terms, run)),
      )
      .slice(0, 1000)
      .map((passage) => ({ passage, keys: keysOf(passage) }))
      .sort((a, b) => byNumbers(a.keys, b.keys))
      .map(({ passage, keys }) => ({ ...shown(passage), exact: keys[0] === 0 }));
  }

  function rankSimilar(terms: readonly string[], filter?: DocumentFilter): readonly SimilarFound[] {
    const holding = (stem: string): number => passages.filter((passage) => holdsStem(passage, stem)).length;
    const counts = new Map([...new Set(stemsOf(terms))].map((stem) => [stem, holding(stem)]));
    const weightOf = (term: string): number =>
      stopWords.has(term) ? 0 : Math.log((passages.length + 1) / ((counts.get(stemmer(term)) ?? 0) + 1));
    const whole = terms.reduce((sum, term) => sum + weightOf(term), 0);
    if (whole === 0) return [];
    const rarest = [...counts].filter(([, count]) => count > 0).sort((a, b) => a[1] - b[1] || byCodePoint(a[0], b[0]));
    const chosen = rarest.filter(
      (_, i) => i === 0 || rarest.slice(0, i + 1).reduce((sum, [, count]) => sum + count, 0) <= 2000,
    );
    return passages
      .filter((passage) => passes(passage.document, filter) && chosen.some(([stem]) => holdsStem(passage, stem)))
      .slice(0, 2000)
      .map((passage) => {
        const likeness = Number((heaviestInCommon(terms, passage.terms, weightOf) / whole).toFixed(9));
        return { ...shown(passage), likeness };
      })
      .filter(({ likeness }) => likeness >= 0.5)
      .sort((a, b) => b.likeness - a.likeness);
  }

  let read: readonly StoredPosition[] | undefined;
  const positions = (): readonly StoredPosition[] => (read ??= readPositions());

  function readPositions(): readonly StoredPosition[] {
    return documents.flatMap((document) => {
      const { holder } = document.metadata;
      const leadIns = createLeadIns();
      return document.passages.flatMap(({ text, sentences, marker, depth = 0 }, passage) => {
        const texts = sentences.map(({ start, end }) => text.slice(start, end));
        const contexts = contextsOf(texts, leadIns.next({ text, marker, depth }));
        return sentences.flatMap((sentence, n) => {
          const said = texts[n] ?? '';
          const asserted = extractCommitments(said, { tokenize, lexicon, holder }, contexts[n]).filter(
            ({ mode }) => mode === 'asserted',
          );
          const topics = new Set(asserted.flatMap((commitment) => topicsOf(commitment, lexicon)));
          return [...topics].sort(byCodePoint).map((topic) => ({
            ...{ holder, topic, document: document.id, passage, sentence, text: said },
            metadata: document.metadata,
          }));
        });
      });
    });
  }

  return {
    documents: ({ filter, limit, after }) => {
      const passing = documents.filter((document) => passes(document, filter));
      const listed = passing.map(({ id, metadata, passages: own }) => ({ id, metadata, passages: own.length }));
      return Promise.resolve(page(listed, limit, after));
    },
    lookup: (id, citation) => {
      const found = passages.find(({ document, passage }) => document.id === id && passage.citation === citation);
      return Promise.resolve(found && shown(found));
    },
    phrase: (terms, { filter, limit }) => {
      const found = passages.filter(
        (passage) => terms.length > 0 && passes(passage.document, filter) && holds(passage.terms, terms),
      );
      return Promise.resolve({
        documents: new Set(found.map(({ document }) => document.id)).size,
        passages: found.length,
        uses: first(found, limit).map(shown),
      });
    },
    longestPhrase: (terms, at) => {
      const [from, end] = [Math.max(0, at - 500), Math.min(terms.length, at + 500)];
      for (let length = end - from; length > 0; length--) {
        for (let start = Math.max(from, at - length + 1); start <= at && start + length <= end; start++) {
          const run = terms.slice(start, start + length);
          if (passages.some((passage) => holds(passage.terms, run)))
            return Promise.resolve({ from: start, to: start + length });
        }
      }
      return Promise.resolve(undefined);
    },
    search: (query) => Promise.resolve(page(rankFound(query), query.limit, query.after)),
    similar: (terms, { filter, limit }) => Promise.resolve(first(rankSimilar(terms, filter), limit)),
    phrasesByPrefix: (typed, limit) => {
      const begun = phrases().filter(({ terms }) => typed !== '' && terms.startsWith(typed));
      return Promise.resolve(first(begun.toSorted(byUse), limit));
    },
    phrasesByTypo: (typed, limit) => {
      const count = typed.split(' ').length;
      const most = Math.max(2, Math.floor(typed.length / 5));
      const near = phrases()
        .map((phrase) => ({ phrase, share: similarity(typed, phrase.terms) }))
        .filter(({ share }) => share >= 0.3)
        .sort((a, b) => b.share - a.share || byCodePoint(a.phrase.terms, b.phrase.terms))
        .slice(0, 200)
        .map(({ phrase }) => ({
          phrase,
          slips: slipsBetween(typed, phrase.terms.split(' ').slice(0, count).join(' ')),
        }))
        .filter(({ slips }) => slips > 0 && slips <= most)
        .sort((a, b) => a.slips - b.slips || byUse(a.phrase, b.phrase))
        .map(({ phrase }) => phrase);
      return Promise.resolve(first(near, limit));
    },
    positions: ({ holder, topic, limit }) => {
      const found = positions().filter(
        (each) => (holder === undefined || each.holder === holder) && (topic === undefined || each.topic === topic),
      );
      return Promise.resolve(first(found, limit));
    },
  };
}

function shown({ document, number, passage: { citation, headings, text } }: NaivePassage): StoredPassage {
  return { document: document.id, number, metadata: document.metadata, citation, headings, text };
}

function passes({ metadata }: CorpusDocument, filter: DocumentFilter = {}): boolean {
  const date = orderingDate(metadata);
  const checks = [
    filter.holders === undefined || filter.holders.includes(metadata.holder),
    filter.from === undefined || (date !== '' && date >= filter.from),
    filter.to === undefined || (date !== '' && date <= filter.to),
    filter.forum === undefined || metadata.forum === filter.forum,
    filter.language === undefined || metadata.language === filter.language,
  ];
  return checks.every(Boolean);
}

function isOfForum(asked: string, name: string | undefined, stopWords: ReadonlySet<string>): boolean {
  return asked !== '' && name !== undefined && isNamed(asked, [name], stopWords);
}

function holds(terms: readonly string[], run: readonly string[]): boolean {
  return terms.some((_, from) => run.every((term, i) => terms[from + i] === term));
}

function first<T>(items: readonly T[], limit: number): readonly T[] {
  return items.slice(0, Math.max(0, limit));
}

function page<T>(items: readonly T[], limit: number, after = '0'): Page<T> {
  const from = Number(after);
  const rest = items.slice(from);
  return { items: first(rest, limit), ...(limit > 0 && rest.length > limit ? { next: String(from + limit) } : {}) };
}

function byNumbers(a: readonly number[], b: readonly number[]): number {
  const i = a.findIndex((number, at) => number !== b[at]);
  return i === -1 ? 0 : (a[i] ?? 0) - (b[i] ?? 0);
}

/** As UTF-8 bytes order. */
function byCodePoint(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}

function byUse(a: StoredPhrase, b: StoredPhrase): number {
  return (
    b.documents - a.documents || b.terms.split(' ').length - a.terms.split(' ').length || byCodePoint(a.terms, b.terms)
  );
}

/** Weight of the heaviest row of terms that both have in this order. */
function heaviestInCommon(a: readonly string[], b: readonly string[], weightOf: (term: string) => number): number {
  const weights = a.map(weightOf);
  const table = Array.from({ length: a.length + 1 }, () => new Float64Array(b.length + 1));
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      const both = a[i] === b[j] ? (weights[i] ?? 0) + (table[i + 1]?.[j + 1] ?? 0) : 0;
      (table[i] as Float64Array)[j] = Math.max(both, table[i + 1]?.[j] ?? 0, table[i]?.[j + 1] ?? 0);
    }
  }
  return table[0]?.[0] ?? 0;
}

/** Share of common trigrams, as the documentation of pg_trgm describes them. */
function similarity(a: string, b: string): number {
  const [own, others] = [a, b].map(
    (text) =>
      new Set(
        text.split(/[^\p{L}\p{N}]+/u).flatMap((word) => {
          const letters = Array.from(word === '' ? '' : `  ${word} `);
          return letters.slice(2).map((_, i) => letters.slice(i, i + 3).join(''));
        }),
      ),
  ) as [Set<string>, Set<string>];
  const common = [...own].filter((trigram) => others.has(trigram)).length;
  return own.size + others.size === 0 ? 0 : common / (own.size + others.size - common);
}

/** Optimal string alignment distance, by its recurrence. */
function slipsBetween(a: string, b: string): number {
  const table = Array.from({ length: a.length + 1 }, (_, i) =>
    Array.from({ length: b.length + 1 }, (_, j) => (i === 0 ? j : j === 0 ? i : 0)),
  );
  const at = (i: number, j: number): number => table[i]?.[j] ?? Number.POSITIVE_INFINITY;
  for (let i = 1; i <= a.length; i++) {
    for (let j = 1; j <= b.length; j++) {
      const isSwap = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      (table[i] as number[])[j] = Math.min(
        at(i - 1, j) + 1,
        at(i, j - 1) + 1,
        at(i - 1, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1),
        isSwap ? at(i - 2, j - 2) + 1 : Number.POSITIVE_INFINITY,
      );
    }
  }
  return at(a.length, b.length);
}
