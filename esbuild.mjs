// Bundles the doors: dist/server.cjs, dist/cli.cjs, dist/client.cjs, the scripts of its webviews, and the
// development scripts. ESM source, CommonJS out.
// What is shipped is made smaller, names left alone, so that a stack trace still tells; its licences and its bill of materials
// stand beside it.
// The lexicon's YAML becomes JSON in dist/lexicon: reading YAML would be the largest part of the server's start.
import { copyFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
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
};
/**
 * What stays a bundle of its own: the readers of PDF, Word and HTML, loaded with the first such file, the client's library, and
 * the server that the terminal starts.
 */
const APART = { formatReaders: 'readers', clientLibrary: 'clientLibrary', 'node/main': 'server' };
const bundlesApart = {
  name: 'bundles-apart',
  setup({ onResolve }) {
    onResolve({ filter: /\/(?:formatReaders|clientLibrary|node\/main)\.js$/ }, ({ path }) => {
      const [, bundle] = Object.entries(APART).find(([name]) => path.endsWith(`/${name}.js`));
      return { path: `./${bundle}.cjs`, external: true };
    });
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
  plugins: [bundlesApart],
  mainFields: ['module', 'main'],
  sourcemap: false,
  legalComments: 'none',
  logLevel: 'warning',
  metafile: true,
};
const product = await build({ ...options, entryPoints: shipped, minifyWhitespace: true, minifySyntax: true });
const scripts = await build({ ...options, entryPoints: development });
/** The scripts of the webviews run in a page. */
const pages = await build({
  entryPoints: { timeline: 'client/src/webview/timeline.ts' },
  outdir: 'dist/webview',
  bundle: true,
  platform: 'browser',
  target: 'es2022',
  format: 'iife',
  minifyWhitespace: true,
  minifySyntax: true,
  legalComments: 'none',
  logLevel: 'warning',
  metafile: true,
});
mkdirSync('dist/lexicon', { recursive: true });
for (const name of readdirSync('corpus/lexicon').filter((file) => file.endsWith('.yaml'))) {
  const words = parse(readFileSync(`corpus/lexicon/${name}`, 'utf8'));
  writeFileSync(`dist/lexicon/${name.replace(/yaml$/, 'json')}`, JSON.stringify(words));
}
/** The judge: its model, and ONNX Runtime, which looks for its WebAssembly in a folder. */
const judge = {
  'server/judge/model': ['model.onnx', 'tokenizer.json', 'judge.json', 'LICENSE'],
  'node_modules/onnxruntime-web/dist': ['ort-wasm-simd-threaded.wasm', 'ort-wasm-simd-threaded.mjs'],
};
mkdirSync('dist/judge', { recursive: true });
for (const [folder, files] of Object.entries(judge)) {
  for (const file of files) copyFileSync(`${folder}/${file}`, `dist/judge/${file}`);
}
const packages = packagesOf(Object.keys({ ...product.metafile.inputs, ...pages.metafile.inputs }));
writeFileSync('dist/LICENSES.txt', licencesOf(packages));
writeFileSync('dist/sbom.cdx.json', sbomOf(packages));
if (!quiet) {
  const outputs = { ...product.metafile.outputs, ...pages.metafile.outputs, ...scripts.metafile.outputs };
  for (const [file, { bytes }] of Object.entries(outputs)) {
    console.log(`${file}  ${Math.round(bytes / 1024)} KB`);
  }
}
