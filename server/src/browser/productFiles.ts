import { type FileSystem, FileTooLarge } from '../platform/host.js';
import { joinUri, lastName } from '../util/fileUri.js';

/**
 * The product's own texts under its URI, by their path in it, and `rest` for every other place. Whoever serves the product
 * over the web serves files, but lists no folder.
 */
export function withProductFiles(
  rest: FileSystem,
  product: string,
  texts: Readonly<Record<string, string>>,
): FileSystem {
  const encoder = new TextEncoder();
  const files = new Map(
    Object.entries(texts).map(([path, text]) => [joinUri(product, ...path.split('/')), encoder.encode(text)]),
  );
  const folderOf = (uri: string): string => uri.slice(0, uri.lastIndexOf('/'));
  const folders = new Map<string, string[]>();
  for (const uri of [...files.keys()].toSorted())
    folders.set(folderOf(uri), [...(folders.get(folderOf(uri)) ?? []), uri]);
  return {
    async readFile(uri, maxBytes = Number.POSITIVE_INFINITY, within) {
      const bytes = files.get(uri);
      if (bytes === undefined) return rest.readFile(uri, maxBytes, within);
      if (bytes.length > maxBytes) throw new FileTooLarge(bytes.length);
      return bytes;
    },
    async readDirectory(uri) {
      const found = folders.get(uri);
      return found?.map((file) => ({ name: lastName(file), kind: 'file' })) ?? rest.readDirectory(uri);
    },
  };
}
