import type { CorpusIndex, PassagePlace } from '../index/corpusIndex.js';
import type { IndexOptions } from '../index/createCorpusIndex.js';
import type { BuildOptions } from '../index/indexBuilder.js';
import {
  chosenPlaces,
  type CountedDocument,
  type Layers,
  type WithoutRetired,
  withoutRetired,
} from '../index/retired.js';
import type { Choices } from '../ingest/choicesFile.js';
import type { CorpusProblem } from '../ingest/corpusDocument.js';
import { problemsOf } from './choices.js';

/** The record as the choices of one workspace folder leave it. */
export interface ChosenRecord {
  readonly index: CorpusIndex;
  readonly choices: Choices;
  /** Passages that come first. */
  readonly pinned: readonly PassagePlace[];
  /** Documents that are not shown because they are retired as a whole. */
  readonly retired: readonly CountedDocument[];
  readonly problems: readonly CorpusProblem[];
}

/** How the record is read when choices are made of it. */
export interface ChooserOptions extends IndexOptions, BuildOptions {
  /** Whether it is still being read: then no choice is said to mean nothing. */
  readonly isPart: boolean;
}

/** Leaves of the layers what choices leave; `workspaceFolder`: whose they are, a file URI. */
export type Chooser = (choices: Choices, workspaceFolder: string | undefined) => ChosenRecord;

/** Makes records of the same layers. Folders that retire the same have one index in common. */
export function createChooser(layers: Layers, options: ChooserOptions): Chooser {
  const { tokenize, isPart } = options;
  const indexes = [layers.base, ...(layers.change === undefined ? [] : [layers.change.index])];
  const known = new Map<string, WithoutRetired>();
  return (choices, workspaceFolder) => {
    const key = JSON.stringify(choices.retired.map(({ document, words }) => [document, words]));
    const left = known.get(key) ?? withoutRetired(layers, choices.retired, options);
    known.set(key, left);
    const { index, retired, documents } = left;
    return {
      index,
      choices,
      pinned: choices.pinned.flatMap((choice) => chosenPlaces(choice, index, tokenize)),
      retired: documents,
      problems: problemsOf({
        choices,
        retired,
        workspaceFolder,
        isFound: (choice) => isPart || indexes.some((each) => chosenPlaces(choice, each, tokenize).length > 0),
      }),
    };
  };
}
