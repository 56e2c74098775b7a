import type { CorpusLimits } from '../api/settings.js';
import { t } from '../util/l10n.js';
import type { ReadLimits } from './formats.js';

/** Why a file is skipped that is larger than the limit; `bytes`: its size. */
export function tooLarge(bytes: number, limits: ReadLimits): string {
  return t(
    'it has {0} MB, more than the limit of {1} MB. Split it, take out its pictures, or raise the setting {2}.',
    megabytes(bytes),
    megabytes(limits.fileBytes),
    settingOf('fileMegabytes'),
  );
}

/** Why a file is skipped whose compressed content grows without end. */
export function unfoldsTooFar(limits: ReadLimits): string {
  return t(
    'it unfolds to more than the limit of {0} MB. If it is a genuine document, split it, or raise the setting {1}.',
    megabytes(limits.unfoldedBytes),
    settingOf('unfoldedMegabytes'),
  );
}

/** Why a file is skipped that holds more text than the limit. */
export function tooMuchText(limits: ReadLimits): string {
  return t(
    'it holds more text than the limit of {0} characters. Split it, or raise the setting {1}.',
    limits.textUnits,
    settingOf('characters'),
  );
}

/** Why a file is skipped that has more pages than the limit. */
export function tooManyPages(pages: number, limits: ReadLimits): string {
  return t(
    'it has {0} pages, more than the limit of {1}. Split it, or raise the setting {2}.',
    pages,
    limits.pages,
    settingOf('pages'),
  );
}

/** Why a file is skipped that cannot be read in the time it may take. */
export function tooSlow(limits: ReadLimits): string {
  const seconds = Math.ceil(limits.milliseconds / 1000);
  return t(
    'it takes longer to read than the limit of {0} s. Save its text as .txt, or raise the setting {1}.',
    seconds,
    settingOf('secondsPerFile'),
  );
}

function settingOf(limit: keyof CorpusLimits): string {
  return `aideMemoire.corpus.limits.${limit}`;
}

function megabytes(bytes: number): number {
  return Math.ceil(bytes / 1_000_000);
}
