import { mkdirSync, mkdtempSync, realpathSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import type { ClientCapabilities } from 'vscode-languageserver/node';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SearchAnswer, StatusParams } from '../../server/src/api/protocol.js';
import { createNodeFileWatcher } from '../../server/src/node/fileWatcher.js';
import type { FileWatcher } from '../../server/src/platform/host.js';
import { FULL_CLIENT, type TestClient } from '../support/client.js';
import { corpusFile } from '../support/files.js';
import { connectServer, NODE_HOST } from '../support/server.js';

const LIMIT_MS = 8000;
const BLIND_CLIENT: ClientCapabilities = {
  ...FULL_CLIENT,
  workspace: { ...FULL_CLIENT.workspace, didChangeWatchedFiles: {} },
};

/** It watches what is in its workspace, or saves it itself. */
const NEAR_CLIENT: ClientCapabilities = {
  ...FULL_CLIENT,
  workspace: { ...FULL_CLIENT.workspace, didChangeWatchedFiles: { dynamicRegistration: true } },
};

let folder = '';
let client: TestClient;
let tell: (...names: string[]) => void = () => undefined;

function paper(holder: string, words: string): string {
  return corpusFile(holder, '2022-07-01', `1. ${holder} supports ${words}.`);
}

function put(name: string, text: string): void {
  writeFileSync(join(folder, 'corpus', name), text);
  tell(name);
}

function move(from: string, to: string): void {
  renameSync(join(folder, 'corpus', from), join(folder, 'corpus', to));
  tell(from, to);
}

function remove(name: string): void {
  rmSync(join(folder, 'corpus', name), { recursive: true });
  tell(name);
}

async function holdersOf(query: string): Promise<string> {
  const { precedents } = await client.connection.sendRequest<SearchAnswer>('aideMemoire/search', {
    query,
    limit: 9,
  });
  return precedents.map(({ holder, uri }) => `${holder} in ${uri.split('/corpus/')[1]}`).join(', ');
}

/** Waits for a revision after `before` of which the search says so; answers its status. */
async function untilFound(query: string, wanted: string, before: number): Promise<StatusParams> {
  let seen = '';
  for (const limit = Date.now() + LIMIT_MS; Date.now() < limit; await wait(50)) {
    const status = client.statuses.at(-1);
    if (status?.state !== 'ready' || status.revision <= before) continue;
    seen = await holdersOf(query);
    if (seen === wanted) return status;
  }
  throw new Error(`“${query}” finds “${seen}”, not “${wanted}”`);
}

const SETTINGS = () => ({ corpus: { bundled: false, folders: [join(folder, 'corpus')] } });

/** A client that watches files: it tells of what the test changes, as an editor does. */
async function startWatching(): Promise<void> {
  const unwanted: FileWatcher = {
    watch() {
      throw new Error('the client watches already');
    },
  };
  client = connectServer({ settings: SETTINGS() }, { ...NODE_HOST, fileWatcher: unwanted });
  await client.start();
  tell = (...names) => {
    const changes = names.map((name) => ({ uri: pathToFileURL(join(folder, 'corpus', name)).href, type: 2 }));
    void client.connection.sendNotification('workspace/didChangeWatchedFiles', { changes });
  };
}

/** A client that does not watch the record; waits until the server's own watcher has begun. */
async function startBlind(capabilities: ClientCapabilities = BLIND_CLIENT): Promise<void> {
  const fileWatcher = createNodeFileWatcher();
  let heard = (): void => undefined;
  const begun = new Promise<void>((resolve) => {
    heard = resolve;
  });
  const listening: FileWatcher = {
    watch: (folders, onChange, onTrouble) =>
      fileWatcher.watch(
        folders,
        (uri) => {
          heard();
          onChange(uri);
        },
        onTrouble,
      ),
  };
  tell = () => undefined;
  client = connectServer({ capabilities, settings: SETTINGS() }, { ...NODE_HOST, fileWatcher: listening });
  await client.start();
  let probes = 0;
  const probing = setInterval(() => writeFileSync(join(folder, 'corpus', 'probe'), `${probes++}`), 50);
  await begun.finally(() => clearInterval(probing));
  await client.whenReady();
}

describe.each([
  ['that watches files', startWatching],
  ['that cannot watch files', startBlind],
  ['that watches no folder outside its workspace', () => startBlind(NEAR_CLIENT)],
])('with a client %s', (_, start) => {
  beforeEach(async () => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), 'aide-memoire-watch-')));
    mkdirSync(join(folder, 'corpus', '2021'), { recursive: true });
    writeFileSync(join(folder, 'corpus', 'brazil.md'), paper('Brazil', 'a moratorium on zeppelin traffic'));
    writeFileSync(join(folder, 'corpus', '2021', 'chile.md'), paper('Chile', 'an inventory of airship harbours'));
    await start();
    await client.whenReady();
  });
  afterEach(async () => {
    await client.connection.sendRequest('shutdown');
    rmSync(folder, { recursive: true });
  });

  it('a file that is added, changed, renamed and deleted is followed', async () => {
    let { revision } = await client.whenReady();
    put('peru.md', paper('Peru', 'joint patrols of balloonists'));
    ({ revision } = await untilFound('joint patrols of balloonists', 'Peru in peru.md', revision));
    put('peru.md', paper('Peru', 'solo patrols of parachutists'));
    ({ revision } = await untilFound('solo patrols of parachutists', 'Peru in peru.md', revision));
    move('peru.md', 'lima.md');
    ({ revision } = await untilFound('solo patrols of parachutists', 'Peru in lima.md', revision));
    remove('lima.md');
    const { documents } = await untilFound('parachutists', '', revision);
    expect(documents).toBe(2);
  });

  it('a corpus.yaml that is added, changed and deleted is followed', async () => {
    let { revision } = await client.whenReady();
    put('corpus.yaml', 'brazil.md:\n  holder: Peru\n');
    ({ revision } = await untilFound('zeppelin traffic', 'Peru in brazil.md', revision));
    put('corpus.yaml', 'brazil.md:\n  holder: Bolivia\n');
    ({ revision } = await untilFound('zeppelin traffic', 'Bolivia in brazil.md', revision));
    remove('corpus.yaml');
    await untilFound('zeppelin traffic', 'Brazil in brazil.md', revision);
  });

  it('a folder that is renamed and deleted is followed', async () => {
    let { revision } = await client.whenReady();
    move('2021', '2022');
    ({ revision } = await untilFound('airship harbours', 'Chile in 2022/chile.md', revision));
    remove('2022');
    const { documents } = await untilFound('airship harbours', '', revision);
    expect(documents).toBe(1);
  });

  it('the folder of the corpus, when it was gone and is back, although nobody tells of that', async () => {
    const { revision } = await client.whenReady();
    const [corpus, away] = [join(folder, 'corpus'), join(folder, 'away')];
    renameSync(corpus, away);
    tell('');
    const gone = await untilFound('airship harbours', '', revision);
    expect(JSON.stringify(gone.problems)).toContain('This corpus folder does not exist');
    renameSync(away, corpus);
    const { problems } = await untilFound('airship harbours', 'Chile in 2021/chile.md', gone.revision);
    expect(JSON.stringify(problems)).not.toContain('This corpus folder');
  });
});
