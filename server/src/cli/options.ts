import { type Command, InvalidArgumentError, Option } from 'commander';
import { DEFAULT_SETTINGS, JUDGE_USES, type JudgeUse } from '../api/settings.js';
import { withLimit } from './limits.js';

/** `--delegation`: whose positions bind. */
export function delegationOption(): Option {
  return new Option(
    '--delegation <name>',
    `the delegation that drafts, as its documents spell it (default: ${DEFAULT_SETTINGS.delegation})`,
  );
}

/**
 * Who says what conflicts in bare pairs where nobody has said who: in those of United Nations texts both together find more than
 * the rules, and more of it is right (`npm run eval`).
 */
export const JUDGE_OF_PAIRS: JudgeUse = 'rules+judge';

/** `--judge`: what looks for contradictions. */
export function judgeOption(): Option {
  return new Option(
    '--judge <use>',
    `who says what contradicts: the rules alone, or a learned judge besides, which takes seconds a draft (default: ${DEFAULT_SETTINGS.judge.use}; compare: ${JUDGE_OF_PAIRS})`,
  ).choices(JUDGE_USES);
}

/** `--reading-limit`: what reading one file may cost. */
export function readingLimitOption(): Option {
  return new Option(
    '--reading-limit <name=number...>',
    'what one document may cost to read, as in aideMemoire.corpus.limits',
  )
    .default(DEFAULT_SETTINGS.corpus.limits, 'those of the settings')
    .argParser(withLimit);
}

/** `--json`: for programs. */
export function jsonOption(what: string): Option {
  return new Option('--json', `print ${what} as JSON`);
}

/** `--limit`: how much is printed. */
export function limitOption(what: string, most: number): Option {
  return new Option('--limit <number>', `${what} at most`).default(most).argParser(parseLimit);
}

/** A command of that name that is answered from the record, with the options by which the record is chosen. */
export function recordCommand(program: Command, name: string): Command {
  return program
    .command(name)
    .addOption(delegationOption())
    .option('--group <name...>', `groups it belongs to (default: ${DEFAULT_SETTINGS.groups.join(', ')})`)
    .option('--forum <name>', 'forum whose documents come first among equals, by name or initials')
    .option('--corpus <folder...>', 'more folders of prior documents')
    .option('--no-bundled', 'leave the bundled documents out')
    .addOption(judgeOption())
    .addOption(readingLimitOption())
    .option('--snapshots <folder>', 'keep what is made of a large record here, so that the next start is quick');
}

/** The number after `--limit`. Throws what commander shows. */
function parseLimit(text: string): number {
  const limit = Number(text);
  if (Number.isSafeInteger(limit) && limit >= 1) return limit;
  throw new InvalidArgumentError('Write a whole number, 1 or more.');
}
