import { provideCounterparts } from '../service/counterparts.js';
import { plural } from '../service/precedents.js';
import { colors } from './colors.js';
import { onRecord } from './openWorkspace.js';
import { printPrecedent, type SearchOptions } from './search.js';
import { printRemarks, safeJson, type Terminal, withoutControls } from './terminal.js';

/** Options of `counterparts`. */
export type CounterpartOptions = SearchOptions;

/**
 * Prints who else uses a wording, each with the newest quotation, and who wrote against it. Exit code: 0, 1 when nobody did
 * either, 2 when a corpus folder that the options name could not be read.
 */
export async function runCounterparts(
  wording: string,
  options: CounterpartOptions,
  terminal: Terminal,
): Promise<number> {
  return onRecord(options, terminal, async ({ context }) => {
    const { counterparts, more, against, remarks } = provideCounterparts(wording, options.limit, context);
    if (options.json === true) terminal.out(safeJson({ wording, remarks, counterparts, more, against }));
    else {
      printRemarks(remarks, terminal);
      for (const { holder, documents, since, newest } of counterparts) {
        const uses = documents === 1 ? since : `${plural(documents, 'document')}, first: ${since}`;
        terminal.out(`${colors.bold(withoutControls(holder))}  ${withoutControls(uses)}; newest:`);
        printPrecedent(newest, terminal);
      }
      if (counterparts.length === 0) terminal.out('Nobody else in the record uses these words.');
      else if (more > 0) terminal.out(`and ${plural(more, 'other')}; --limit shows more.`);
      if (against.length > 0) terminal.out(colors.bold('Against it:'));
      for (const statement of against) printPrecedent(statement, terminal);
    }
    return counterparts.length + against.length === 0 ? 1 : 0;
  });
}
