import { readdir, readFile, stat } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { DirectoryEntry, FileSystem } from '../platform/host.js';

/**
 * The machine's own files. A link to a file counts as the file; a link to a folder is neither file nor folder, since
 * it may lead in a circle.
 */
export function createNodeFileSystem(): FileSystem {
  return {
    readFile: async (uri) => readFile(fileURLToPath(uri)),
    async readDirectory(uri) {
      const entries = await readdir(fileURLToPath(uri), { withFileTypes: true });
      const named = entries.map(async (entry): Promise<DirectoryEntry> => {
        if (entry.isDirectory()) return { name: entry.name, kind: 'directory' };
        if (entry.isFile()) return { name: entry.name, kind: 'file' };
        return { name: entry.name, kind: await kindOfLink(new URL(entry.name, `${uri}/`)) };
      });
      return (await Promise.all(named)).sort((a, b) => (a.name < b.name ? -1 : 1));
    },
  };
}

async function kindOfLink(target: URL): Promise<'file' | 'other'> {
  try {
    return (await stat(target)).isFile() ? 'file' : 'other';
  } catch {
    return 'other';
  }
}
