import { decodeBytes } from '../ingest/decode.js';
import type { FileWriter } from '../platform/host.js';
import { t } from '../util/l10n.js';

/** What came of an edit of a file: its zero-based line, or what has to be put right in the file first. */
export type YamlUpdate = { readonly line: number } | { readonly problem: string };

const MARK = Uint8Array.of(0xef, 0xbb, 0xbf);

/**
 * Puts what `edit` makes of a file's text (`undefined`: there is no file) in its place, in turn with everybody who writes it.
 * Nothing is written where there is a problem, or where the file is not UTF-8: it would not stay as it is. Rejects when the
 * file cannot be written.
 */
export async function updateYaml(
  fileWriter: FileWriter,
  uri: string,
  edit: (text: string | undefined) => { readonly text: string; readonly line: number } | { readonly problem: string },
): Promise<YamlUpdate> {
  let outcome: YamlUpdate = { problem: '' };
  const name = uri.slice(uri.lastIndexOf('/') + 1);
  await fileWriter.updateFile(uri, (before) => {
    const decoded = before === undefined ? { text: undefined } : decodeBytes(before);
    if ('problem' in decoded) {
      outcome = { problem: `${name} ${decoded.problem}` };
      return undefined;
    }
    const isMarked = before !== undefined && startsWith(before, MARK);
    const write = (text: string) => new TextEncoder().encode(isMarked ? `\ufeff${text}` : text);
    if (before !== undefined && !isSame(write(decoded.text ?? ''), before)) {
      outcome = { problem: t('{0} is not UTF-8 text: save it as UTF-8.', name) };
      return undefined;
    }
    const edited = edit(decoded.text);
    outcome = edited;
    return 'problem' in edited ? undefined : write(edited.text);
  });
  return outcome;
}

function startsWith(bytes: Uint8Array, start: Uint8Array): boolean {
  return start.every((byte, i) => bytes[i] === byte);
}

function isSame(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && startsWith(a, b);
}
