import type { StatusParams } from '../../../server/src/api/protocol.js';
import type { Localizer } from '../localizer.js';
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
export function skippedFiles({ problems, duplicates }: StatusParams, l10n: Localizer): readonly SkippedFile[] {
  return [
    ...problems
      .filter(({ skipped }) => skipped === true)
      .map(({ file, message }) => {
        const name = nameOf(file);
        return { name, ...(file.startsWith('file:') ? { uri: file } : {}), reason: withoutHead(message, name, l10n) };
      }),
    ...duplicates.map(({ document, of }) => ({ name: document, reason: '', copyOf: of })),
  ];
}

/** The message without what its row says: the file's name, and that it was skipped. */
function withoutHead(message: string, name: string, l10n: Localizer): string {
  const heads = [l10n.t('{0}: skipped: {1}', name, ''), l10n.t('skipped: {0}', ''), l10n.t('{0}: {1}', name, '')];
  const rest = message.slice(heads.find((head) => message.startsWith(head))?.length ?? 0);
  return rest.charAt(0).toUpperCase() + rest.slice(1);
}
