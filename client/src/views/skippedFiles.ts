import type { StatusParams } from '../../../server/src/api/protocol.js';
import { nameOf } from '../statusText.js';

/** A file or folder that is not in the record, and why. */
export interface SkippedFile {
  /** What it is called. */
  readonly name: string;
  /** URI, where it can be read again. */
  readonly uri?: string;
  /** What is wrong with it and what to do; empty where another document holds the same text. */
  readonly reason: string;
  /** The document that holds the same text, by its id; absent for what could not be read. */
  readonly copyOf?: string;
}

/** What is not in the record, in the order of the status. */
export function skippedFiles({ problems, duplicates }: StatusParams): readonly SkippedFile[] {
  return [
    ...problems
      .filter(({ skipped }) => skipped === true)
      .map(({ file, message }) => {
        const name = nameOf(file);
        return { name, ...(file.startsWith('file:') ? { uri: file } : {}), reason: withoutHead(message, name) };
      }),
    ...duplicates.map(({ document, of }) => ({ name: document, reason: '', copyOf: of })),
  ];
}

/** The message without what its row says: the file's name, and that it was skipped. */
function withoutHead(message: string, name: string): string {
  const rest = [`${name}: `, 'skipped: '].reduce(
    (text, head) => (text.startsWith(head) ? text.slice(head.length) : text),
    message,
  );
  return rest.charAt(0).toUpperCase() + rest.slice(1);
}
