/** Words that are frequent in one language and rare in the others, lower case. */
const COMMON: Readonly<Record<string, ReadonlySet<string>>> = {
  en: new Set('the of and to in that is for with on by this be are which its has not'.split(' ')),
  fr: new Set('le la les des du et est une dans pour que qui sur par au aux ce ont'.split(' ')),
  es: new Set('el los las del y en una por que con para su al se lo es como'.split(' ')),
  pt: new Set('o os das dos do da e em uma por que com para ao na no se não'.split(' ')),
  de: new Set('der die das und ist von den mit für auf des ein eine zu im nicht dem'.split(' ')),
};
const LANGUAGES = Object.keys(COMMON);
/** Each of those words with the languages that it is frequent in, by their positions. */
const LANGUAGES_OF = new Map<string, readonly number[]>();
for (const [language, words] of Object.values(COMMON).entries()) {
  for (const word of words) LANGUAGES_OF.set(word, [...(LANGUAGES_OF.get(word) ?? []), language]);
}
const LONGEST_COMMON = Math.max(...Array.from(LANGUAGES_OF.keys(), (word) => word.length));
const SCRIPTS: readonly (readonly [RegExp, string])[] = [
  [/\p{Script=Arabic}/gu, 'ar'],
  [/[\p{Script=Hiragana}\p{Script=Katakana}]/gu, 'ja'],
  [/\p{Script=Han}/gu, 'zh'],
  [/\p{Script=Cyrillic}/gu, 'ru'],
];
const BEYOND_LATIN = /[\u0370-\u1fff\u2c00-\u{10ffff}]/u;
/** UTF-16 units that are looked at. */
export const LANGUAGE_SAMPLE = 3000;
/** A language shows itself when so many of the words are its common ones, and twice as many as of the next. */
const LEAST_SHARE = 0.12;
const FEWEST_WORDS = 20;

/** The language of a text by its script and its commonest words; `undefined` for a short, mixed or unknown one. */
export function guessLanguage(text: string): string | undefined {
  const sample = text.slice(0, LANGUAGE_SAMPLE).toLowerCase();
  const words = sample.match(/\p{L}+/gu) ?? [];
  if (BEYOND_LATIN.test(sample)) {
    const letters = words.reduce((sum, word) => sum + word.length, 0);
    for (const [script, language] of SCRIPTS) {
      if ((sample.match(script)?.length ?? 0) > letters / 2) return language;
    }
  }
  if (words.length < FEWEST_WORDS) return undefined;
  const counts = LANGUAGES.map(() => 0);
  for (const word of words) {
    const languages = word.length <= LONGEST_COMMON ? LANGUAGES_OF.get(word) : undefined;
    if (languages === undefined) continue;
    for (const language of languages) counts[language] = (counts[language] ?? 0) + 1;
  }
  const [first, second] = LANGUAGES.map((language, i) => ({ language, share: (counts[i] ?? 0) / words.length })).sort(
    (a, b) => b.share - a.share,
  );
  if (first === undefined || first.share < LEAST_SHARE) return undefined;
  return first.share >= 2 * (second?.share ?? 0) ? first.language : undefined;
}
