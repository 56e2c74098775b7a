import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { createDraft, type Draft } from '../draft/draft.js';
import { withFieldsAbove } from '../draft/frontMatter.js';
import { type ReadLimits, toReadLimits } from '../ingest/formats.js';
import { readOut } from '../ingest/readDocument.js';
import { createConverter } from '../node/convertApart.js';
import type { ServiceContext } from '../service/context.js';
import { readBytes, readInput } from './readInput.js';

/** A draft in Word as it is in its file. */
export interface WordDraft {
  readonly bytes: Uint8Array;
  /** What is checked. */
  readonly text: string;
  /** UTF-16 units of `text` that stand above what was read out of the file. */
  readonly above: number;
}

/** What to name instead of a folder. */
const DRAFTS = 'the drafts in it';
const convert = createConverter(join(__dirname, 'readerWorker.cjs'));

/** The draft in a file: text, or Word; or the text in standard input for `-`. Rejects with a message that names the file and what to do. */
export async function readDraft(file: string, context: ServiceContext): Promise<Draft> {
  const text = isWord(file)
    ? (await readWordDraft(file, toReadLimits(context.settings.corpus.limits))).text
    : await readInput(file, DRAFTS);
  return draftFromText(pathToFileURL(resolve(file)).href, text, context);
}

/** Whether a file of that name is read as one of Word. */
export function isWord(file: string): boolean {
  return /\.docx$/iu.test(file);
}

/** The draft in a Word file. Rejects as `readDraft` does. */
export async function readWordDraft(file: string, limits: ReadLimits): Promise<WordDraft> {
  const bytes = await readBytes(file, DRAFTS);
  const read = await readOut('docx', bytes, limits, convert);
  if ('problem' in read) throw new Error(`${file}: ${read.problem}`);
  const text = withFieldsAbove(read.text);
  return { bytes, text, above: text.length - read.text.length };
}

/** A draft that is not in a file, or not any more. */
export function draftFromText(uri: string, text: string, context: ServiceContext): Draft {
  return createDraft(TextDocument.create(uri, 'negotiation-draft', 1, text), context.tokenize);
}
