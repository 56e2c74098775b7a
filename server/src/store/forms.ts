import { stemmer } from 'stemmer';

/** Tells the form by which a term is known among others of its word: its stem. `undefined` for a stop-word, which is a form of nothing. */
export type FormOf = (term: string) => string | undefined;

/**
 * Stems are Porter's. Stop-words have none, lest "respectively" answer for "respect" and "us" for "use". Each term is looked at
 * once; for one answer, since what it knows only grows.
 */
export function createForms(stopWords: ReadonlySet<string>): FormOf {
  const known = new Map<string, string | undefined>();
  return (term) => {
    if (known.has(term)) return known.get(term);
    const form = stopWords.has(term) ? undefined : stemmer(term);
    known.set(term, form);
    return form;
  };
}

/** The different forms of some terms, in the order in which they come first. */
export function formsOf(terms: readonly string[], formOf: FormOf): readonly string[] {
  return [...new Set(terms.flatMap((term) => formOf(term) ?? []))];
}
