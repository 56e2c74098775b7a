// Bundles the doors: dist/server.cjs, dist/cli.cjs, dist/client.cjs, the scripts of its webviews, client and server for a
// browser (dist/browser), and the development scripts. ESM source, CommonJS out.
// What is shipped is made smaller, names left alone, so that a stack trace still tells; its licences and its bill of materials
// stand beside it.
// The lexicon's YAML becomes JSON in dist/lexicon: reading YAML would be the largest part of the server's start.
import { copyFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { parse } from 'yaml';
import { licencesOf } from './.ci/licences.mjs';
import { packagesOf } from './.ci/packages.mjs';
import { sbomOf } from './.ci/sbom.mjs';

const quiet = process.argv.includes('--quiet');
const shipped = {
  server: 'server/src/node/main.ts',
  cli: 'server/src/cli/main.ts',
  indexer: 'server/src/node/indexerWorker.ts',
  readers: 'server/src/ingest/formatReaders.ts',
  miner: 'server/src/node/miner.ts',
  batchWorker: 'server/src/node/batchWorker.ts',
  readerWorker: 'server/src/node/readerWorker.ts',
  judgeWorker: 'server/src/node/judgeWorker.ts',
  mcp: 'server/src/mcp/agentServer.ts',
  postgres: 'server/src/postgres/postgres.ts',
  client: 'client/src/extension.ts',
  clientLibrary: 'client/src/clientLibrary.ts',
};
const development = {
  eval: 'test/eval/main.ts',
  'eval-ingest': 'test/eval/ingest.ts',
  'eval-completion': 'test/eval/completion.ts',
  'eval-search': 'test/eval/search.ts',
  'eval-candidates': 'test/eval/candidates.ts',
  bench: 'test/bench/main.ts',
  'bench-scale': 'test/bench/scale/main.ts',
  'bench-web': 'test/bench/web/main.ts',
  'bench-shared': 'test/bench/shared/main.ts',
  'demo-shared': 'test/demo/shared.ts',
  'bench-ask': 'test/bench/shared/ask.ts',
  'bench-drafters': 'test/bench/shared/drafters.ts',
};
/**
 * What stays a bundle of its own: the readers of PDF, Word and HTML, loaded with the first such file, the client's library, and
 * what speaks with agents, and the server that the terminal starts.
 */
const APART = {
  formatReaders: 'readers',
  clientLibrary: 'clientLibrary',
  agentServer: 'mcp',
  'postgres/postgres': 'postgres',
  'node/main': 'server',
};
const bundlesApart = {
  name: 'bundles-apart',
  setup({ onResolve }) {
    onResolve(
      { filter: /\/(?:formatReaders|clientLibrary|agentServer|postgres\/postgres|node\/main)\.js$/ },
      ({ path }) => {
        const [, bundle] = Object.entries(APART).find(([name]) => path.endsWith(`/${name}.js`));
        return { path: `./${bundle}.cjs`, external: true };
      },
    );
  },
};
/** A file that is asked for as a text: what makes the tables of a shared server. */
const rawTexts = {
  name: 'raw-texts',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /\?raw$/ }, ({ path, resolveDir }) => ({
      path: join(resolveDir, path.replace(/\?raw$/, '')),
      namespace: 'raw',
    }));
    onLoad({ filter: /./, namespace: 'raw' }, ({ path }) => ({ contents: readFileSync(path), loader: 'text' }));
  },
};
/** The validator of the Model Context Protocol's library, which nothing of ours asks: see the file that takes its place. */
const withoutForms = {
  name: 'without-forms',
  setup({ onResolve }) {
    const path = fileURLToPath(new URL('server/src/mcp/formValidator.ts', import.meta.url));
    onResolve({ filter: /\/validation\/ajv-provider\.js$/ }, () => ({ path }));
  },
};
/** The other half of pg, in C: it is not installed, and nothing of ours asks for it. */
const withoutNative = {
  name: 'without-native',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^pg-native$/ }, ({ path }) => ({ path, namespace: 'absent' }));
    onLoad({ filter: /./, namespace: 'absent' }, () => ({ contents: 'module.exports = {};' }));
  },
};
const options = {
  outdir: 'dist',
  outExtension: { '.js': '.cjs' },
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  // SQLite looks for its WebAssembly beside its own code.
  external: ['vscode', 'node-sqlite3-wasm'],
  // The build that is an ES module asks where it lies, which a CommonJS bundle cannot say.
  alias: { 'onnxruntime-web': './node_modules/onnxruntime-web/dist/ort.node.min.js' },
  plugins: [bundlesApart, rawTexts, withoutForms, withoutNative],
  mainFields: ['module', 'main'],
  sourcemap: false,
  legalComments: 'none',
  logLevel: 'warning',
  metafile: true,
};
const product = await build({ ...options, entryPoints: shipped, minifyWhitespace: true, minifySyntax: true });
const scripts = await build({
  ...options,
  entryPoints: development,
  external: [...options.external, 'esbuild', 'playwright-core'],
});
/** What runs in a browser is one file each: from there no other one can be loaded. */
const inBrowser = {
  bundle: true,
  platform: 'browser',
  target: 'es2022',
  minifyWhitespace: true,
  minifySyntax: true,
  legalComments: 'none',
  logLevel: 'warning',
  metafile: true,
};
/** The scripts of the webviews run in a page. */
const pages = await build({
  ...inBrowser,
  entryPoints: { timeline: 'client/src/webview/timeline.ts' },
  outdir: 'dist/webview',
  format: 'iife',
});
/** The extension in an editor's worker. There, too, `.js` would be an ES module, which such an editor does not load. */
const webClient = await build({
  ...inBrowser,
  entryPoints: { client: 'client/src/browser/extension.ts' },
  outdir: 'dist/browser',
  outExtension: { '.js': '.cjs' },
  format: 'cjs',
  external: ['vscode'],
});
const webServer = await build({
  ...inBrowser,
  entryPoints: { server: 'server/src/browser/main.ts', readers: 'server/src/browser/readers.ts' },
  outdir: 'dist/browser',
  format: 'iife',
});
const browser = [pages, webClient, webServer].map(({ metafile }) => metafile);
mkdirSync('dist/lexicon', { recursive: true });
for (const name of readdirSync('corpus/lexicon').filter((file) => file.endsWith('.yaml'))) {
  const words = parse(readFileSync(`corpus/lexicon/${name}`, 'utf8'));
  writeFileSync(`dist/lexicon/${name.replace(/yaml$/, 'json')}`, JSON.stringify(words));
}
/** The product's own texts for the server in a browser, by their path: what is served over the web lists no folder. */
const texts = {};
for (const [folder, source] of Object.entries({ 'corpus/documents': 'corpus/documents', lexicon: 'dist/lexicon' })) {
  for (const name of readdirSync(source).sort()) texts[`${folder}/${name}`] = readFileSync(`${source}/${name}`, 'utf8');
}
writeFileSync('dist/browser/texts.json', JSON.stringify(texts));
/** The judge: its model, and ONNX Runtime, which looks for its WebAssembly in a folder. */
const judge = {
  'server/judge/model': ['model.onnx', 'tokenizer.json', 'judge.json', 'LICENSE'],
  'node_modules/onnxruntime-web/dist': ['ort-wasm-simd-threaded.wasm', 'ort-wasm-simd-threaded.mjs'],
};
mkdirSync('dist/judge', { recursive: true });
for (const [folder, files] of Object.entries(judge)) {
  for (const file of files) copyFileSync(`${folder}/${file}`, `dist/judge/${file}`);
}
const inputs = [product.metafile, ...browser].map((metafile) => metafile.inputs);
const packages = packagesOf(Object.keys(Object.assign({}, ...inputs)));
writeFileSync('dist/LICENSES.txt', licencesOf(packages));
writeFileSync('dist/sbom.cdx.json', sbomOf(packages));
if (!quiet) {
  const outputs = Object.assign({}, ...[product.metafile, ...browser, scripts.metafile].map((file) => file.outputs));
  for (const [file, { bytes }] of Object.entries(outputs)) {
    console.log(`${file}  ${Math.round(bytes / 1024)} KB`);
  }
}
