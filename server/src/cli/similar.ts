import type { ComparedWords, SimilarInfo } from '../api/protocol.js';
import { provideSimilar } from '../service/similar.js';
import { colors } from './colors.js';
import { onRecord } from './openWorkspace.js';
import { readInput, STANDARD_INPUT } from './readInput.js';
import { printSource, type SearchOptions } from './search.js';
import { printRemarks, safeJson, type Terminal, withoutControls, wrap } from './terminal.js';

/** Options of `similar`. */
export type SimilarOptions = SearchOptions;

/**
 * Prints the passages of the record that are like a text, each compared with it word by word. `-` reads the text from
 * standard input. Exit code: 0, 1 when there is none, 2 when a corpus folder that the options name could not be read.
 */
export async function runSimilar(written: string, options: SimilarOptions, terminal: Terminal): Promise<number> {
  const asked = written === STANDARD_INPUT ? await readInput(written, 'a file') : written;
  return onRecord(options, terminal, async ({ context }) => {
    const { text, similar, remarks } = provideSimilar(asked, options.limit, context);
    if (options.json === true) terminal.out(safeJson({ text, remarks, similar }));
    else {
      printRemarks(remarks, terminal);
      for (const each of similar) printSimilar(each, terminal);
      if (similar.length === 0) terminal.out('The record holds no passage like this one.');
    }
    return similar.length === 0 ? 1 : 0;
  });
}

function printSimilar({ precedent, likeness, comparison }: SimilarInfo, terminal: Terminal): void {
  const { holder, date, tier, citation } = precedent;
  const facts = [`${Math.round(likeness * 100)} % alike`, date, tier].join(' · ');
  terminal.out(`${colors.bold(withoutControls(`${holder}, ${citation}`))}  ${withoutControls(facts)}`);
  for (const row of wrap(comparison.map(mark).join(' '), terminal.width, '  ')) terminal.out(row);
  printSource(precedent, terminal);
}

/** Words of one side alone as wdiff marks them, coloured where the terminal has colours. */
function mark({ kind, words }: ComparedWords): string {
  const safe = withoutControls(words);
  if (kind === 'both') return safe;
  return kind === 'draft' ? colors.red(`[-${safe}-]`) : colors.green(`{+${safe}+}`);
}
