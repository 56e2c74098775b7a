import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createVSIX } from '@vscode/vsce';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { zipEntryNames } from '../support/zip.js';

const folder = mkdtempSync(path.join(tmpdir(), 'aide-memoire-vsix-'));
let names: readonly string[] = [];

beforeAll(async () => {
  const packagePath = path.join(folder, 'test.vsix');
  await createVSIX({ packagePath, dependencies: false, allowMissingRepository: true, rewriteRelativeLinks: false });
  names = zipEntryNames(readFileSync(packagePath));
}, 60_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What may be in the package. vsce puts the manifests beside `extension/` and lower-cases the three texts. */
const ALLOWED = [
  /^extension\.vsixmanifest$/,
  /^\[Content_Types\]\.xml$/,
  /^extension\/(package\.json|readme\.md|changelog\.md|LICENSE\.txt)$/,
  /^extension\/dist\/(client|server|cli|indexer|batchWorker|miner|readers|readerWorker|judgeWorker)\.cjs$/,
  /^extension\/dist\/judge\/(model\.onnx|tokenizer\.json|judge\.json|LICENSE|ort-wasm-simd-threaded\.(wasm|mjs))$/,
  /^extension\/dist\/lexicon\/[^/]+\.json$/,
  /^extension\/corpus\/documents\/[^/]+\.md$/,
  /^extension\/client\/l10n\/bundle\.l10n\.[a-z]+\.json$/,
  /^extension\/client\/media\/[^/]+\.png$/,
  /^extension\/client\/(sample|snippets|syntaxes)\/[^/]+$/,
  /^extension\/client\/language-configuration\.json$/,
];

describe('the packaged extension', () => {
  test('holds only what runs', () => {
    expect(names.filter((name) => !ALLOWED.some((pattern) => pattern.test(name)))).toEqual([]);
  });

  test('holds all that runs', () => {
    const corpus = readdirSync('corpus/documents');
    const lexicon = readdirSync('corpus/lexicon').map((name) => name.replace(/yaml$/, 'json'));
    const needed = [
      ...[
        'package.json',
        'dist/client.cjs',
        'dist/server.cjs',
        'dist/cli.cjs',
        'dist/batchWorker.cjs',
        'dist/indexer.cjs',
        'dist/miner.cjs',
        'dist/readers.cjs',
        'dist/readerWorker.cjs',
        'dist/judgeWorker.cjs',
        'dist/judge/model.onnx',
        'dist/judge/ort-wasm-simd-threaded.wasm',
        'LICENSE.txt',
        'readme.md',
        'changelog.md',
      ],
      ...['client/media/icon.png', 'client/sample/working-paper.draft.md', 'client/language-configuration.json'],
      ...['client/l10n/bundle.l10n.es.json', 'client/l10n/bundle.l10n.fr.json'],
      ...lexicon.map((name) => `dist/lexicon/${name}`),
      ...corpus.map((name) => `corpus/documents/${name}`),
    ];
    expect(corpus.length).toBeGreaterThan(0);
    expect(lexicon.length).toBeGreaterThan(0);
    expect(names).toEqual(expect.arrayContaining(needed.map((name) => `extension/${name}`)));
  });

  test('holds every file that package.json names', () => {
    const named = [
      ...readFileSync('package.json', 'utf8').matchAll(/"(?:path|configuration|icon|main)": "(?:\.\/)?([^"$]+)"/g),
    ];
    expect(named.length).toBeGreaterThanOrEqual(5);
    expect(names).toEqual(expect.arrayContaining(named.map(([, file]) => `extension/${file}`)));
  });
});
