import { createHash } from 'node:crypto';
import precedents from './migrations/001-precedents.sql?raw';
import access from './migrations/002-access.sql?raw';
import queries from './migrations/003-queries.sql?raw';
import decisions from './migrations/004-decisions.sql?raw';

/** One step of the schema. What is released is never changed again: another step follows. */
export interface Migration {
  /** From 1 up, without a gap. */
  readonly number: number;
  readonly name: string;
  readonly sql: string;
  /** SHA-256 of the text, hexadecimal. */
  readonly digest: string;
}

/** Every step, in order. */
export const MIGRATIONS: readonly Migration[] = makeMigrations({ precedents, access, queries, decisions });

/** Steps of these names and texts, numbered as they come. */
export function makeMigrations(texts: Readonly<Record<string, string>>): readonly Migration[] {
  return Object.entries(texts).map(([name, text], at) => {
    // A checkout on Windows may have other ends of lines.
    const sql = text.replaceAll('\r\n', '\n');
    return { number: at + 1, name, sql, digest: createHash('sha256').update(sql).digest('hex') };
  });
}
