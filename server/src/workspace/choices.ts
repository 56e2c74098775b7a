import { type CorpusIndex, placeKey } from '../index/corpusIndex.js';
import { chosenPlaces } from '../index/retired.js';
import { type Choice, CHOICES_FILE, type Choices, NO_CHOICES, parseChoices } from '../ingest/choicesFile.js';
import type { CorpusProblem } from '../ingest/corpusDocument.js';
import { decodeBytes } from '../ingest/decode.js';
import type { FileSystem } from '../platform/host.js';
import { plural } from '../service/precedents.js';
import type { Tokenizer } from '../text/tokens.js';
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

/** What a choice is checked against. */
interface ChoiceSources {
  readonly tokenize: Tokenizer;
  readonly workspaceFolder: string | undefined;
  /** Whether the indexes hold all that there is. */
  readonly isWhole: boolean;
}

/**
 * Choices that mean nothing of the indexes, and how much is retired: that is told whenever it is so, since whoever opens
 * somebody else's workspace would not look for it.
 */
export function problemsOf(
  { pinned, retired }: Choices,
  indexes: readonly CorpusIndex[],
  { tokenize, workspaceFolder = '', isWhole }: ChoiceSources,
): readonly CorpusProblem[] {
  const file = choicesUri(workspaceFolder);
  const placesOf = (choice: Choice) => indexes.flatMap((index) => chosenPlaces(choice, index, tokenize));
  const hidden = new Set(retired.flatMap(placesOf).map(placeKey)).size;
  const missing = [...pinned, ...retired].filter((choice) => isWhole && placesOf(choice).length === 0);
  return [
    ...missing.map(({ document, words }) => {
      const what = words === undefined ? '' : ` that says "${words}"`;
      const message = `${CHOICES_FILE}: the record holds no document "${document}"${what}. Correct the entry, or take it out.`;
      return { file, message };
    }),
    ...(hidden > 0
      ? [{ file, message: `${CHOICES_FILE}: ${plural(hidden, 'passage')} retired, and shown nowhere.` }]
      : []),
  ];
}

/** Where a workspace keeps its choices. */
export function choicesUri(workspaceFolder: string): string {
  return joinUri(workspaceFolder, ...CHOICES_FILE.split('/'));
}
