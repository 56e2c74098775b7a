import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { faultsOf, manifestKeys, readBundles, readManifestBundles, writeBundle } from '../../support/bundles.js';
import { readSourceMessages } from '../../support/messages.js';
import { ROOT } from '../../support/server.js';

const LANGUAGES = ['es', 'fr'];
const messages = readSourceMessages();

describe('the words of the client and the server', () => {
  it('are literals wherever they are translated', () => {
    expect(messages.keys.length).toBeGreaterThan(0);
    expect(messages.computed).toEqual([]);
  });

  it('are translated, each and no others, in every language', () => {
    if (process.env['UPDATE_L10N'] === '1') for (const file of readBundles()) writeBundle(file, messages.keys);
    const bundles = readBundles();
    expect(bundles.map(({ language }) => language)).toEqual(LANGUAGES);
    for (const { path, bundle, language } of bundles) {
      expect(Object.keys(bundle), `${path}: run "npm run l10n" and translate what is empty`).toEqual(messages.keys);
      const faults = messages.keys.flatMap((key) =>
        faultsOf(key, bundle[key] ?? '', language).map((fault) => `${key}: ${fault}`),
      );
      expect(faults, path).toEqual([]);
    }
  });
});

describe('the words of package.json', () => {
  it('are translated, each and no others, in every language', () => {
    const keys = manifestKeys(readFileSync(join(ROOT, 'package.json'), 'utf8'));
    expect(keys.length).toBeGreaterThan(0);
    if (process.env['UPDATE_L10N'] === '1') for (const file of readManifestBundles()) writeBundle(file, keys);
    const bundles = readManifestBundles();
    expect(bundles.map(({ language }) => language)).toEqual(['en', ...LANGUAGES]);
    const english = bundles[0]?.bundle ?? {};
    for (const { path, bundle, language } of bundles) {
      expect(Object.keys(bundle), `${path}: run "npm run l10n" and write what is empty`).toEqual(keys);
      const faults = keys.flatMap((key) =>
        faultsOf(english[key] ?? '', bundle[key] ?? '', language).map((fault) => `${key}: ${fault}`),
      );
      expect(faults, path).toEqual([]);
    }
  });

  it('are named by keys', () => {
    expect(manifestKeys('{"title": "%search.title%", "more": ["%b%", "100 %", "%b%"]}')).toEqual(['b', 'search.title']);
  });
});

describe('a translation', () => {
  it.each([
    ['{0} documents by {1}', 'documents de {1} : {0}', 'fr', []],
    ['{0} documents by {1}', '{0} documents', 'fr', ['has {0} for {0} {1}']],
    ['newest', '', 'es', ['is not translated']],
    ['Why?', 'Pourquoi ?', 'fr', ['needs a narrow no-break space before ; : ! ? % »']],
    ['Why?', 'Pourquoi\u202f?', 'fr', []],
    ['it says so', "c'est dit", 'fr', ['needs the apostrophe ’']],
    ['Why?', 'Por qué?', 'es', ['needs ¿ before its question']],
    ['Why?', '¿Por qué?', 'es', []],
    ['[Open](command:a?b)', '[Ouvrir](command:a?b)', 'fr', []],
    ['[Open](command:a?b)', '[Ouvrir](command:c?d)', 'fr', ['has (command:c?d) for (command:a?b)']],
  ])('of “%s” as “%s” (%s) has the faults %j', (key, translation, language, faults) => {
    expect(faultsOf(key, translation.replace(' :', '\u202f:'), language)).toEqual(faults);
  });
});
