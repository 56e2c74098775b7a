import { appendFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { DEFAULT_SETTINGS, type Settings } from '../../server/src/api/settings.js';
import { addDeparture, DEPARTURES_FILE, type Departure } from '../../server/src/ingest/departuresFile.js';
import { pick, type Random } from '../bench/scale/random.js';
import type { TestClient } from './client.js';

/** LSP's number for "changed". */
const CHANGED = 2;

const DEPARTURE: Departure = {
  rule: 'position-conflict',
  sentence: 'This sentence stands in no draft.',
  from: { document: 'none', citation: 'para. 1', quote: 'Nor does this one stand in the record.' },
  by: 'Another window',
  date: '2026-01-01',
  reason: '',
};

/** What windows besides the drafter's change. */
export interface OtherWindows {
  /** Does the next thing: records a departure, changes the settings or saves a document of the record, in turn. */
  change(): void;
  /** Departures that were recorded. */
  readonly departures: number;
  /** What was written into documents, each somewhere else. */
  readonly wordings: readonly string[];
}

/** What the windows work on. */
export interface OtherWindowsOptions {
  readonly client: TestClient;
  /** Path of the workspace folder. */
  readonly workspace: string;
  readonly settings: Partial<Settings>;
  /** Paths of documents of the record. */
  readonly files: readonly string[];
  readonly random: Random;
}

/** Other windows that have changed nothing yet. */
export function openOtherWindows({ client, workspace, settings, files, random }: OtherWindowsOptions): OtherWindows {
  const departuresFile = join(workspace, DEPARTURES_FILE);
  const wordings: string[] = [];
  let departures = 0;
  let turn = 0;

  const tellOf = (path: string): void =>
    void client.connection.sendNotification('workspace/didChangeWatchedFiles', {
      changes: [{ uri: pathToFileURL(path).href, type: CHANGED }],
    });

  function recordDeparture(): void {
    const before = existsSync(departuresFile) ? readFileSync(departuresFile, 'utf8') : undefined;
    const edited = addDeparture(before, { ...DEPARTURE, reason: `Decided once more, ${++departures}` });
    if ('problem' in edited) throw new Error(edited.problem);
    mkdirSync(dirname(departuresFile), { recursive: true });
    writeFileSync(departuresFile, edited.text);
    tellOf(departuresFile);
  }

  function changeSettings(): void {
    const { rules, codeLens, inlayHints } = DEFAULT_SETTINGS;
    const isOn = random() < 0.5;
    client.changeSettings({
      ...settings,
      rules: { ...rules, 'term-variant': isOn ? 'information' : 'hint' },
      codeLens: { ...codeLens, enable: isOn },
      inlayHints: { ...inlayHints, enable: isOn },
    });
  }

  function saveDocument(): void {
    const file = pick(files, random);
    const wording = `the rewording number ${wordings.length + 1} of another window`;
    wordings.push(wording);
    appendFileSync(file, `\n\nWe take note of ${wording}.\n`);
    tellOf(file);
  }

  const changes = [recordDeparture, changeSettings, saveDocument];
  return {
    change: () => changes[turn++ % changes.length]?.(),
    get departures() {
      return departures;
    },
    wordings,
  };
}
