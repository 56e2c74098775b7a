import type { ImportedFile, ImportReport } from '../../../server/src/api/protocol.js';

/** The report of an import as plain text, so that no name of a file can be read as markup. */
export interface ReportText {
  readonly text: string;
  /** The names in the text that lead to a file. UTF-16 offsets, end exclusive. */
  readonly links: readonly { readonly start: number; readonly end: number; readonly uri: string }[];
}

/** A piece of a line: words, or the name of the file that it leads to. */
type Piece = string | { readonly uri: string };

/** The report in words. What was skipped and why comes first, since it needs the reader. */
export function describeImport({ files, problems, remaining }: ImportReport): ReportText {
  const having = (wanted: ImportedFile['outcome']) => files.filter(({ outcome }) => outcome === wanted);
  const skipped = [
    ...problems.map(({ file, message }) => entry([{ uri: file }], [message])),
    ...having('skipped').map((file) => entry([{ uri: file.source }], remarksOf(file))),
  ];
  const counts = [
    `${having('read').length} read`,
    ...(having('present').length === 0 ? [] : [`${having('present').length} there already`]),
    `${skipped.length} skipped`,
    ...(remaining === 0 ? [] : [`${remaining} not reached, because the import was cancelled`]),
  ];
  return write([
    [`Imported documents: ${counts.join(', ')}.`],
    ...section('Skipped', skipped),
    ...section('Read', having('read').map(describeRead)),
    ...section('There already', having('present').map(describePresent)),
  ]);
}

function describeRead(file: ImportedFile): readonly Piece[][] {
  const { source, written = source, passages, guessed } = file;
  const size = `${passages} passage${passages === 1 ? '' : 's'}`;
  return entry(
    [{ uri: written }, `: ${size}, from `, { uri: source }],
    [...guessed.map(({ field, value }) => `guessed, please check: ${field}: ${value}`), ...remarksOf(file)],
  );
}

function describePresent({ source, written = source }: ImportedFile): readonly Piece[][] {
  return entry([{ uri: written }, ' holds the text of ', { uri: source }], []);
}

function section(title: string, entries: readonly (readonly Piece[][])[]): readonly Piece[][] {
  return entries.length === 0 ? [] : [[], [title], ...entries.flat()];
}

function entry(head: readonly Piece[], remarks: readonly string[]): readonly Piece[][] {
  return [['  ', ...head], ...remarks.map((remark) => [`      ${onOneLine(remark)}`])];
}

/** The remarks without what the headings above them say: the file's name and that it was skipped. */
function remarksOf({ source, outcome, remarks }: ImportedFile): readonly string[] {
  const said = [`${nameOf(source)}: `, ...(outcome === 'skipped' ? ['skipped: '] : [])];
  return remarks.map((remark) =>
    said.reduce((rest, words) => (rest.startsWith(words) ? rest.slice(words.length) : rest), remark),
  );
}

function write(lines: readonly (readonly Piece[])[]): ReportText {
  const links: { start: number; end: number; uri: string }[] = [];
  let text = '';
  for (const line of lines) {
    for (const piece of line) {
      const start = text.length;
      text += typeof piece === 'string' ? piece : nameOf(piece.uri);
      if (typeof piece !== 'string') links.push({ start, end: text.length, uri: piece.uri });
    }
    text += '\n';
  }
  return { text, links };
}

function nameOf(uri: string): string {
  const name = uri.slice(uri.lastIndexOf('/') + 1);
  try {
    return onOneLine(decodeURIComponent(name));
  } catch {
    return name;
  }
}

function onOneLine(text: string): string {
  return text.replace(/[\s\p{Cc}]+/gu, ' ');
}
