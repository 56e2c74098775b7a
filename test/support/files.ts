import { convertHere } from '../../server/src/ingest/convertHere.js';
import type { WorkspaceHost } from '../../server/src/workspace/corpusFolders.js';
import { createMemoryFileSystem } from './memoryFileSystem.js';

/** The text of a corpus file with front matter. */
export function corpusFile(holder: string, date: string, body: string): string {
  return `---\ntitle: ${holder}, ${date}\nholder: ${holder}\nkind: statement\ntier: own\ndate: "${date}"\n---\n\n${body}\n`;
}

/** A bundled corpus of one document and a word list. Change the map to change the files. */
export function smallCorpus(): Map<string, string | Uint8Array> {
  return new Map<string, string | Uint8Array>([
    [
      'file:///app/corpus/documents/statement.md',
      corpusFile(
        'Pakistan',
        '2021-12-13',
        '1. It is essential to develop a legally binding international instrument.\n\n2. The role of the United Nations remains central.',
      ),
    ],
    [
      'file:///app/corpus/lexicon/spelling.yaml',
      'variants:\n  behavior: behaviour\nstop-words: [the, of, to, a, is, it]\n',
    ],
  ]);
}

/** A host whose files are those of the map. */
export function memoryHost(files: ReadonlyMap<string, string | Uint8Array>): WorkspaceHost {
  return {
    fileSystem: createMemoryFileSystem(files),
    convert: convertHere,
    bundledCorpus: 'file:///app/corpus',
    lexicon: 'file:///app/corpus/lexicon',
    home: 'file:///home/drafter',
  };
}

/** A host whose files cannot be read before `release` is called. */
export function heldHost(files: ReadonlyMap<string, string | Uint8Array>): {
  readonly host: WorkspaceHost;
  readonly release: () => void;
} {
  let release = (): void => undefined;
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  const host = memoryHost(files);
  const { fileSystem } = host;
  return {
    release,
    host: {
      ...host,
      fileSystem: {
        readFile: (uri, maxBytes) => held.then(() => fileSystem.readFile(uri, maxBytes)),
        readDirectory: (uri) => held.then(() => fileSystem.readDirectory(uri)),
      },
    },
  };
}
