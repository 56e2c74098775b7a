import { t } from '../util/l10n.js';
import type { CorpusProblem } from './corpusDocument.js';

/** The problem of a file or folder that is left out whole. `why`: what is wrong and what to do, without the name. */
export function skipped(file: { readonly uri: string; readonly name: string }, why: string): CorpusProblem {
  return { file: file.uri, message: t('{0}: skipped: {1}', file.name, why), skipped: true };
}
