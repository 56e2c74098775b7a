import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ClientBase } from 'pg';
import { from } from 'pg-copy-streams';

/** A value of a column; jsonb as its text. */
export type Cell = string | number;

/** Characters that are sent as one piece. */
const PIECE = 1 << 16;
const ESCAPES: Readonly<Record<string, string>> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/** Puts rows into a table by COPY, in the text format (PostgreSQL's manual, COPY). `table`: with its columns, as SQL. */
export async function copyRows(client: ClientBase, table: string, rows: Iterable<readonly Cell[]>): Promise<void> {
  await pipeline(Readable.from(pieces(rows)), client.query(from(`COPY ${table} FROM STDIN`)));
}

function* pieces(rows: Iterable<readonly Cell[]>): Generator<string> {
  let piece = '';
  for (const row of rows) {
    piece += `${row.map(cellText).join('\t')}\n`;
    if (piece.length < PIECE) continue;
    yield piece;
    piece = '';
  }
  if (piece !== '') yield piece;
}

function cellText(cell: Cell): string {
  return typeof cell === 'number' ? String(cell) : cell.replace(/[\\\n\r\t]/g, (character) => ESCAPES[character] ?? '');
}
