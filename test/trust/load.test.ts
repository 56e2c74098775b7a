import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import {
  DEPARTURES_REQUEST,
  type DeparturesAnswer,
  SEARCH_REQUEST,
  type SearchAnswer,
} from '../../server/src/api/protocol.js';
import { DEFAULT_SETTINGS, type Settings } from '../../server/src/api/settings.js';
import { longDraft } from '../bench/longDraft.js';
import { copyPart, draftText, firstWords, openCorpus } from '../bench/scale/corpus.js';
import { startPings, type Waits } from '../bench/scale/pings.js';
import { createRandom } from '../bench/scale/random.js';
import { type Server, settingsFor, spawnServer } from '../bench/scale/server.js';
import { percentile } from '../bench/scale/statistics.js';
import { type AnswerTimes, createAnswerTimes } from '../support/answerTimes.js';
import { type DraftingEditor, openInEditor } from '../support/draftingEditor.js';
import { meteringStalls, type Stalls, stallsBetween } from '../support/loopStalls.js';
import { openOtherWindows, type OtherWindows } from '../support/otherWindows.js';
import { ROOT } from '../support/server.js';
import { Count, tries, WHOLE } from '../support/trust.js';
import { type Act, draftWithoutEnd, readProse } from '../support/typist.js';

const ARCHIVE = join(ROOT, '..', 'shared', 'data', 'ungdc', 'ungdc.tar.gz');
const SEED = Number(process.env['SEED'] ?? 1);
/** How many times as fast as a human the drafter is. */
const HASTE = 12;
const MINUTE = 60_000;
/** A human's minutes until memory is looked at for the first time, and from then on; and between two changes by other windows. */
const [WARM_UP, SESSION, BETWEEN_CHANGES] = WHOLE ? [24, 96, 7.5] : [0.8, 0.8, 0.2];
const WORDS = tries(3_000, 20_000);
/** Characters that the whole draft takes from each document which is not in the record. */
const CHARACTERS = 12_000;
/** By how much memory may grow. In the short cut the judge may first be loaded after the warm-up. */
const MOST_GROWTH = tries(1.5, 0.05);
/** Milliseconds. */
const MOST_WAIT = 100;
/** A server is at rest when its processors have worked no more than so many milliseconds in each of so many seconds. */
const [REST_WORK, REST_SECONDS] = [50, 3];
const PATIENCE_SECONDS = tries(2, 150);
/** For so long somebody drafts at leisure before memory is looked at, and for so long nobody does then. */
const [CALM_SECONDS, JUDGE_IDLE_SECONDS] = [40, 125];
const LIMIT = tries(120_000, 3_600_000);
/** For so long the judge may go on saying something. */
const MOST_SECONDS = 60;
/** Places of the draft that are looked at once nobody types. */
const LOOKS = 10;

/** More work than by default. */
const HEARD = { use: 'rules+judge', model: '' } as const;

/** What is drafted against what. */
interface Setting {
  readonly name: string;
  readonly settings: Partial<Settings>;
  readonly draft: string;
  /** What is typed and pasted. */
  readonly prose: string;
  /** Documents of the record. */
  readonly files: readonly string[];
}

/** Somebody at work. */
interface Drafter {
  readonly server: Server;
  readonly editor: DraftingEditor;
  readonly acts: Iterator<Act, never>;
  readonly others: OtherWindows;
  /** Where the server's stalls are written. */
  readonly stalls: string;
}

/** What was measured of a stretch of drafting. */
interface Stretch {
  readonly waits: Waits;
  readonly stalls: Stalls;
  /** Resident memory once it was over, as `bytesAtRest` measures it. */
  readonly bytes: number;
}

let folder: string | undefined;
let running: Server | undefined;

afterEach(() => {
  running?.stop();
  if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
}, MINUTE);

