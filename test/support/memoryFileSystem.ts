import type { DirectoryEntry, FileSystem } from '../../server/src/platform/host.js';

/** A file system in memory: file URI -> content. Changing the map changes the files. */
export function createMemoryFileSystem(files: ReadonlyMap<string, string | Uint8Array>): FileSystem {
  return {
    async readFile(uri) {
      const content = files.get(uri);
      if (content === undefined) throw new Error(`no such file: ${uri}`);
      return typeof content === 'string' ? new TextEncoder().encode(content) : content;
    },
    async readDirectory(uri) {
      const entries = new Map<string, DirectoryEntry>();
      for (const file of files.keys()) {
        if (!file.startsWith(`${uri}/`)) continue;
        const [name = '', ...below] = file.slice(uri.length + 1).split('/');
        const decoded = decodeURIComponent(name);
        entries.set(decoded, { name: decoded, kind: below.length > 0 ? 'directory' : 'file' });
      }
      if (entries.size === 0) throw new Error(`no such folder: ${uri}`);
      return [...entries.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
    },
  };
}
