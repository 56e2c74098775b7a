import { COMPARING } from './comparing.js';
import { DEPARTING } from './departing.js';
import { FINDINGS } from './findings.js';
import { FIRST_RUN } from './firstrun.js';
import { FRENCH } from './french.js';
import { HOSTILE } from './hostile.js';
import { IMPORTING } from './importing.js';
import { POSITIONS } from './positions.js';
import { REPORTING } from './reporting.js';
import { SEARCHING } from './searching.js';
import { SHARING, shareRecord } from './sharing.js';
import { SUGGESTIONS } from './suggestions.js';
import type { Step, Surroundings } from './step.js';
import { TEXT, writeOutcome } from './text.js';
import { TRUST } from './trust.js';
import { VIEWS } from './views.js';
import { WEB } from './web.js';
import {
  writeDocuments,
  writeHostileRecord,
  writeOwnPapers,
  writeOwnRecord,
  writePapersOfRecord,
} from './workspaces.js';

/** Steps that belong together, in order: each starts with the draft in the active editor and nothing open above it. */
export interface Part {
  readonly steps: readonly Step[];
  /** Adds to the workspace, a copy of the sample. */
  readonly prepare?: (workspace: string) => void | Promise<void>;
  /** Starts what the part needs besides. `root`: folder of the extension. */
  readonly surround?: (root: string, workspace: string) => Promise<Surroundings>;
  /** The workspace is not trusted at first. */
  readonly asksTrust?: true;
  /** The extension runs in the browser itself, not in the server's extension host. */
  readonly inBrowser?: true;
  /** Display language of the editor; English when absent. */
  readonly language?: 'fr';
}

/** A drafter's session by the names of its parts. None needs anything of another. */
export const SESSION: Readonly<Record<string, Part>> = {
  findings: { steps: FINDINGS },
  suggestions: { steps: SUGGESTIONS },
  comparing: { steps: COMPARING },
  searching: { steps: SEARCHING },
  importing: { steps: IMPORTING, prepare: writeDocuments },
  report: { steps: REPORTING },
  departing: { steps: DEPARTING },
  firstrun: { steps: FIRST_RUN, prepare: writeOwnPapers },
  positions: { steps: POSITIONS },
  text: { steps: TEXT, prepare: writeOutcome },
  views: { steps: VIEWS, prepare: writePapersOfRecord },
  sharing: { steps: SHARING, surround: shareRecord },
  hostile: { steps: HOSTILE, prepare: writeHostileRecord },
  trust: { steps: TRUST, prepare: writeOwnRecord, asksTrust: true },
  webtrust: { steps: TRUST, prepare: writeOwnRecord, asksTrust: true, inBrowser: true },
  web: { steps: [...WEB, ...DEPARTING], prepare: writePapersOfRecord, inBrowser: true },
  french: { steps: FRENCH, language: 'fr' },
};
