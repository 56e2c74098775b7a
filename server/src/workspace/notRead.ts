import { t } from '../util/l10n.js';

/** Why a file is not read that lies elsewhere than its folder. Goes on after "skipped: ". */
export const LEADS_OUT = t(
  'it is a link that leads out of its folder. Put the file itself in its place, or name the folder that it leads to in aideMemoire.corpus.folders.',
);

/** Why a file is not read that was listed and cannot be opened. Goes on after "skipped: ". */
export const UNREADABLE = t(
  'it cannot be read. Check that it still exists and that you may open it, then rebuild the index.',
);
