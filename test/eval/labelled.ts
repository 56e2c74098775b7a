import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { ServiceContext } from '../../server/src/service/context.js';
import { checkDraft } from './drafts.js';
import { countOutcomes, formatCounts, type Outcome } from './figures.js';
import { readLines } from './readLines.js';

interface ConsistencyCase {
  readonly id: string;
  readonly expect: string;
  readonly draft: string;
}

interface LanguageCase {
  readonly id: string;
  readonly kind: 'agreed-language' | 'fact' | 'term' | 'none';
  readonly draft: string;
}

interface LabelledOutcome extends Outcome {
  readonly id: string;
  readonly draft: string;
}

const CONFLICT_CODES: readonly string[] = ['position-conflict', 'group-divergence'];
const LANGUAGE_CODES = { 'agreed-language': 'agreed-language', fact: 'fact-mismatch', term: 'term-variant' } as const;

/** Precision and recall of the findings on the labelled sentences of `folder`, each checked as a draft of its own. */
export function evaluateLabelled(folder: string, context: ServiceContext): void {
  const codesIn = (text: string): readonly string[] => checkDraft('', text, context).findings.map(({ rule }) => rule);
  const files = readdirSync(folder).filter((name) => /^consistency.*\.jsonl$/.test(name));
  for (const file of files.sort()) {
    const outcomes = readLines<ConsistencyCase>(join(folder, file)).map(({ id, expect, draft }) => {
      const codes = codesIn(draft);
      return { id, draft, expected: expect === 'conflict', found: CONFLICT_CODES.some((code) => codes.includes(code)) };
    });
    // The sentences kept apart are there to measure, not to be looked at while rules are written.
    report(`${file}: conflict`, outcomes, !file.includes('apart'));
  }
  const language = readLines<LanguageCase>(join(folder, 'language-dev.jsonl')).map((each) => ({
    ...each,
    codes: codesIn(each.draft),
  }));
  for (const [kind, code] of Object.entries(LANGUAGE_CODES)) {
    report(
      `language-dev.jsonl: ${code}`,
      language.map(({ id, draft, kind: label, codes }) => ({
        id,
        draft,
        expected: label === kind,
        found: codes.includes(code),
      })),
      true,
    );
  }
}

/** Prints the figures, and with `listed` each sentence that came out wrong. */
function report(title: string, outcomes: readonly LabelledOutcome[], listed: boolean): void {
  console.log(`${title.padEnd(44)} ${formatCounts(countOutcomes(outcomes))}`);
  for (const { id, draft, expected, found } of listed ? outcomes : []) {
    if (expected !== found) console.log(`    ${found ? 'false alarm' : 'missed'}  ${id}  ${draft}`);
  }
}
