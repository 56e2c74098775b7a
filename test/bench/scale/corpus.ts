import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { createTextGenerator } from './generatedText.js';

/** Speeches of the General Debate, 1946 on, as their collection is published: "Session 76 - 2021/PAK_76_2021.txt". */
const SPEECH = /^([A-Z]{2,4})_\d+_(\d{4})\.txt$/;
const GENERATED_DOCUMENTS = 3_000;
/** By their names in the files: the delegation that drafts, as its own and others' texts call it, and States that stand for its groups. */
const NAMED: ReadonlyMap<string, string> = new Map([
  ['PAK', 'Pakistan'],
  ['BRA', 'Brazil'],
  ['EGY', 'Egypt'],
  ['IDN', 'Indonesia'],
  ['IND', 'India'],
  ['ZAF', 'South Africa'],
]);
export const [DELEGATION = '', ...GROUPS]: readonly string[] = [...NAMED.values()];
/** Documents kept out of the record, for drafts that nobody has indexed. */
const DRAFTS = 12;
/** Characters of a draft from each of them, or a little more: about 500 words. */
const DRAFT_CHARACTERS = 3_000;

/** The documents that everything is measured on. */
export interface Corpus {
  readonly name: string;
  /** Absolute paths, in an order that is the same every time. */
  readonly files: readonly string[];
  /** Documents of the same kind that are not among `files`. */
  readonly drafts: readonly string[];
}

/** Some of a corpus in a folder of its own, to be read and changed. */
export interface Part {
  readonly folder: string;
  /** 1/8: every eighth document. */
  readonly share: number;
  readonly files: readonly string[];
  /** Whose documents they are, as far as their names say. */
  readonly holders: readonly string[];
  /** Size of the documents in bytes. */
  readonly bytes: number;
}

/**
 * The documents of `folder`, else those of the General Debate's archive beside the project, else invented ones. What has to
 * be unpacked or made goes into `temporary`.
 */
export function openCorpus(folder: string | undefined, archive: string, temporary: string): Corpus {
  if (folder !== undefined) return corpusOf(folder, folder);
  const unpacked = join(temporary, 'corpus');
  mkdirSync(unpacked);
  if (existsSync(archive)) {
    execFileSync('tar', ['-xzf', archive, '-C', unpacked]);
    return corpusOf('General Debate of the United Nations', unpacked);
  }
  const generate = createTextGenerator(1);
  const speakers = [...NAMED.keys(), ...Array.from('ABCDEFGHIJKLMN', (letter) => `Q${letter}Q`)];
  for (let i = 0; i < GENERATED_DOCUMENTS; i++) {
    const session = Math.floor(i / speakers.length);
    writeFileSync(join(unpacked, `${speakers[i % speakers.length]}_${session}_${1800 + session}.txt`), generate());
  }
  return corpusOf('invented speeches (test/bench/scale/generatedText.ts, seed 1)', unpacked);
}

function corpusOf(name: string, folder: string): Corpus {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    // macOS keeps what its files have besides text in "._" files.
    .filter((entry) => entry.isFile() && !entry.name.startsWith('.') && /\.(?:txt|md)$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  const every = Math.max(2, Math.floor(files.length / DRAFTS));
  const isDraft = (_: string, i: number): boolean => i % every === every - 1;
  const drafts = files.filter(isDraft);
  if (drafts.length === 0) throw new Error(`${folder} holds fewer than two documents of text (.txt, .md).`);
  return { name, files: files.filter((file, i) => !isDraft(file, i)), drafts };
}

/** Copies every n-th document into `folder`, with a `corpus.yaml` that says of speeches what their file names say. */
export function copyPart({ files }: Corpus, share: number, folder: string): Part {
  const every = Math.round(1 / share);
  const chosen = files.filter((_, i) => i % every === 0);
  const copies = chosen.map((file) => {
    const copy = join(folder, relative(dirname(dirname(file)), file));
    cpSync(file, copy);
    return copy;
  });
  for (const beside of new Set(copies.map((copy) => dirname(copy)))) stateSpeeches(beside);
  const holders = [...new Set(copies.flatMap((file) => statedBy(file).holder ?? []))];
  return { folder, share, files: copies, holders, bytes: copies.reduce((sum, file) => sum + statSync(file).size, 0) };
}

function stateSpeeches(folder: string): void {
  const entries = readdirSync(folder).flatMap((name) => {
    const { holder, date } = statedBy(name);
    return holder === undefined ? [] : [`${name}:\n  holder: ${holder}\n  date: "${date}"\n  kind: statement\n`];
  });
  if (entries.length > 0) writeFileSync(join(folder, 'corpus.yaml'), entries.join(''));
}

/** Who holds the speech of this file and when it was given, as far as its name says so. */
export function statedBy(file: string): { holder?: string; date?: string } {
  const [, code, date] = SPEECH.exec(basename(file)) ?? [];
  return code === undefined || date === undefined ? {} : { holder: NAMED.get(code) ?? code, date };
}

/** Paragraphs of documents that are not indexed, as one draft of about 6,000 words, or with so many characters of each. */
export function draftText({ drafts }: Corpus, characters = DRAFT_CHARACTERS): string {
  return drafts.map((file) => middleOf(readFileSync(file, 'utf8'), characters)).join('\n\n');
}

/** The lines of a text that hold its first words. */
export function firstWords(text: string, words: number): string {
  let left = words;
  const lines = text.split('\n');
  const end = lines.findIndex((line) => (left -= line.split(/\s+/).filter(Boolean).length) <= 0);
  return lines.slice(0, end === -1 ? undefined : end + 1).join('\n');
}

function middleOf(text: string, characters: number): string {
  const lines = text.split('\n').flatMap((line) => line.trim() || []);
  const from = Math.floor(lines.length / 3);
  const chosen: string[] = [];
  let length = 0;
  for (const line of lines.slice(from)) {
    if (length >= characters) break;
    chosen.push(line);
    length += line.length;
  }
  return chosen.join('\n\n');
}
