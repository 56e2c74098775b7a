import { COMPARING } from './comparing.js';
import { DEPARTING } from './departing.js';
import { FINDINGS } from './findings.js';
import { FIRST_RUN } from './firstrun.js';
import { FRENCH } from './french.js';
import { IMPORTING } from './importing.js';
import { POSITIONS } from './positions.js';
import { REPORTING } from './reporting.js';
import { SEARCHING } from './searching.js';
import { SUGGESTIONS } from './suggestions.js';
import type { Step } from './step.js';
import { TEXT } from './text.js';
import { TRUST } from './trust.js';

/** Parts of a session, by their names. */
export type Session = Readonly<Record<string, readonly Step[]>>;

/**
 * A drafter's session, part by part, in order: each step starts with the draft in the active editor and nothing open above
 * it. A part needs nothing of the parts before it.
 */
export const SESSION: Session = {
  findings: FINDINGS,
  suggestions: SUGGESTIONS,
  comparing: COMPARING,
  searching: SEARCHING,
  importing: IMPORTING,
  report: REPORTING,
  departing: DEPARTING,
  firstrun: FIRST_RUN,
  positions: POSITIONS,
  text: TEXT,
};

/** A session in a workspace that is not trusted at first, and whose settings name a folder of documents. */
export const UNTRUSTED_SESSION: Session = { trust: TRUST };

/** A session in an editor whose display language is French. */
export const FRENCH_SESSION: Session = { french: FRENCH };
