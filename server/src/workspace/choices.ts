import { CHOICES_FILE, type Choices, NO_CHOICES, parseChoices } from '../ingest/choicesFile.js';
import type { CorpusProblem } from '../ingest/corpusDocument.js';
import { decodeBytes } from '../ingest/decode.js';
import type { FileSystem } from '../platform/host.js';
import { joinUri } from '../util/fileUri.js';

/** Bytes; it is written by hand or entry by entry. */
const LARGEST = 1_000_000;

/** What the workspace's `corpus.yaml` says; no choice where there is none. Never rejects. */
export async function readChoices(
  fileSystem: FileSystem,
  workspaceFolder: string | undefined,
): Promise<{ readonly choices: Choices; readonly problems: readonly CorpusProblem[] }> {
  if (workspaceFolder === undefined) return { choices: NO_CHOICES, problems: [] };
  const uri = choicesUri(workspaceFolder);
  const bytes = await fileSystem.readFile(uri, LARGEST).catch(() => undefined);
  if (bytes === undefined) return { choices: NO_CHOICES, problems: [] };
  const decoded = decodeBytes(bytes);
  if ('problem' in decoded) {
    const message = `${CHOICES_FILE}: it ${decoded.problem}`;
    return { choices: NO_CHOICES, problems: [{ file: uri, message }] };
  }
  return parseChoices(uri, decoded.text);
}

/** Where a workspace keeps its choices. */
export function choicesUri(workspaceFolder: string): string {
  return joinUri(workspaceFolder, ...CHOICES_FILE.split('/'));
}
