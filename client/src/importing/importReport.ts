import type { ImportedFile, ImportReport } from '../../../server/src/api/protocol.js';
import type { Localizer } from '../localizer.js';

/** The report of an import as plain text, so that no name of a file can be read as markup. */
export interface ReportText {
  readonly text: string;
  /** The names in the text that lead to a file. UTF-16 offsets, end exclusive. */
  readonly links: readonly { readonly start: number; readonly end: number; readonly uri: string }[];
}

/** A piece of a line: words, or the name of the file that it leads to. */
type Piece = string | { readonly uri: string };

/** The report in words. What was skipped and why comes first, since it needs the reader. */
export function describeImport({ files, problems, remaining }: ImportReport, l10n: Localizer): ReportText {
  const having = (wanted: ImportedFile['outcome']) => files.filter(({ outcome }) => outcome === wanted);
  const skipped = [
    ...problems.map(({ file, message }) => entry([{ uri: file }], [message])),
    ...having('skipped').map((file) => entry([{ uri: file.source }], remarksOf(file, l10n))),
  ];
  const counts = [
    l10n.t('{0} read', having('read').length),
    ...(having('present').length === 0 ? [] : [l10n.t('{0} there already', having('present').length)]),
    l10n.t('{0} skipped', skipped.length),
    ...(remaining === 0 ? [] : [l10n.t('{0} not reached, because the import was cancelled', remaining)]),
  ];
  return write([
    [l10n.t('Imported documents: {0}.', counts.join(', '))],
    ...section(l10n.t('Skipped'), skipped),
    ...section(
      l10n.t('Read'),
      having('read').map((file) => describeRead(file, l10n)),
    ),
    ...section(
      l10n.t('There already'),
      having('present').map((file) => describePresent(file, l10n)),
    ),
  ]);
}

function describeRead(file: ImportedFile, l10n: Localizer): readonly Piece[][] {
  const { source, written = source, passages, guessed } = file;
  const files = [{ uri: written }, { uri: source }];
  const head =
    passages === 1
      ? l10n.t('{0}: 1 passage, from {1}', ...OPEN)
      : l10n.t('{0}: {2} passages, from {1}', ...OPEN, passages);
  return entry(withFiles(head, files), [
    ...guessed.map(({ field, value }) => l10n.t('guessed, please check: {0}', `${field}: ${value}`)),
    ...remarksOf(file, l10n),
  ]);
}

function describePresent({ source, written = source }: ImportedFile, l10n: Localizer): readonly Piece[][] {
  return entry(withFiles(l10n.t('{0} holds the text of {1}', ...OPEN), [{ uri: written }, { uri: source }]), []);
}

/** Values of a message that leave the places of its two files open. */
const OPEN = ['{0}', '{1}'] as const;

/** The pieces of a message that left them open, with the files in whatever order its language has them. */
function withFiles(message: string, files: readonly Piece[]): readonly Piece[] {
  return message.split(/(\{[01]\})/).map((part) => files[OPEN.findIndex((place) => place === part)] ?? part);
}

function section(title: string, entries: readonly (readonly Piece[][])[]): readonly Piece[][] {
  return entries.length === 0 ? [] : [[], [title], ...entries.flat()];
}

function entry(head: readonly Piece[], remarks: readonly string[]): readonly Piece[][] {
  return [['  ', ...head], ...remarks.map((remark) => [`      ${onOneLine(remark)}`])];
}

/** The remarks without what the headings above them say: the file's name and that it was skipped. */
function remarksOf({ source, outcome, remarks }: ImportedFile, l10n: Localizer): readonly string[] {
  const name = nameOf(source);
  const said = [
    ...(outcome === 'skipped' ? [l10n.t('{0}: skipped: {1}', name, '')] : []),
    l10n.t('{0}: {1}', name, ''),
  ];
  return remarks.map((remark) => remark.slice(said.find((words) => remark.startsWith(words))?.length ?? 0));
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
