import type { Lexicon } from '../positions/lexicon.js';
import { t } from '../util/l10n.js';
import type { ServiceContext } from './context.js';
import { hasFilters, type SearchQuery } from './searchQuery.js';

/** Words that are told of one by one; a pasted paragraph may have dozens. */
const TOLD_WORDS = 3;

/** What a search looks for, as terms, and how it was read. */
export interface SearchWords {
  /** The words outside quotation marks in their order, mistyped ones replaced. */
  readonly row: readonly string[];
  /** Those of them that the record has in some form: each once, without stop-words. */
  readonly words: readonly string[];
  /** How many of them, each once, the record does not have. */
  readonly missing: number;
  /** Wording in quotation marks. */
  readonly phrases: readonly (readonly string[])[];
  /** Words read as others, and wording that is nowhere, in words for a drafter. */
  readonly remarks: readonly string[];
}

/** The terms of a query. A word that the record does not know is taken for the nearest that it does; never inside quotation marks. */
export function readSearchWords(query: SearchQuery, { index, tokenize, lexicon }: ServiceContext): SearchWords {
  const { stopWords } = lexicon.spelling;
  const remarks: string[] = [];
  const missing = new Set<string>();
  const tokens = tokenize(query.words);
  const known = knownByLexicon(
    tokens.map(({ term }) => term),
    lexicon,
  );
  const row = tokens.map(({ term, start, end }, i) => {
    if (stopWords.has(term)) return term;
    const unfinished = query.endsInWord && i === tokens.length - 1 && end === query.words.length;
    const typed = query.words.slice(start, end);
    // A word that has other words is no slip, whether or not the record has it.
    const [nearest] = known.has(i) ? [] : index.nearestTerms(term, unfinished);
    if (nearest !== undefined) remarks.push(t('The record has no “{0}”: showing results for “{1}”.', typed, nearest));
    else if (!missing.has(term) && !isKnown(term, index)) {
      missing.add(term);
      if (!known.has(i)) remarks.push(t('The record has no “{0}”, nor a word like it.', typed));
    }
    return nearest ?? term;
  });
  const untold = remarks.splice(TOLD_WORDS).length;
  if (untold > 0) remarks.push(t('The record lacks {0} more of the words as they are typed.', untold));
  const words = [...new Set(row.filter((term) => !stopWords.has(term) && !missing.has(term)))];
  if (row.length > 0 && words.length + missing.size === 0) {
    remarks.push(
      t(
        '“{0}” is too common to look for. Put it in quotation marks with the words around it to find it as it stands.',
        query.words,
      ),
    );
  }
  const phrases = query.phrases.flatMap((phrase) => {
    const terms = tokenize(phrase).map(({ term }) => term);
    if (terms.length === 0) return [];
    if (index.findPhrase(terms).length === 0) {
      remarks.push(
        t('The record has no “{0}” word for word. Without quotation marks its words are looked for.', phrase.trim()),
      );
    }
    return [terms];
  });
  if (query.without.length > 0 && row.length === 0 && phrases.length === 0 && !hasFilters(query.filters)) {
    remarks.push(t('Write what to look for as well as what to leave out.'));
  }
  return { row, words, missing: missing.size, phrases, remarks };
}

/** Whether a passage holds the word in some form, or stands below one that does. */
function isKnown(term: string, index: ServiceContext['index']): boolean {
  // Nearly every word stands in some text, and how many hold it is known.
  return index.formFrequency(term) > 0 || index.rank([term], 1, { fields: 'all' }).length > 0;
}

/** Positions of the terms that belong to an expression with other words for it. */
function knownByLexicon(terms: readonly string[], { related }: Lexicon): ReadonlySet<number> {
  const known = new Set<number>();
  for (let at = 0; at < terms.length; ) {
    const { length, others } = related.match(terms, at) ?? { length: 1, others: [] };
    for (let i = at; i < at + length && others.length > 0; i++) known.add(i);
    at += length;
  }
  return known;
}
