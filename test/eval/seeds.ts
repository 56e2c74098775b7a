import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { createCorpusIndex } from '../../server/src/index/createCorpusIndex.js';
import type { ServiceContext } from '../../server/src/service/context.js';
import { type CheckedDraft, checkDraft, formatRate, listFindings, together } from './drafts.js';

const PER_WORDS = 1000;

/** Each document of the bundled record as a draft of the delegation, against a record that holds the other documents only. */
export async function evaluateSeeds(context: ServiceContext, list: boolean): Promise<void> {
  const { index, lexicon, tokenize } = context;
  const checked: CheckedDraft[] = [];
  for (const document of index.documents) {
    const others = index.documents.filter((other) => other !== document);
    const record = createCorpusIndex(others, { tokenize, spelling: lexicon.spelling, revision: 1 });
    const text = readFileSync(fileURLToPath(document.uri), 'utf8');
    checked.push(await checkDraft(document.id, text, { ...context, index: record }));
  }
  const all = together(checked);
  console.log(`bundled documents, each against the ${checked.length - 1} others: ${all.words} words`);
  for (const rule of ['position-conflict', 'group-divergence', 'fact-mismatch'] as const) {
    console.log(`  ${formatRate(rule, all, PER_WORDS)}`);
  }
  if (list) {
    listFindings(
      all.findings.filter(({ rule }) => ['position-conflict', 'group-divergence', 'fact-mismatch'].includes(rule)),
    );
  }
}
