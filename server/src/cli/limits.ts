import { InvalidArgumentError } from 'commander';
import { type CorpusLimits, DEFAULT_SETTINGS } from '../api/settings.js';
import { parseSettings } from '../workspace/settings.js';

const NAMES = Object.keys(DEFAULT_SETTINGS.corpus.limits).join(', ');

/** `before` with one limit set: "pages=9000", under the names of the settings. Throws commander's error for a bad one. */
export function withLimit(argument: string, before: CorpusLimits): CorpusLimits {
  const equals = argument.indexOf('=');
  const name = argument.slice(0, equals);
  const value = Number(argument.slice(equals + 1));
  if (!Object.hasOwn(before, name)) throw new InvalidArgumentError(`Write name=number; the names are ${NAMES}.`);
  const { settings, problems } = parseSettings({ corpus: { limits: { ...before, [name]: value } } });
  if (problems.length > 0) throw new InvalidArgumentError(`${problems.join('; ')}.`);
  return settings.corpus.limits;
}
