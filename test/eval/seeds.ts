import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { createCorpusIndex } from '../../server/src/index/createCorpusIndex.js';
import type { ServiceContext } from '../../server/src/service/context.js';
import { checkDraft, formatRate, listFindings, together } from './drafts.js';

const PER_WORDS = 1000;

/** Each document of the bundled record as a draft of the delegation, against a record that holds the other documents only. */
export function evaluateSeeds(context: ServiceContext, list: boolean): void {
  const { index, lexicon, tokenize } = context;
  const checked = index.documents.map((document) => {
    const others = index.documents.filter((other) => other !== document);
    const record = createCorpusIndex(others, { tokenize, spelling: lexicon.spelling, revision: 1 });
    return checkDraft(document.id, readFileSync(fileURLToPath(document.uri), 'utf8'), { ...context, index: record });
  });
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
