import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { CHOOSE_REQUEST, DECIDE_REQUEST, RECORD_DEPARTURE_REQUEST } from '../../server/src/api/protocol.js';
import { parseChoices } from '../../server/src/ingest/choicesFile.js';
import { parseDepartures } from '../../server/src/ingest/departuresFile.js';
import { parsePositions } from '../../server/src/ingest/positionsFile.js';
import { corpusFile } from './files.js';
import { CONTRADICTION, type ServerProcess } from './serverProcess.js';

/** The folder of a workspace's own files. */
export const OWN_FOLDER = '.aide-memoire';
/** More than a new file is given. */
const MODE = 0o666;

/** What people have written into their files, in their own way. */
const WRITTEN: Readonly<Record<string, string>> = {
  'departures.yaml': [
    '# Cleared by the legal adviser. Keep the order.',
    'departures:',
    '  # The first one',
    "  - {rule: position-conflict, by: 'A. Drafter', date: \"2026-01-02\", reason: telegram 7, sentence: 'We agree.',",
    '     from: {document: earlier, citation: para. 1,   quote: "We do not agree."}}',
    '',
  ].join('\n'),
  'positions.yaml': [
    '# Instructions of 12 March',
    'retired:   # not used any more',
    'confirmed:',
    '  - words:  We agree.',
    '    document: earlier',
    '',
  ].join('\n'),
  'corpus.yaml': ['pinned:', '  - document:   earlier   # by the head of the delegation', 'retired: []', ''].join('\n'),
};

/** Writes files of a workspace as people write them. `comment`: what they end with. */
export function writeOwnFiles(workspace: string, comment = ''): void {
  const folder = join(workspace, OWN_FOLDER);
  mkdirSync(folder, { recursive: true });
  for (const [name, text] of Object.entries(WRITTEN)) {
    writeFileSync(join(folder, name), text + comment);
    chmodSync(join(folder, name), MODE);
  }
}

/** Documents of the record that can be pinned, and whose statements can be confirmed, by their number. */
export const BANS = 24;
const banName = (n: number): string => `ban-${n}`;
const banText = (n: number): string => `Pakistan calls for a ban on offensive cyber weapons in region ${n}.`;

/** Writes a record with something to decide about. */
export function writeBans(corpus: string): void {
  for (let n = 0; n < BANS; n++) {
    // Unlike the others, since copies are left out.
    const own = Array.from({ length: 40 }, (_, k) => `w${n}x${k}`).join(' ');
    writeFileSync(
      join(corpus, `${banName(n)}.md`),
      corpusFile('Pakistan', '2022-05-05', `1. ${banText(n)}\n\n2. ${own}.`),
    );
  }
}

/** One of a workspace's own files, as people change it through the server. */
export interface OwnFile {
  readonly name: string;
  /** Writes an entry that is known by its number; resolves once the server has said that it is there. */
  write(server: ServerProcess, corpus: string, n: number): Promise<unknown>;
  /** What an entry is known by. */
  keyOf(n: number): string;
  /** What the entries of the text are known by, and what is wrong with it. */
  read(text: string): { readonly keys: readonly (string | undefined)[]; readonly problems: readonly unknown[] };
}

/** All of them. Of departures there may be any number, of others one for each of the `BANS`. */
export const OWN_FILES: readonly OwnFile[] = [
  {
    name: 'departures.yaml',
    async write({ client }, _, n) {
      const from = { document: 'earlier', citation: 'para. 2', quote: 'Pakistan calls for an outright ban.' };
      const subject = { rule: 'position-conflict', sentence: CONTRADICTION, from };
      const departure = { subject, by: 'A. Drafter', reason: `telegram ${n}-2` };
      return client.connection.sendRequest(RECORD_DEPARTURE_REQUEST, departure);
    },
    keyOf: (n) => `telegram ${n}-2`,
    read(text) {
      const { departures, problems } = parseDepartures('', text);
      return { keys: departures.map(({ reason }) => reason), problems };
    },
  },
  {
    name: 'positions.yaml',
    async write({ client }, corpus, n) {
      const uri = pathToFileURL(join(corpus, `${banName(n)}.md`)).href;
      const statement = { holder: 'Pakistan', topic: 'offensive cyber weapons', uri, text: banText(n) };
      return client.connection.sendRequest(DECIDE_REQUEST, { decision: 'confirm', statement });
    },
    keyOf: banName,
    read(text) {
      const { decisions, problems } = parsePositions('', text);
      return { keys: decisions.confirmed.map(({ document }) => document), problems };
    },
  },
  {
    name: 'corpus.yaml',
    async write({ client }, corpus, n) {
      const uri = pathToFileURL(join(corpus, `${banName(n)}.md`)).href;
      return client.connection.sendRequest(CHOOSE_REQUEST, { action: 'pin', document: uri });
    },
    keyOf: (n) => `${banName(n)}.md`,
    read(text) {
      const { choices, problems } = parseChoices('', text);
      return { keys: choices.pinned.map(({ document }) => document), problems };
    },
  },
];

/** Writes an entry; `false` when the server was killed before it could answer. */
export async function hasWritten(file: OwnFile, server: ServerProcess, corpus: string, n: number): Promise<boolean> {
  try {
    await file.write(server, corpus, n);
    return true;
  } catch (error) {
    if (String(error).includes('disposed')) return false;
    throw error;
  }
}

/** What is wrong with a file whose entries of these numbers are written, in words; empty when each is there once. */
export function faultsOf(
  { name, keyOf, read }: OwnFile,
  workspace: string,
  written: readonly number[],
): readonly string[] {
  const { keys, problems } = read(readFileSync(join(workspace, OWN_FOLDER, name), 'utf8'));
  const wrong = written.filter((n) => keys.filter((key) => key === keyOf(n)).length !== 1);
  return [
    ...problems.map((problem) => `${name}: ${JSON.stringify(problem)}`),
    ...wrong.map((n) => `${name} does not hold ${keyOf(n)} once`),
  ];
}

/** What became of what people had written into the files, in words; empty when all of it is there as it was. */
export function lossesOf(workspace: string): readonly string[] {
  return Object.entries(WRITTEN).flatMap(([name, written]) => {
    const file = join(workspace, OWN_FOLDER, name);
    if (!existsSync(file)) return [`${name} is gone`];
    const lines = readFileSync(file, 'utf8').split('\n');
    let from = 0;
    const missing = written.split('\n').filter((line) => {
      const at = lines.indexOf(line, from);
      from = at === -1 ? from : at + 1;
      return at === -1;
    });
    const mode = statSync(file).mode & 0o777;
    return [
      ...missing.map((line) => `${name} no longer says, or elsewhere: ${line}`),
      ...(mode === MODE ? [] : [`${name} has the mode ${mode.toString(8)}`]),
    ];
  });
}

/** Names in a folder that are none of the files meant: what a writer has left. */
export function leftIn(folder: string): readonly string[] {
  return readdirSync(folder).filter((name) => name.startsWith('.aide-memoire-') || name.endsWith('.part'));
}
