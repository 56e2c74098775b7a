import { realpath } from 'node:fs/promises';
import { basename, join, sep } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { FileWatcher } from '../platform/host.js';

/** A folder to watch, and where it really is if a link leads to it. */
interface Root {
  readonly path: string;
  readonly real: string;
}

/** Watches this machine's files; links below the folders are not followed. Its library is loaded with the first folder to watch. */
export function createNodeFileWatcher(): FileWatcher {
  return {
    watch(folders, onChange, onTrouble) {
      const started = startWatcher(folders, onChange, onTrouble);
      started.catch((error: unknown) => onTrouble(String(error)));
      return () => {
        void started.then((watcher) => watcher.close()).catch(() => undefined);
      };
    },
  };
}

async function startWatcher(
  folders: readonly string[],
  onChange: (uri: string) => void,
  onTrouble: (why: string) => void,
): Promise<{ close(): Promise<void> }> {
  const [{ watch }, roots] = await Promise.all([import('chokidar'), Promise.all(folders.map(rootOf))]);
  const paths = new Set(roots.map(({ real }) => real));
  return watch([...paths], {
    ignoreInitial: true,
    followSymlinks: false,
    ignorePermissionErrors: true,
    ignored: (path) => !paths.has(path) && basename(path).startsWith('.'),
  })
    .on('all', (_, path) => onChange(pathToFileURL(asNamed(path, roots)).href))
    .on('error', (error) => onTrouble(String(error)));
}

async function rootOf(folder: string): Promise<Root> {
  const path = fileURLToPath(folder);
  return { path, real: await realpath(path).catch(() => path) };
}

/** The path below the folder as it was named. */
function asNamed(path: string, roots: readonly Root[]): string {
  const root = roots.find(({ real }) => path === real || path.startsWith(real + sep));
  return root === undefined ? path : join(root.path, path.slice(root.real.length));
}
