import type pg from 'pg';
import { fault, notSetUp } from './errors.js';
import { MIGRATIONS, type Migration } from './migrations.js';
import { t } from '../util/l10n.js';

/** Asks for rows: a client, a pool, or a connection of ours. */
export type Ask = <Row extends pg.QueryResultRow>(sql: string, values?: unknown[]) => Promise<readonly Row[]>;

/** A step that a database has behind it. */
export interface AppliedMigration {
  readonly number: number;
  readonly digest: string;
}

/** The steps that a database has behind it, in order; `undefined` when it has no table of them. */
export async function readApplied(ask: Ask): Promise<readonly AppliedMigration[] | undefined> {
  const [found] = await ask<{ there: boolean }>("SELECT to_regclass('aide.migration') IS NOT NULL AS there");
  if (found?.there !== true) return undefined;
  return ask<{ number: number; digest: string }>('SELECT number, digest FROM aide.migration ORDER BY number');
}

/** Rejects with a `StoreError` unless a database has exactly the tables and functions of this release. */
export async function checkSchema(ask: Ask, label: string, migrations = MIGRATIONS): Promise<void> {
  const applied = await readApplied(ask);
  if (applied === undefined || applied.length === 0) throw notSetUp(label);
  refuseNewer(applied, label, migrations);
  if (applied.length < migrations.length)
    throw fault(
      'older-schema',
      t(
        'The database {0} is set up for an older release of Aide-Mémoire. Ask your librarian to run “aide-memoire publish” of this one.',
        label,
      ),
    );
}

/** Throws a `StoreError` when a database has steps behind it that this release does not know. */
export function refuseNewer(
  applied: readonly AppliedMigration[],
  label: string,
  migrations: readonly Migration[] = MIGRATIONS,
): void {
  const isKnown = applied.every(
    ({ number, digest }, at) => migrations[at]?.number === number && migrations[at]?.digest === digest,
  );
  if (!isKnown)
    throw fault(
      'newer-schema',
      t('The database {0} is set up for another, newer release of Aide-Mémoire. Update yours.', label),
    );
}
