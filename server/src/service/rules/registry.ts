import { agreedLanguage } from './agreedLanguage.js';
import { factMismatch } from './factMismatch.js';
import { groupDivergence, positionConflict } from './positionConflict.js';
import { positionShift } from './positionShift.js';
import { qualifierChange } from './qualifierChange.js';
import { redLine } from './redLine.js';
import type { Rule } from './rule.js';
import { termVariant } from './termVariant.js';

/** Every rule, in the order in which its findings are listed. */
export const RULES: readonly Rule[] = [
  positionConflict,
  positionShift,
  groupDivergence,
  qualifierChange,
  agreedLanguage,
  factMismatch,
  termVariant,
  redLine,
];
