import { type DirectoryEntry, type FileSystem, FileTooLarge } from '../../server/src/platform/host.js';

/** A file system in memory: file URI -> content. Changing the map changes the files. */
export function createMemoryFileSystem(files: ReadonlyMap<string, string | Uint8Array>): FileSystem {
  return {
    async readFile(uri, maxBytes = Number.POSITIVE_INFINITY) {
      const content = files.get(uri);
      if (content === undefined) throw new Error(`no such file: ${uri}`);
      const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
      if (bytes.length > maxBytes) throw new FileTooLarge(bytes.length);
      return bytes;
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
