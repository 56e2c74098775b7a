import type { DocumentMetadata } from '../ingest/corpusDocument.js';
import { rankMistyped, MOST_MISTYPED } from '../store/phrases.js';
import type { PrecedentStore, StoredPhrase } from '../store/precedentStore.js';
import { type ConnectionSettings, openConnection } from './connect.js';
import { isMissing } from './errors.js';
import { findLongestRun, findPhraseUses, findSimilar, searchPassages } from './passages.js';
import { filterAt, filterValues, type PassageShown, toPassage } from './rows.js';
import { type Ask, checkSchema } from './schema.js';

/** A shared server as a store. */
export interface PostgresStoreSettings extends ConnectionSettings {
  /** Those of the tokenizer: words that are forms of nothing. */
  readonly stopWords: ReadonlySet<string>;
}

/**
 * A store over what a ministry's missions published to a PostgreSQL. Connects when something is asked, and again after a
 * failure. Throws a `StoreError` when the address is wrong; every other fault is the answer to a question.
 */
export function createPostgresStore(settings: PostgresStoreSettings): PrecedentStore {
  const { stopWords } = settings;
  const connection = openConnection(settings);
  const ask = checkedAsk((sql, values) => connection.query(sql, values), connection.label);

  return {
    async revision() {
      const [row] = await ask<{ number: string }>('SELECT aide.newest_revision() AS number');
      return Number(row?.number ?? 0);
    },
    async documents({ filter, limit, after }) {
      const skipped = after === undefined ? 0 : Number(after);
      if (limit < 1 || !Number.isSafeInteger(skipped) || skipped < 0) return { items: [] };
      const most = Math.floor(limit);
      type Row = { id: string; metadata: DocumentMetadata; passages: number };
      // One more says whether there is another page.
      const rows = await ask<Row>(`SELECT * FROM aide.list_documents(${filterAt(3)}, $1, $2)`, [
        skipped,
        most + 1,
        ...filterValues(filter),
      ]);
      return { items: rows.slice(0, most), ...(rows.length > most && { next: String(skipped + most) }) };
    },
    async lookup(document, citation) {
      const [row] = await ask<PassageShown>('SELECT * FROM aide.cited_passage($1, $2)', [document, citation]);
      return row && toPassage(row);
    },
    phrase: (terms, query) => findPhraseUses(ask, terms, query),
    longestPhrase: (terms, at) => findLongestRun(ask, terms, at),
    search: (query) => searchPassages(ask, query, stopWords),
    similar: (terms, query) => findSimilar(ask, terms, query, stopWords),
    async phrasesByPrefix(typed, limit) {
      if (typed === '' || limit < 1) return [];
      return readPhrases(ask, 'SELECT * FROM aide.phrases_by_prefix($1, $2)', [typed, Math.floor(limit)]);
    },
    async phrasesByTypo(typed, limit) {
      if (typed === '' || limit < 1) return [];
      const phrases = await readPhrases(ask, 'SELECT * FROM aide.phrases_like($1, $2)', [typed, MOST_MISTYPED]);
      return rankMistyped(phrases, typed).slice(0, limit);
    },
    async positions({ holder, topic, limit }) {
      const rows = await ask<PositionRow>('SELECT * FROM aide.list_positions($1, $2, $3)', [
        holder ?? null,
        topic ?? null,
        Math.max(0, Math.floor(limit)),
      ]);
      return rows.map(({ id, metadata, passage, sentence_start: start, sentence_end: end, topic, text }) => ({
        holder: metadata.holder,
        topic,
        document: id,
        passage,
        sentence: { start, end },
        text: text.slice(start, end),
        metadata,
      }));
    },
    async changesSince(revision) {
      const [row] = await ask<{ revision: string; changed: string[]; removed: string[] }>(
        'SELECT * FROM aide.changes_since($1)',
        [revision],
      );
      return { revision: Number(row?.revision ?? 0), changed: row?.changed ?? [], removed: row?.removed ?? [] };
    },
    close: () => connection.close(),
  };
}

/** A row of aide.list_positions. */
interface PositionRow {
  readonly id: string;
  readonly metadata: DocumentMetadata;
  readonly passage: number;
  readonly sentence_start: number;
  readonly sentence_end: number;
  readonly topic: string;
  readonly text: string;
}

async function readPhrases(ask: Ask, sql: string, values: unknown[]): Promise<readonly StoredPhrase[]> {
  const rows = await ask<{ text: string; terms: string; documents: string }>(sql, values);
  return rows.map(({ text, terms, documents }) => ({ text, terms, documents: Number(documents) }));
}

/** Asks once whether the database is set up for this release, and again when something is not there that should be. */
function checkedAsk(ask: Ask, label: string): Ask {
  let checking: Promise<void> | undefined;
  const check = (): Promise<void> => {
    checking ??= checkSchema(ask, label).catch((error: unknown) => {
      checking = undefined;
      throw error;
    });
    return checking;
  };
  return async (sql, values) => {
    await check();
    try {
      return await ask(sql, values);
    } catch (error) {
      if (!(error instanceof Error && isMissing(error.cause))) throw error;
      checking = undefined;
      await check();
      throw error;
    }
  };
}
