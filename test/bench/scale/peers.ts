import { Index as FlexSearch } from 'flexsearch';
import MiniSearch from 'minisearch';
import { Database } from 'node-sqlite3-wasm';
import { openCorpusIndex } from '../../../server/src/index/createCorpusIndex.js';
import { createIndexBuilder } from '../../../server/src/index/indexBuilder.js';
import type { CorpusDocument } from '../../../server/src/ingest/corpusDocument.js';
import type { Words } from './words.js';

/** The product's engine. */
export const OURS = 'Aide-Mémoire';

/** What a person would index passages with, with its defaults. */
export interface Peer {
  readonly name: string;
  /** Whether it finds phrases; one that does not finds passages that hold all the words. */
  readonly findsPhrases: boolean;
  /** Indexes the passages, numbered from 0 in their order. `holdText`: whether each passage can be shown afterwards. */
  build(documents: Iterable<CorpusDocument>, holdText: boolean): PeerIndex;
}

/** An index that a peer has built. */
export interface PeerIndex {
  /** Numbers of the passages that hold the wording, or all its words, in any order. */
  find(wording: { readonly text: string; readonly terms: readonly string[] }): number[];
  /** Kept so that memory is measured with it. */
  readonly text?: readonly string[] | undefined;
}

/** All of them, the product's engine first. */
export function createPeers(words: Words): readonly Peer[] {
  return [ours(words), MINISEARCH, FLEXSEARCH, SQLITE];
}

function ours(words: Words): Peer {
  return {
    name: OURS,
    findsPhrases: true,
    // Its text is always held: compressed.
    build(documents) {
      const builder = createIndexBuilder(words);
      const firstPassage = new Map<string, number>();
      let passages = 0;
      for (const document of documents) {
        builder.add(document);
        firstPassage.set(document.id, passages);
        passages += document.passages.length;
      }
      const index = openCorpusIndex(builder.build(), { tokenize: words.tokenize, revision: 1 });
      const first = index.documents.map(({ id }) => firstPassage.get(id) ?? Number.NaN);
      return {
        find: ({ terms }) =>
          Array.from(
            index.findPhrase(terms).passages(),
            ({ document, passage }) => (first[document] ?? Number.NaN) + passage,
          ),
      };
    },
  };
}

const MINISEARCH: Peer = {
  name: 'MiniSearch',
  findsPhrases: false,
  build(documents, holdText) {
    const index = new MiniSearch<{ readonly id: number; readonly text: string }>({ fields: ['text'] });
    const text = addTo(documents, holdText, (id, passage) => index.add({ id, text: passage }));
    return {
      find: (wording) => index.search(wording.text, { combineWith: 'AND' }).map(({ id }) => id as number),
      text,
    };
  },
};

const FLEXSEARCH: Peer = {
  name: 'FlexSearch',
  findsPhrases: false,
  build(documents, holdText) {
    const index = new FlexSearch();
    const text = addTo(documents, holdText, (id, passage) => index.add(id, passage));
    return { find: (wording) => index.search(wording.text, { limit: 1e9 }) as number[], text };
  },
};

const SQLITE: Peer = {
  name: 'SQLite FTS5',
  findsPhrases: true,
  build(documents, holdText) {
    const database = new Database();
    database.exec(`CREATE VIRTUAL TABLE passages USING fts5(text${holdText ? '' : ", content=''"})`);
    database.exec('BEGIN');
    const insert = database.prepare('INSERT INTO passages (rowid, text) VALUES (?, ?)');
    addTo(documents, false, (id, passage) => insert.run([id + 1, passage]));
    insert.finalize();
    database.exec('COMMIT');
    return {
      find({ text }) {
        const phrase = `"${text.replaceAll('"', '""')}"`;
        const rows = database.all('SELECT rowid FROM passages WHERE passages MATCH ?', [phrase]);
        return rows.map((row) => Number(row['rowid']) - 1);
      },
    };
  },
};

/** Adds the passages under their numbers; answers their texts where they are to be held. */
function addTo(
  documents: Iterable<CorpusDocument>,
  holdText: boolean,
  add: (id: number, text: string) => void,
): readonly string[] | undefined {
  const held: string[] = [];
  let id = 0;
  for (const { passages } of documents) {
    for (const { text } of passages) {
      add(id++, text);
      if (holdText) held.push(text);
    }
  }
  return holdText ? held : undefined;
}
