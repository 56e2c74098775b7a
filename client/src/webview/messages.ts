import type { PositionInfo, PositionStepInfo } from '../../../server/src/api/protocol.js';

/** What was said on one topic, a lane for each who said it. */
export interface TimelineTopic {
  readonly topic: string;
  /** At least one. */
  readonly lanes: readonly PositionInfo[];
}

/** The words of the page in the user's language; `{0}` and `{1}` stand for what is put in. */
export interface TimelineWords {
  readonly topic: string;
  readonly oneStatement: string;
  readonly statements: string;
  readonly showAsText: string;
  readonly openSource: string;
  readonly openSourceOf: string;
  readonly undated: string;
  readonly decided: string;
  readonly since: string;
  readonly picture: string;
  readonly hint: string;
  readonly legend: string;
  /** Of a statement, by what became of it; `{0}` is the number of the later one. */
  readonly status: Readonly<Record<PositionStepInfo['status'], string>>;
  readonly side: Readonly<Record<'for' | 'against' | 'neither', string>>;
  /** By `strength`, from 0 to 4. */
  readonly strength: readonly string[];
  readonly marks: Readonly<Record<'size' | 'standing' | 'confirmed' | 'takenUp' | 'gone' | 'link' | 'stretch', string>>;
}

/** The extension -> the page: show these topics. */
export interface ShowTopics {
  readonly topics: readonly TimelineTopic[];
  /** Place of the topic to be seen. */
  readonly selected: number;
  readonly remarks: readonly string[];
  readonly words: TimelineWords;
  /** Language of the dates, as `Intl` takes it. */
  readonly locale: string;
}

/** The page -> the extension. `topic`, `lane` and `step` are places in what was shown. */
export type TimelineRequest =
  | { readonly kind: 'ready' }
  | { readonly kind: 'select'; readonly topic: number }
  | { readonly kind: 'text'; readonly topic: number }
  | { readonly kind: 'open'; readonly topic: number; readonly lane: number; readonly step: number };
