import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ChangedWords, PositionInfo, PositionStepInfo } from '../api/protocol.js';
import { plural } from '../service/precedents.js';
import { type PositionQuery, providePositions } from '../service/positions.js';
import { colors } from './colors.js';
import { type CorpusChoice, onRecord } from './openWorkspace.js';
import { printRemarks, safeJson, type Terminal, withoutControls, wrap } from './terminal.js';

/** Options of `positions`. */
export interface PositionsOptions extends CorpusChoice, PositionQuery {
  readonly json?: boolean;
}

/**
 * Prints what the delegation and its groups hold, topic by topic, each statement with its source and what became of it.
 * Exit code: 0, 1 when there is none, 2 when a corpus folder that the options name could not be read.
 */
export async function runPositions(options: PositionsOptions, terminal: Terminal): Promise<number> {
  const { topic, holder } = options;
  const query = { ...(topic === undefined ? {} : { topic }), ...(holder === undefined ? {} : { holder }) };
  return onRecord(options, terminal, async ({ context }) => {
    const { positions, remarks } = providePositions(query, context);
    if (options.json === true) terminal.out(safeJson({ remarks, positions }));
    else {
      printRemarks(remarks, terminal);
      for (const position of positions) printPosition(position, terminal);
      terminal.out(
        positions.length === 0 ? 'The record holds no such position.' : `${plural(positions.length, 'position')}.`,
      );
    }
    return positions.length === 0 ? 1 : 0;
  });
}

function printPosition({ holder, topic, pillar, steps }: PositionInfo, terminal: Terminal): void {
  const facts = [...(pillar === undefined ? [] : [pillar]), plural(steps.length, 'statement')].join(' · ');
  terminal.out(`${colors.bold(withoutControls(`${holder}: ${topic}`))}  ${withoutControls(facts)}`);
  for (const [i, step] of steps.entries()) printStep(step, i + 1, terminal);
  terminal.out('');
}

function printStep(step: PositionStepInfo, number: number, terminal: Terminal): void {
  const { status, by, citation, text, changed, grounds, uri, range } = step;
  const became = by === undefined ? status : `${status} by ${by + 1}`;
  terminal.out(`  ${number}. ${paintStatus(status, became)}  ${withoutControls(citation)}`);
  for (const row of wrap(withoutControls(text), terminal.width, '     ')) terminal.out(row);
  if (changed !== undefined && changed.words.some(({ kind }) => kind !== 'both')) {
    const words = changed.words.map(mark).join(' ');
    for (const row of wrap(`against ${changed.since + 1}: ${words}`, terminal.width, '       ')) terminal.out(row);
  }
  if (grounds.length > 0) terminal.out(`       decided: ${withoutControls(grounds.join('; '))}`);
  const path = relative('', fileURLToPath(uri));
  terminal.out(colors.dim(`       source: ${withoutControls(path)}:${range.start.line + 1}`));
}

function paintStatus(status: PositionStepInfo['status'], text: string): string {
  if (status === 'current' || status === 'confirmed') return colors.green(text);
  return status === 'superseded' || status === 'retired' ? colors.red(text) : colors.cyan(text);
}

/** What changed as wdiff marks it: [-words of the earlier statement-] {+words of the later one+}. */
function mark({ kind, words }: ChangedWords): string {
  const safe = withoutControls(words);
  if (kind === 'both') return safe;
  return kind === 'earlier' ? colors.red(`[-${safe}-]`) : colors.green(`{+${safe}+}`);
}
