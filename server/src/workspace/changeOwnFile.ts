import { decodeBytes } from '../ingest/decode.js';
import type { FileWriter } from '../platform/host.js';
import { t } from '../util/l10n.js';

/** What a change makes of a file's text. */
export interface ChangedText {
  readonly text: string;
}

/**
 * Changes one of the workspace's own files (a file URI; `name` is what people call it); `undefined` as text: there is no
 * file yet. Answers what `change` made of it, or what has to be put right in the file first: then nothing is written.
 * Rejects when the file cannot be written.
 */
export async function changeOwnFile<T extends ChangedText>(
  fileWriter: FileWriter,
  uri: string,
  name: string,
  change: (text: string | undefined) => T | { readonly problem: string },
): Promise<T | { readonly problem: string }> {
  let outcome: T | { readonly problem: string } = { problem: '' };
  await fileWriter.updateFile(uri, (before) => {
    const decoded = before === undefined ? { text: undefined } : decodeBytes(before);
    if ('problem' in decoded) {
      outcome = { problem: t('{0}: {1}', name, decoded.problem) };
      return undefined;
    }
    outcome = change(decoded.text);
    if ('problem' in outcome || outcome.text === (decoded.text ?? '')) return undefined;
    return new TextEncoder().encode(outcome.text);
  });
  return outcome;
}
