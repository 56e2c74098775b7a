// node test/vscode/run.mjs [tests [PART...] | screenshots [THEME [PART...]] | open]: bundles the scripts and the suite into
// out/vscode and runs what is asked for. PART: a file of a suite or of session/, without its ending; without any, all run.
import { existsSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const root = path.resolve(fileURLToPath(new URL('../..', import.meta.url)));
const here = path.join(root, 'test/vscode');
const out = path.join(root, 'out/vscode');
const scripts = { tests: 'tests.ts', screenshots: 'screenshots.ts', open: 'open.ts' };
const [wanted = 'tests', ...parts] = process.argv.slice(2);

if (!Object.hasOwn(scripts, wanted)) {
  console.error(`"${wanted}" is not one of: ${Object.keys(scripts).join(', ')}.`);
  process.exit(2);
}
const missing = ['dist/client.cjs', 'dist/server.cjs'].filter((file) => !existsSync(path.join(root, file)));
if (missing.length > 0) {
  console.error(`${missing.join(' and ')} missing: run "npm run build" first.`);
  process.exit(1);
}
const shared = { bundle: true, platform: 'node', target: 'node20', packages: 'external', logLevel: 'warning' };
await build({
  ...shared,
  entryPoints: [path.join(here, scripts[wanted])],
  outdir: out,
  format: 'esm',
  outExtension: { '.js': '.mjs' },
});
// The extension host loads CommonJS; a suite has one bundle per test file and one that runs them.
for (const suite of ['suite', 'suite-folders', 'suite-virtual']) {
  rmSync(path.join(out, suite), { recursive: true, force: true });
  const files = readdirSync(path.join(here, suite))
    .filter((name) => name.endsWith('.test.ts'))
    .filter((name) => parts.length === 0 || parts.includes(name.replace('.test.ts', '')));
  if (files.length === 0) continue;
  await build({
    ...shared,
    entryPoints: [path.join(here, 'suite/index.ts'), ...files.map((name) => path.join(here, suite, name))],
    entryNames: '[name]',
    outdir: path.join(out, suite),
    format: 'cjs',
    outExtension: { '.js': '.cjs' },
  });
}
const { main } = await import(pathToFileURL(path.join(out, `${wanted}.mjs`)).href);
try {
  process.exitCode = await main(root, parts);
} catch (error) {
  // What was missing to run anything at all is one failure, told in one sentence.
  console.error(error instanceof Error ? error.message : error);
  console.log('0 passed, 1 failed');
  process.exitCode = 1;
}
