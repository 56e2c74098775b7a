import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './server.js';

/** What a bundle holds: a translation for each key. */
export type Bundle = Readonly<Record<string, string>>;

/** A file of words in one language. */
export interface BundleFile {
  /** From the repository's root: "client/l10n/bundle.l10n.fr.json". */
  readonly path: string;
  /** "fr". */
  readonly language: string;
  readonly bundle: Bundle;
}

/** The bundles of what the code says, in order of language. */
export function readBundles(): readonly BundleFile[] {
  return readWords('client/l10n', 'bundle.l10n');
}

/** The bundles of what package.json says, in order of language. */
export function readManifestBundles(): readonly BundleFile[] {
  return readWords('', 'package.nls');
}

function readWords(folder: string, stem: string): readonly BundleFile[] {
  return readdirSync(join(ROOT, folder))
    .filter((name) => name.startsWith(`${stem}.`) && name.endsWith('.json'))
    .map((name) => {
      const path = join(folder, name);
      const language = name.slice(stem.length + 1, -'.json'.length) || 'en';
      return { path, language, bundle: JSON.parse(readFileSync(join(ROOT, path), 'utf8')) as Bundle };
    })
    .sort((a, b) => a.language.localeCompare(b.language));
}

/** Writes a bundle with just these keys, in order; what is new among them is empty until it is translated. */
export function writeBundle({ path, bundle }: BundleFile, keys: readonly string[]): void {
  const words = Object.fromEntries(keys.map((key) => [key, bundle[key] ?? '']));
  writeFileSync(join(ROOT, path), `${JSON.stringify(words, null, 2)}\n`);
}

/** The keys that the text of a package.json takes from its bundles ("%name%"), each once, in order. */
export function manifestKeys(manifest: string): readonly string[] {
  return [...new Set([...manifest.matchAll(/"%([^"%]+)%"/g)].map(([, key = '']) => key))].sort();
}

/** package.json in the words of its English bundle. */
export function readManifest(): unknown {
  const english = readManifestBundles().find(({ language }) => language === 'en')?.bundle ?? {};
  return JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'), (_, value: unknown) => {
    const key = typeof value === 'string' ? /^%(.+)%$/.exec(value)?.[1] : undefined;
    return key === undefined ? value : english[key];
  });
}

/** What is to be put right in the translation of a message, in words; empty when all is well. `key`: see `SourceMessages`. */
export function faultsOf(key: string, translation: string, language: string): readonly string[] {
  const [wanted, given] = [key, translation].map((text) => (text.match(VALUE) ?? []).sort().join(' '));
  const habits = HABITS[language] ?? [];
  const prose = translation.replace(VALUE, '0');
  return [
    ...(translation === '' ? ['is not translated'] : []),
    ...(wanted === given ? [] : [`has ${given || 'no values'} for ${wanted || 'no values'}`]),
    ...habits.flatMap(([fault, pattern]) => (pattern.test(prose) ? [fault] : [])),
  ];
}

/** What a translation takes over as it stands: a value, and the command that words lead to. */
const VALUE = /\{\d+\}|\(command:[^)]*\)/g;

/** What a language writes otherwise than English. */
const HABITS: Readonly<Record<string, readonly (readonly [fault: string, pattern: RegExp])[]>> = {
  fr: [
    // A colon right behind a word is one of the words to be written: "holder: Pakistan".
    ['needs a narrow no-break space before ; : ! ? % »', /[ \u00a0]:|[^\u202f][;!?%»]/u],
    ['needs a narrow no-break space behind «', /«[^\u202f]/u],
    ['needs the apostrophe ’', /\p{L}'\p{L}/u],
  ],
  es: [
    ['needs ¿ before its question', /^[^¿]*\?/u],
    ['needs ¡ before its exclamation', /^[^¡]*!/u],
  ],
};
