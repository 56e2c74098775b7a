// Prints how right the findings are: on labelled sentences, on the record's own documents, on texts by others, on contracts.
import { join } from 'node:path';
import { openWorkspace } from '../../server/src/cli/openWorkspace.js';
import { evaluateContracts } from './contracts.js';
import { evaluateLabelled } from './labelled.js';
import { evaluatePairs } from './pairs.js';
import { readOptions, SECTIONS, type SectionName } from './options.js';
import { evaluateSeeds } from './seeds.js';
import { evaluateUnTexts } from './unTexts.js';

const ROOT = join(__dirname, '..');
const DATA = join(ROOT, '..', 'shared', 'data');

async function main(): Promise<void> {
  const { sections, list } = readOptions(process.argv.slice(2));
  const { context } = await openWorkspace({ judge: 'rules+judge' });
  const evaluations: Readonly<Record<SectionName, () => Promise<void>>> = {
    labelled: () => evaluateLabelled(join(ROOT, 'test', 'eval'), context),
    seeds: () => evaluateSeeds(context, list),
    un: () => evaluateUnTexts(DATA, context, list),
    contracts: () => evaluateContracts(DATA, context),
    pairs: () => evaluatePairs(join(ROOT, 'test', 'eval'), DATA, context),
  };
  for (const name of SECTIONS) {
    if (!sections.has(name)) continue;
    console.log(`\n== ${name}`);
    await evaluations[name]();
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
