import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { WordComment } from '../ingest/docx/annotate.js';
import { toReadLimits } from '../ingest/formats.js';
import { wordsOfWritten } from '../ingest/writeParagraph.js';
import { createNodeFileWriter } from '../node/fileWriter.js';
import { replaceFile } from '../node/wholeFile.js';
import type { ServiceContext } from '../service/context.js';
import { plural } from '../service/precedents.js';
import type { CheckedFinding } from './checkedFinding.js';
import { isWord, readWordDraft, type WordDraft } from './readDraft.js';

/** Where findings are written as comments of Word. */
export interface AnnotateOptions {
  /** The copy of the draft that receives them. */
  readonly annotate?: string;
  /** Whether a file that is there is replaced. */
  readonly force?: boolean;
}

const AUTHOR = { name: 'Aide-Mémoire', initials: 'AM' };

/** Rejects with what to do when the copy cannot be written: told before anything is checked. */
export async function checkTarget(files: readonly string[], target: string, force: boolean): Promise<void> {
  const [file, ...others] = files;
  if (file === undefined || others.length > 0) throw new Error('--annotate takes one draft. Run check once for each.');
  if (!isWord(file))
    throw new Error(`${file}: --annotate puts comments into drafts in Word. Name a file that ends in .docx.`);
  if (!isWord(target)) throw new Error(`${target}: the copy is a Word file too. Name one that ends in .docx.`);
  const [original, there] = await Promise.all(
    [file, target].map((path) => stat(path, { bigint: true }).catch(() => undefined)),
  );
  if (there === undefined) return;
  if (original?.ino === there.ino && original.dev === there.dev) {
    throw new Error(`${target}: this is the draft itself, which is never changed. Name another file for the copy.`);
  }
  if (!force) throw new Error(existsAlready(target));
}

/**
 * Writes a copy of a draft in Word in which each finding is a comment, dated `now`. Answers what was done, in a sentence or
 * two. Rejects with what to do when the draft cannot be read as it was checked, or the copy not be written.
 */
export async function annotateDraft(
  file: string,
  { annotate: target = '', force = false }: AnnotateOptions,
  findings: readonly CheckedFinding[],
  { settings }: ServiceContext,
  now: Date,
): Promise<string> {
  const limits = toReadLimits(settings.corpus.limits);
  const draft = await readWordDraft(file, limits);
  const comments = commentsOf(draft, findings);
  if (comments === undefined) throw new Error(`${file}: it was changed while it was checked. Check it again.`);
  // Loaded only when needed, with the readers.
  const { annotateDocx } = await import('../ingest/formatReaders.js');
  const annotated = await annotateDocx(draft.bytes, limits, comments, { ...AUTHOR, date: now });
  if ('problem' in annotated) throw new Error(`${file}: ${annotated.problem}`);
  await write(target, annotated.bytes, force);
  const { length } = comments;
  const done = `${target}: ${plural(length, 'comment')} for ${plural(length, 'finding')}.`;
  const { near } = annotated;
  if (near === 0) return done;
  return near === 1
    ? `${done} 1 cannot stand at its words: it stands beside them and quotes them.`
    : `${done} ${near} cannot stand at their words: they stand beside them and quote them.`;
}

/** A comment for each finding; `undefined` when the draft does not have the words of one any more. */
function commentsOf({ text, above }: WordDraft, findings: readonly CheckedFinding[]): WordComment[] | undefined {
  const document = TextDocument.create('', '', 1, text);
  const comments = findings.map((finding): WordComment & { readonly isThere: boolean } => {
    const start = document.offsetAt({ line: finding.line - 1, character: finding.column - 1 });
    const end = document.offsetAt({ line: finding.endLine - 1, character: finding.endColumn - 1 });
    const words = wordsOfWritten(text.slice(start, end));
    const lines = linesOf(finding);
    return { start: start - above, end: end - above, words, lines, isThere: words === finding.words };
  });
  return comments.every(({ isThere }) => isThere) ? comments : undefined;
}

/** What is said of a finding, then its evidence as far as that does not say it already, then the rule. */
function linesOf({ message, evidence, code, severity }: CheckedFinding): string[] {
  const more = evidence.map(({ text }) => text).filter((text) => !message.includes(text));
  return [...message.split('\n'), ...more, `${code} (${severity})`];
}

async function write(target: string, content: Uint8Array, force: boolean): Promise<void> {
  const isNew = await createNodeFileWriter()
    .createFile(pathToFileURL(resolve(target)).href, content)
    .catch(() => undefined);
  if (isNew === true) return;
  if (isNew === false && !force) throw new Error(existsAlready(target));
  const isWritten =
    isNew === false &&
    (await replaceFile(target, content).then(
      () => true,
      () => false,
    ));
  if (!isWritten) throw new Error(`${target}: cannot be written. Name a file in a folder that you may write into.`);
}

function existsAlready(target: string): string {
  return `${target}: there is such a file already. Name another one, or let it be replaced with --force.`;
}