/** The whole record, or in the short cut the bundled documents, copied below the folder. */
function prepare(below: string): Setting {
  const record = join(below, 'record');
  mkdirSync(record);
  if (!WHOLE) {
    cpSync(join(ROOT, 'corpus', 'documents'), record, { recursive: true });
    const { limits } = DEFAULT_SETTINGS.corpus;
    const files = readdirSync(record).filter((name) => name.endsWith('.md'));
    return {
      name: 'the bundled documents',
      settings: { corpus: { bundled: false, folders: [record], server: '', limits }, judge: HEARD },
      files: files.map((name) => join(record, name)),
      ...divide(longDraft(ROOT)),
    };
  }
  const unpacked = join(below, 'unpacked');
  mkdirSync(unpacked);
  const corpus = openCorpus(undefined, ARCHIVE, unpacked);
  const text = `${longDraft(ROOT)}\n\n${draftText(corpus, CHARACTERS)}`;
  const { files } = copyPart(corpus, 1, record);
  rmSync(unpacked, { recursive: true });
  return { name: corpus.name, settings: { ...settingsFor(record, []), judge: HEARD }, files, ...divide(text) };
}

function divide(text: string): Pick<Setting, 'draft' | 'prose'> {
  const draft = firstWords(text, WORDS);
  return { draft, prose: text.slice(draft.length) };
}

/** Drafts for so many of a human's minutes; then everything that was asked for is answered, and the server comes to rest. */
async function draftFor(minutes: number, drafter: Drafter): Promise<Stretch> {
  const { server, editor, acts, others } = drafter;
  const stopPings = startPings(server);
  const [began, since] = [performance.now(), Date.now()];
  const follow = followRefreshes(drafter);
  let changed = 0;
  for (let due = 0; due < minutes * MINUTE; ) {
    const act = acts.next().value;
    editor.act(act);
    due += act.rest;
    for (; (changed + 1) * BETWEEN_CHANGES * MINUTE <= due; changed++) others.change();
    await wait(Math.max(0, began + due / HASTE - performance.now()));
    follow();
  }
  await editor.settled();
  const waits = await stopPings();
  const stalls = stallsBetween(drafter.stalls, since, Date.now());
  await server.client.whenReady();
  for (let rested = 0, seconds = 0, worked = 0; rested < REST_SECONDS && seconds < PATIENCE_SECONDS; seconds++) {
    await wait(1000);
    follow();
    const now = server.cpuTime() ?? 0;
    rested = now - worked <= REST_WORK ? rested + 1 : 0;
    worked = now;
  }
  return { waits, stalls, bytes: WHOLE ? await bytesAtRest(drafter) : server.residentBytes() };
}

/**
 * Memory once somebody has gone on drafting at leisure for a while, nothing else changing, and nobody for another: what was let
 * go is given back by a collection of garbage, which an idle process has none of, and the judge is dropped once it is idle.
 */
async function bytesAtRest({ server, editor, acts }: Drafter): Promise<number> {
  for (let second = 0; second < CALM_SECONDS; second++) {
    editor.act(acts.next().value);
    await wait(1000);
  }
  await editor.settled();
  await wait(JUDGE_IDLE_SECONDS * 1000);
  return server.settledBytes();
}

/** Asks for the diagnostics anew, at each call before which the server has said that they may have changed. */
function followRefreshes({ server: { client }, editor }: Drafter): () => void {
  let { refreshes } = client;
  return () => {
    if (client.refreshes > refreshes) editor.refresh();
    ({ refreshes } = client);
  };
}

/** The diagnostics that the editor shows and those of the same text opened anew, once the judge has said all, or a while has passed. */
async function bothWays({ server: { client }, editor }: Drafter, uri: string): Promise<readonly [unknown, unknown]> {
  client.open(uri, editor.text, 'negotiation-draft');
  for (let seconds = 0; ; seconds++) {
    editor.refresh();
    const shown = await editor.settled();
    const report = await client.diagnose(uri);
    const anew = report.kind === 'full' ? report.items : [];
    if (JSON.stringify(shown) === JSON.stringify(anew) || seconds >= MOST_SECONDS) return [shown, anew];
    await wait(1000);
  }
}

function describeRun({ name }: Setting, times: AnswerTimes, stretches: readonly Stretch[]): string {
  const load = loadavg().map((each) => each.toFixed(1));
  const stretchLine = ({ waits, stalls, bytes }: Stretch): string =>
    `longest stall of the event loop ${stalls.longest.toFixed(1)} ms (${stalls.longestServed.toFixed(1)} ms of it served); ` +
    `${waits.pings} pings: p99 ${waits.p99.toFixed(1)} ms, longest ${waits.longest.toFixed(1)} ms ` +
    `(${waits.longestServed.toFixed(1)} ms of it served); memory at rest ${(bytes / 1e6).toFixed(0)} MB`;
  return [
    `${name}, a draft of ${WORDS} words, seed ${SEED}, load of the machine ${load.join(' ')}`,
    times.table(),
    ...stretches.map(stretchLine),
  ].join('\n');
}

