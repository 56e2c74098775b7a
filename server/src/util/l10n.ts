import { config, t as translate } from '@vscode/l10n';

// Set by the client, and inherited by threads. Read as this module loads: tables of words are made as theirs do. A browser
// has no such thing: its server is given the words before this module loads.
const { process: node } = globalThis as {
  readonly process?: { readonly env: Readonly<Record<string, string | undefined>> };
};
const EXTENSION_BUNDLE_PATH = node?.env.EXTENSION_BUNDLE_PATH;
try {
  if (EXTENSION_BUNDLE_PATH !== undefined) config({ fsPath: EXTENSION_BUNDLE_PATH });
} catch {
  // Without its words in another language, the server goes on in English.
}

/** The words for a person, in the editor's language where the client named its bundle, else as they are written. */
export const t = translate;

/** The language of what `t` gives: "en", "fr", "es". */
export const LANGUAGE: string = t({ message: 'en', comment: ['Code of the language of this bundle'] });

const PLURALS = new Intl.PluralRules(LANGUAGE);

/** What is said of so many, which is `{0}`: of one thing or of several, as the language counts. `values`: `{1}`, `{2}`, ... */
export function tCount(count: number, one: string, several: string, ...values: readonly (string | number)[]): string {
  return translate(PLURALS.select(count) === 'one' ? one : several, count, ...values);
}

/** "a", "a and b", "a and b and c"; '' of none. */
export function tAnd(parts: readonly string[]): string {
  const [first = '', ...rest] = parts;
  return rest.reduce((joined, part) => t('{0} and {1}', joined, part), first);
}
