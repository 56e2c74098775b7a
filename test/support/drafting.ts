import { corpusFile } from './files.js';

/** What the delegation has said. */
export const SAID = 'Pakistan supports a treaty on outer space.';
/** What contradicts that. */
export const OPPOSED = 'Pakistan opposes a treaty on outer space.';
const REST = 'Rivers carry boats.\n\nFarmers grow wheat.\n\nMusic moves people.';

/** A small record, and drafts that are compared with it: what the pages of the terminal speak of. */
export const DRAFTING: Readonly<Record<string, string>> = {
  'record/said.md': corpusFile('Pakistan', '2021-12-13', `1. ${SAID}\n\n${REST}`),
  'paper.draft.md': `# Our paper\n\n1. ${OPPOSED}\n`,
  'drafts/clean.draft.md': 'Rivers carry boats.\n',
  'drafts/opposed.draft.md': `Good words first.\n\n${OPPOSED}\n`,
};
