import type { ImportedFile, ImportReport } from '../../server/src/api/protocol.js';

/** The report of an import as a Markdown document: what was skipped and why comes first, since it needs the reader. */
export function describeImport({ files, problems, remaining }: ImportReport): string {
  const having = (wanted: ImportedFile['outcome']) => files.filter(({ outcome }) => outcome === wanted);
  const skipped = [
    ...problems.map(({ file, message }) => entry(link(file), [message])),
    ...having('skipped').map((file) => entry(link(file.source), remarksOf(file))),
  ];
  const counts = [
    `${having('read').length} read`,
    ...(having('present').length === 0 ? [] : [`${having('present').length} there already`]),
    `${skipped.length} skipped`,
    ...(remaining === 0 ? [] : [`${remaining} not reached, because the import was cancelled`]),
  ];
  return [
    '# Imported documents',
    `${counts.join(', ')}.`,
    ...section('Skipped', skipped),
    ...section('Read', having('read').map(describeRead)),
    ...section(
      'There already',
      having('present').map(({ source, written }) =>
        entry(`${link(written ?? source)} holds the text of ${link(source)}`, []),
      ),
    ),
    '',
  ].join('\n\n');
}

function describeRead(file: ImportedFile): string {
  const { source, written, passages, guessed } = file;
  const size = `${passages} passage${passages === 1 ? '' : 's'}`;
  const values = guessed.map(({ field, value }) => `${field} “${value}”`).join(', ');
  return entry(`${link(written ?? source)}, ${size}, from ${link(source)}`, [
    ...(values === '' ? [] : [`Guessed, please check: ${values}.`]),
    ...remarksOf(file),
  ]);
}

/** The remarks without the name of the file, which stands above them. */
function remarksOf({ source, remarks }: ImportedFile): readonly string[] {
  const name = `${nameOf(source)}: `;
  return remarks.map((remark) => (remark.startsWith(name) ? remark.slice(name.length) : remark));
}

function section(title: string, entries: readonly string[]): readonly string[] {
  return entries.length === 0 ? [] : [`## ${title}`, entries.join('\n')];
}

function entry(head: string, remarks: readonly string[]): string {
  return [`- ${head}`, ...remarks.map((remark) => `  - ${escape(remark)}`)].join('\n');
}

function link(uri: string): string {
  return `[${escape(nameOf(uri))}](<${uri}>)`;
}

function nameOf(uri: string): string {
  const name = uri.slice(uri.lastIndexOf('/') + 1);
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}

/** The text on one line, with nothing in it that Markdown would read as more than text (CommonMark 0.31, 2.4). */
function escape(text: string): string {
  return text.replace(/[\s\p{Cc}]+/gu, ' ').replace(/[!-/:-@[-`{-~]/g, '\\$&');
}
