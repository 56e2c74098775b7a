// Bundles the doors: dist/server.cjs, dist/cli.cjs, dist/client.cjs, and the development scripts. ESM source, CommonJS out.
import { existsSync } from 'node:fs';
import { build } from 'esbuild';

const quiet = process.argv.includes('--quiet');
const entries = {
  server: 'server/src/node/main.ts',
  cli: 'server/src/cli/main.ts',
  client: 'client/src/extension.ts',
  eval: 'test/eval/main.ts',
  bench: 'test/bench/main.ts',
};
const result = await build({
  entryPoints: Object.fromEntries(Object.entries(entries).filter(([, file]) => existsSync(file))),
  outdir: 'dist',
  outExtension: { '.js': '.cjs' },
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  external: ['vscode'],
  mainFields: ['module', 'main'],
  minify: false,
  sourcemap: false,
  legalComments: 'none',
  logLevel: 'warning',
  metafile: true,
});
if (!quiet) {
  for (const [file, { bytes }] of Object.entries(result.metafile.outputs)) {
    console.log(`${file}  ${Math.round(bytes / 1024)} KB`);
  }
}