describe('a server under load', () => {
  it(
    'answers whoever drafts for hours, for the text as it is, loses nothing and grows no further',
    async ({ task }) => {
      folder = mkdtempSync(join(tmpdir(), 'aide-memoire-load-'));
      const setting = prepare(folder);
      const { settings, files, draft, prose } = setting;
      const [workspace, snapshots] = [join(folder, 'workspace'), join(folder, 'snapshots')];
      for (const each of [workspace, snapshots]) mkdirSync(each);
      const uriOf = (name: string): string => pathToFileURL(join(workspace, name)).href;
      const stalls = join(folder, 'stalls');
      const options = {
        settings,
        workspaceFolders: [{ uri: pathToFileURL(workspace).href, name: 'workspace' }],
        initializationOptions: { settings, snapshotFolder: pathToFileURL(snapshots).href, briefDiagnostics: true },
      };
      const server = await spawnServer(join(ROOT, 'dist'), options, meteringStalls(stalls));
      running = server;
      const { client } = server;
      await client.whenReady();
      const times = createAnswerTimes();
      const editor = openInEditor(server, uriOf('long.draft.md'), draft, times, HASTE);
      const random = createRandom(SEED);
      const acts = draftWithoutEnd({ text: () => editor.text, ...readProse(prose), random });
      const others = openOtherWindows({ client, workspace, settings, files, random: createRandom(SEED + 1) });
      const drafter: Drafter = { server, editor, acts, others, stalls };
      const stretches: Stretch[] = [];
      const count = new Count('requests of an editor under load');
      try {
        for (const minutes of [WARM_UP, SESSION]) stretches.push(await draftFor(minutes, drafter));
        for (let look = 0; look < LOOKS; look++) {
          editor.look(Math.floor((editor.text.length * (look + 0.5)) / LOOKS));
          await editor.settled();
        }
        const [shown, anew] = await bothWays(drafter, uriOf('anew.draft.md'));
        expect(shown, `seed ${SEED}`).toEqual(anew);
        for (const wording of others.wordings) {
          const params = { query: `"${wording}"`, limit: 1 };
          const { precedents } = await client.connection.sendRequest<SearchAnswer>(SEARCH_REQUEST, params);
          expect(precedents[0]?.text, `seed ${SEED}`).toContain(wording);
        }
        const { departures } = await client.connection.sendRequest<DeparturesAnswer>(DEPARTURES_REQUEST);
        expect(departures, `seed ${SEED}`).toHaveLength(others.departures);
      } finally {
        count.tried = times.asked;
        count.lost = editor.faults.length;
        count.survived = count.tried - count.lost;
        count.tell(task);
        console.log(describeRun(setting, times, stretches));
      }
      expect(editor.faults, `seed ${SEED}`).toEqual([]);
      for (const what of ['textDocument/hover', 'textDocument/completion', 'textDocument/diagnostic']) {
        expect(times.of(what).length, `answers to ${what}`).toBeGreaterThan(tries(0, 100));
      }
      const [before = 0, after = Number.POSITIVE_INFINITY] = stretches.map(({ bytes }) => bytes);
      expect(after / before - 1, 'growth of memory').toBeLessThanOrEqual(MOST_GROWTH);
      if (!WHOLE) return;
      for (const what of ['textDocument/hover', 'textDocument/completion']) {
        const served = times.of(what).map((time) => time.served);
        expect(percentile(served, 0.99), `p99 of ${what} in milliseconds`).toBeLessThan(MOST_WAIT);
      }
      for (const stretch of stretches) {
        expect(stretch.stalls.longestServed, 'longest stall in milliseconds').toBeLessThanOrEqual(MOST_WAIT);
        expect(stretch.waits.longestServed, 'longest ping in milliseconds').toBeLessThanOrEqual(MOST_WAIT);
      }
    },
    LIMIT,
  );
});
