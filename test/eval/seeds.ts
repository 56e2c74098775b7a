import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { createCorpusIndex } from '../../server/src/index/createCorpusIndex.js';
import type { ServiceContext } from '../../server/src/service/context.js';
import type { Columns } from './columns.js';
import { type CheckedDraft, createColumnChecker, formatRates, listFindings, together } from './drafts.js';

const PER_WORDS = 1000;

/** Each document of the bundled record as a draft of the delegation, against a record that holds the other documents only. */
export async function evaluateSeeds(context: ServiceContext, list: boolean): Promise<void> {
  const { index, lexicon, tokenize } = context;
  const checked: Columns<CheckedDraft>[] = [];
  for (const document of index.documents) {
    const others = index.documents.filter((other) => other !== document);
    const record = createCorpusIndex(others, { tokenize, spelling: lexicon.spelling, revision: 1 });
    const text = readFileSync(fileURLToPath(document.uri), 'utf8');
    checked.push(await createColumnChecker({ ...context, index: record })(document.id, text));
  }
  const all = together(checked);
  console.log(`bundled documents, each against the ${checked.length - 1} others: ${all.rules.words} words`);
  for (const rule of ['position-conflict', 'group-divergence', 'fact-mismatch'] as const) {
    console.log(`  ${formatRates(rule, all, PER_WORDS)}`);
  }
  if (list) {
    listFindings(
      (all.both ?? all.rules).findings.filter(({ rule }) =>
        ['position-conflict', 'group-divergence', 'fact-mismatch'].includes(rule),
      ),
    );
  }
}
