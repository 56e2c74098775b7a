import type { StatusParams } from '../../server/src/api/protocol.js';

/** What the language status item shows. */
export interface StatusText {
  readonly text: string;
  readonly detail: string;
  readonly busy: boolean;
  readonly severity: 'Information' | 'Warning' | 'Error';
}

/** The server's state in the words of the status item. */
export function describeStatus(status: StatusParams): StatusText {
  const problems = status.problems.map(({ file, message }) => `${nameOf(file)}: ${message}`);
  const duplicates = status.duplicates.map(
    ({ document, of }) => `${nameOf(document)} is left out: same text as ${nameOf(of)}`,
  );
  const detail = [...problems, ...duplicates].join('\n');
  if (status.state === 'indexing') return { text: 'Indexing…', detail, busy: true, severity: 'Information' };
  const size = `${count(status.documents, 'document')} · ${count(status.passages, 'passage')}`;
  if (status.state === 'error') return { text: `Error · ${size}`, detail, busy: false, severity: 'Error' };
  return problems.length === 0
    ? { text: size, detail, busy: false, severity: 'Information' }
    : { text: `${size} · ${count(problems.length, 'problem')}`, detail, busy: false, severity: 'Warning' };
}

function count(amount: number, noun: string): string {
  return `${amount} ${noun}${amount === 1 ? '' : 's'}`;
}

/** The name of a file or folder given as a URI; what is no URI as it stands. */
export function nameOf(file: string): string {
  const name = file.slice(file.lastIndexOf('/') + 1);
  return file.startsWith('file:') ? decodeURIComponent(name) : name;
}
