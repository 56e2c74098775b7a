// What is the same wherever files are read in a thread of their own.
import { t } from '../util/l10n.js';
import type { ConvertedEnding } from './convert.js';
import type { ReadLimits } from './formats.js';

/** What such a thread is sent; it answers each with a `ReadResult`. */
export interface ConvertRequest {
  readonly ending: ConvertedEnding;
  readonly bytes: Uint8Array;
  readonly limits: ReadLimits;
}

/** Why a file is skipped whose thread has ended. */
export const BROKE = t(
  'its reader broke off. Open it in the program it was made with and save it anew, or save its text as .txt.',
);
/** A reader that looks at the clock itself stops sooner; this is for one that does not come to it. */
export const GRACE_MILLISECONDS = 1000;
/** The libraries are kept in memory for as long after the last file. */
export const IDLE_MILLISECONDS = 5000;
