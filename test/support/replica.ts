import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startPostgres, type TestCluster } from './postgres.js';

/** What is the running server's own (PostgreSQL manual, "Making a Base Backup Using the Low Level API"). */
const OWN_FILES: ReadonlySet<string> = new Set(['postmaster.pid', 'postmaster.opts', 'pg_internal.init']);
/** Folders whose content the copy makes anew, or is sent. */
const EMPTY_FOLDERS: ReadonlySet<string> = new Set([
  ...['pg_wal', 'pg_replslot', 'pg_dynshmem', 'pg_notify', 'pg_serial', 'pg_snapshots', 'pg_stat_tmp', 'pg_subtrans'],
]);

/** Starts a copy of a PostgreSQL that follows it and gives out what is in (streaming replication, hot standby). */
export async function startReplica(primary: TestCluster, flags: readonly string[] = []): Promise<TestCluster> {
  const { folder, port, superuser } = primary;
  const admin = await primary.database('postgres').connect();
  const copy = mkdtempSync(join(tmpdir(), 'aide-replica-'));
  // What is written from here on is kept until the replica has it.
  await admin.query(`SELECT pg_create_physical_replication_slot('replica', true)`);
  await admin.query(`SELECT pg_backup_start('replica', fast => true)`);
  copyData(join(folder, 'data'), copy);
  const { rows } = await admin.query<{ labelfile: string }>('SELECT labelfile FROM pg_backup_stop(false)');
  await admin.end();
  writeFileSync(join(copy, 'backup_label'), rows[0]?.labelfile ?? '');
  writeFileSync(join(copy, 'standby.signal'), '');
  const source = `host=127.0.0.1 port=${port} user=${superuser.name} password=${superuser.password}`;
  return startPostgres([...flags, `primary_conninfo=${source}`, 'primary_slot_name=replica'], copy);
}

/** Copies the data of a server that runs: what is taken away meanwhile is not missed. */
function copyData(from: string, to: string): void {
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const [source, copy] = [join(from, entry.name), join(to, entry.name)];
    if (entry.isDirectory()) {
      mkdirSync(copy, { mode: 0o700 });
      if (!EMPTY_FOLDERS.has(entry.name)) copyData(source, copy);
    } else if (!OWN_FILES.has(entry.name)) {
      try {
        copyFileSync(source, copy);
      } catch (error) {
        if ((error as { code?: string }).code !== 'ENOENT') throw error;
      }
    }
  }
}
