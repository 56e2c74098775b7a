import type { CorpusLimits } from '../api/settings.js';
import type { ReadLimits } from './formats.js';

/** Why a file is skipped that is larger than the limit; `bytes`: its size. */
export function tooLarge(bytes: number, limits: ReadLimits): string {
  return `it has ${megabytes(bytes)}, more than the limit of ${megabytes(limits.fileBytes)}. Split it, take out its pictures, or ${raise('fileMegabytes')}`;
}

/** Why a file is skipped whose compressed content grows without end. */
export function unfoldsTooFar(limits: ReadLimits): string {
  return `it unfolds to more than the limit of ${megabytes(limits.unfoldedBytes)}. If it is a genuine document, split it, or ${raise('unfoldedMegabytes')}`;
}

/** Why a file is skipped that holds more text than the limit. */
export function tooMuchText(limits: ReadLimits): string {
  return `it holds more text than the limit of ${limits.textUnits} characters. Split it, or ${raise('characters')}`;
}

/** Why a file is skipped that has more pages than the limit. */
export function tooManyPages(pages: number, limits: ReadLimits): string {
  return `it has ${pages} pages, more than the limit of ${limits.pages}. Split it, or ${raise('pages')}`;
}

/** Why a file is skipped that cannot be read in the time it may take. */
export function tooSlow(limits: ReadLimits): string {
  const seconds = Math.ceil(limits.milliseconds / 1000);
  return `it takes longer to read than the limit of ${seconds} s. Save its text as .txt, or ${raise('secondsPerFile')}`;
}

function raise(setting: keyof CorpusLimits): string {
  return `raise the setting aideMemoire.corpus.limits.${setting}.`;
}

function megabytes(bytes: number): string {
  return `${Math.ceil(bytes / 1_000_000)} MB`;
}
