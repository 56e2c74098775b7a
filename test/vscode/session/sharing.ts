import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { startCluster } from '../../bench/shared/cluster.js';
import { command, doUntil, hover, inputBox, line, openFile, pointUntil, showStatus } from './actions.js';
import type { Step, Surroundings } from './step.js';

const DATABASE = 'precedents';
const PRECEDENT = 'concerns and interests of all States';
const PAPER = `---\ntitle: Paper on norms\nholder: Zeppelinia\ndate: 2025-12-01\nhandling: open\n---\n\n1. Norms should address the ${PRECEDENT}.\n`;

/**
 * A real PostgreSQL that shares one document and one decision of a mission; the drafter's own settings name it, and the
 * workspace's the mission.
 */
export async function shareRecord(root: string, workspace: string): Promise<Surroundings> {
  const record = path.join(workspace, '..', 'record');
  for (const folder of [record, path.join(workspace, '.vscode')]) mkdirSync(folder);
  writeFileSync(path.join(record, 'norms.md'), PAPER);
  const settings = { 'aideMemoire.decisions.mission': 'Pakistan' };
  writeFileSync(path.join(workspace, '.vscode/settings.json'), JSON.stringify(settings));
  const cluster = await startCluster(root, []);
  const admin = await cluster.connect(DATABASE);
  const address = cluster.address(DATABASE);
  execFileSync(process.execPath, [path.join(root, 'dist/cli.cjs'), 'publish', record, '--to', address], {
    env: { ...process.env, PGPASSWORD: cluster.password },
    stdio: 'ignore',
  });
  await admin.query("INSERT INTO aide.member VALUES ('postgres', 'Pakistan', 'internal')");
  await admin.query(
    `SELECT aide.decide(gen_random_uuid(), 'Pakistan', 'positions', 'zeppelins', 0, 'retired', '{"words": "zeppelins need a mast"}')`,
  );
  await admin.end();
  return {
    machineSettings: { 'aideMemoire.corpus.server': address },
    env: { XDG_DATA_HOME: path.join(workspace, '..', 'data'), PGPASSFILE: path.join(workspace, '..', 'none') },
    password: cluster.password,
    stop: () => cluster.stop(),
  };
}

/** A drafter whose ministry shares its record. */
export const SHARING: readonly Step[] = [
  {
    title: 'the status says that the shared server asks for a password, and how to give it',
    run: async (page) => {
      await doUntil(hover(page, 'asks for a password. Enter it'), () => showStatus(page));
    },
  },
  {
    title: 'once it is entered, what the server shares is served, and the status says since when',
    picture: 'sharing',
    run: async (page, text, { password = '' }) => {
      await command(page, 'Aide-Mémoire: Enter Password of the Shared Server');
      await inputBox(page, 'It is kept where the editor keeps secrets.').waitFor();
      await page.keyboard.type(password, { delay: 5 });
      await page.keyboard.press('Enter');
      await doUntil(hover(page, 'Shared record of 127.0.0.1: 1 documents, as of'), () => showStatus(page));
      await pointUntil(page, text, PRECEDENT, hover(page, 'Zeppelinia'));
      await doUntil(hover(page, 'Shared record of 127.0.0.1'), () => showStatus(page));
    },
  },
  {
    title: 'what others decided for the mission is in the workspace’s file, with who and when',
    picture: 'sharing-decision',
    run: async (page) => {
      await openFile(page, 'positions.yaml');
      await line(page, 'words: zeppelins need a mast').waitFor();
      await line(page, 'by: postgres, 20').waitFor();
    },
  },
];
