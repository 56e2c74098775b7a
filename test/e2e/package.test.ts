import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createVSIX } from '@vscode/vsce';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { bundledPackages, fullName, licenceOf, readBill, readProduct } from '../support/bill.js';
import { zipEntries } from '../support/zip.js';

const folder = mkdtempSync(path.join(tmpdir(), 'aide-memoire-vsix-'));
let archive: Buffer = Buffer.alloc(0);
let names: readonly string[] = [];

async function pack(name: string): Promise<Buffer> {
  const packagePath = path.join(folder, name);
  await createVSIX({ packagePath, dependencies: false, allowMissingRepository: true, rewriteRelativeLinks: false });
  return readFileSync(packagePath);
}

beforeAll(async () => {
  // As `npm run package` has it: all files are of one date.
  vi.stubEnv('SOURCE_DATE_EPOCH', '315532800');
  archive = await pack('test.vsix');
  names = zipEntries(archive).map(({ name }) => name);
}, 60_000);

afterAll(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

/** What may be in the package. vsce puts the manifests beside `extension/` and lower-cases the three texts. */
const ALLOWED = [
  /^extension\.vsixmanifest$/,
  /^\[Content_Types\]\.xml$/,
  /^extension\/(package(\.nls(\.[a-z]+)?)?\.json|readme\.md|changelog\.md|LICENSE\.txt)$/,
  /^extension\/dist\/(client|clientLibrary|server|cli|indexer|batchWorker|miner|readers|readerWorker|judgeWorker|mcp|postgres)\.cjs$/,
  /^extension\/(SECURITY|docs\/[a-zA-Z]+)\.md$/,
  /^extension\/docs\/editors\/[^/]+$/,
  /^extension\/dist\/(LICENSES\.txt|sbom\.cdx\.json)$/,
  /^extension\/dist\/judge\/(model\.onnx|tokenizer\.json|judge\.json|LICENSE|ort-wasm-simd-threaded\.(wasm|mjs))$/,
  /^extension\/dist\/lexicon\/[^/]+\.json$/,
  /^extension\/corpus\/documents\/[^/]+\.md$/,
  /^extension\/client\/l10n\/bundle\.l10n\.[a-z]+\.json$/,
  /^extension\/dist\/webview\/[^/]+\.js$/,
  /^extension\/dist\/browser\/(client\.cjs|server\.js|readers\.js|texts\.json)$/,
  /^extension\/client\/media\/(icon\.png|view\.svg|[a-z]+\.css|walkthrough\/[^/]+\.svg)$/,
  /^extension\/docs\/(images\/[^/]+\.png|growth\.svg)$/,
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
        'dist/clientLibrary.cjs',
        'dist/webview/timeline.js',
        'dist/browser/client.cjs',
        'dist/browser/server.js',
        'dist/browser/readers.js',
        'dist/browser/texts.json',
        'client/media/timeline.css',
        'dist/server.cjs',
        'dist/cli.cjs',
        'dist/batchWorker.cjs',
        'dist/indexer.cjs',
        'dist/miner.cjs',
        'dist/readers.cjs',
        'dist/readerWorker.cjs',
        'dist/judgeWorker.cjs',
        'dist/mcp.cjs',
        'dist/postgres.cjs',
        'dist/LICENSES.txt',
        'dist/sbom.cdx.json',
        'dist/judge/model.onnx',
        'dist/judge/ort-wasm-simd-threaded.wasm',
        'LICENSE.txt',
        'readme.md',
        'changelog.md',
      ],
      ...[
        'client/media/icon.png',
        'client/media/report.css',
        'client/sample/working-paper.draft.md',
        'client/language-configuration.json',
      ],
      ...['client/l10n/bundle.l10n.es.json', 'client/l10n/bundle.l10n.fr.json'],
      ...['package.nls.json', 'package.nls.es.json', 'package.nls.fr.json'],
      ...lexicon.map((name) => `dist/lexicon/${name}`),
      ...corpus.map((name) => `corpus/documents/${name}`),
    ];
    expect(corpus.length).toBeGreaterThan(0);
    expect(lexicon.length).toBeGreaterThan(0);
    expect(names).toEqual(expect.arrayContaining(needed.map((name) => `extension/${name}`)));
  });

  test('holds every file that package.json names', () => {
    const named = [
      ...readFileSync('package.json', 'utf8').matchAll(
        /"(?:path|configuration|icon|main|browser|svg)": "(?:\.\/)?([^"$]+)"/g,
      ),
    ];
    expect(named.length).toBeGreaterThanOrEqual(12);
    expect(names).toEqual(expect.arrayContaining(named.map(([, file]) => `extension/${file}`)));
  });

  test('holds every picture of the README', () => {
    const pictures = [...readFileSync('README.md', 'utf8').matchAll(/!\[[^\]]*\]\(([^)]+)\)/g)].map(([, file]) => file);
    expect(pictures.length).toBeGreaterThan(0);
    expect(names).toEqual(expect.arrayContaining(pictures.map((file) => `extension/${file}`)));
  });

  test('names the licence of every package that it contains', () => {
    const licences = readFileSync('dist/LICENSES.txt', 'utf8');
    const { dependencies } = readProduct();
    for (const [name, version] of Object.entries(dependencies)) expect(licences).toContain(`\n${name} ${version} (`);
    for (const part of bundledPackages(readBill())) {
      expect(licences).toContain(`\n${fullName(part)} ${part.version} (${licenceOf(part)})\n`);
      for (const inner of part.components ?? []) {
        const name = [inner.name, inner.version].filter(Boolean).join(' ');
        expect(licences).toContain(`\n${name}, within ${fullName(part)} (${licenceOf(inner)})\n`);
      }
    }
  });

  test('is the same, byte for byte, each time', async () => {
    expect((await pack('again.vsix')).equals(archive)).toBe(true);
  }, 60_000);

  test('takes less than 12 MB besides the model of the judge', () => {
    const model = zipEntries(archive).find(({ name }) => name.endsWith('model.onnx'));
    expect(model?.bytes).toBeGreaterThan(1_000_000);
    expect(archive.length - (model?.bytes ?? 0)).toBeLessThan(12_000_000);
  });
});
