import { decodeText } from '../ingest/decode.js';
import type { Edited } from '../ingest/yamlEdits.js';
import type { FileWriter } from '../platform/host.js';
import { t } from '../util/l10n.js';

const MARK = Uint8Array.of(0xef, 0xbb, 0xbf);

/**
 * Puts what `edit` makes of the text of one of the workspace's own files (a file URI; `name` is what people call it) in its
 * place, in turn with everybody who writes it; `undefined` as text: there is no file yet. Nothing is written where there is
 * a problem, or where the file is not UTF-8: it would not stay as it is. Rejects when the file cannot be written, or lies
 * outside the folder `within` because of a link.
 */
export async function changeOwnFile(
  fileWriter: Pick<FileWriter, 'updateFile'>,
  uri: string,
  name: string,
  edit: (text: string | undefined) => Edited,
  within?: string,
): Promise<Edited> {
  let outcome: Edited = { problem: '' };
  await fileWriter.updateFile(
    uri,
    (before) => {
      const decoded = before === undefined ? { text: undefined } : decodeText(name, before);
      if ('problem' in decoded) {
        outcome = decoded;
        return undefined;
      }
      const isMarked = before !== undefined && startsWith(before, MARK);
      const write = (text: string) => new TextEncoder().encode(isMarked ? `\ufeff${text}` : text);
      if (before !== undefined && !isSame(write(decoded.text ?? ''), before)) {
        outcome = { problem: t('{0} is not UTF-8 text: save it as UTF-8.', name) };
        return undefined;
      }
      outcome = edit(decoded.text);
      return 'problem' in outcome ? undefined : write(outcome.text);
    },
    within,
  );
  return outcome;
}

function startsWith(bytes: Uint8Array, start: Uint8Array): boolean {
  return start.every((byte, i) => bytes[i] === byte);
}

function isSame(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && startsWith(a, b);
}
