import { COMPARING } from './comparing.js';
import { DEPARTING } from './departing.js';
import { FINDINGS } from './findings.js';
import { IMPORTING } from './importing.js';
import { SEARCHING } from './searching.js';
import { SUGGESTIONS } from './suggestions.js';
import type { Step } from './step.js';
import { VIEWS } from './views.js';

/**
 * A drafter's session, part by part, in order: each step starts with the draft in the active editor and nothing open above
 * it. A part needs nothing of the parts before it.
 */
export const SESSION: Readonly<Record<string, readonly Step[]>> = {
  findings: FINDINGS,
  suggestions: SUGGESTIONS,
  comparing: COMPARING,
  searching: SEARCHING,
  importing: IMPORTING,
  departing: DEPARTING,
  views: VIEWS,
};
