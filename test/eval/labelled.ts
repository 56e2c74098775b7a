import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { ServiceContext } from '../../server/src/service/context.js';
import { judgeFinds, printColumns, rulesAlone } from './columns.js';
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

/**
 * Precision and recall of the findings on the labelled sentences of `folder`, each checked as a draft of its own: by the
 * rules, by the judge, and by both.
 */
export async function evaluateLabelled(folder: string, context: ServiceContext): Promise<void> {
  const { judge } = context;
  const alone = rulesAlone(context);
  const files = readdirSync(folder).filter((name) => /^consistency.*\.jsonl$/.test(name));
  for (const file of files.sort()) {
    const cases = readLines<ConsistencyCase>(join(folder, file));
    const outcomesBy = async (finds: (draft: string) => Promise<boolean>): Promise<readonly LabelledOutcome[]> => {
      const outcomes: LabelledOutcome[] = [];
      for (const { id, expect, draft } of cases) {
        outcomes.push({ id, draft, expected: expect === 'conflict', found: await finds(draft) });
      }
      return outcomes;
    };
    const marks = async (draft: string, by: ServiceContext): Promise<boolean> => {
      const codes = await codesIn(draft, by);
      return CONFLICT_CODES.some((code) => codes.includes(code));
    };
    const rules = await outcomesBy((draft) => marks(draft, alone));
    const both = judge === undefined ? undefined : await outcomesBy((draft) => marks(draft, context));
    printColumns(`${file}: conflict`, {
      rules,
      ...(judge === undefined || both === undefined
        ? {}
        : { judge: await outcomesBy(async (draft) => (await judgeFinds(draft, judge, context)).length > 0), both }),
    });
    // The sentences kept apart are there to measure, not to be looked at while rules are written.
    if (!file.includes('apart')) listWrong(both ?? rules);
  }
  const language: (LanguageCase & { readonly codes: readonly string[] })[] = [];
  for (const each of readLines<LanguageCase>(join(folder, 'language-dev.jsonl'))) {
    language.push({ ...each, codes: await codesIn(each.draft, alone) });
  }
  for (const [kind, code] of Object.entries(LANGUAGE_CODES)) {
    const outcomes = language.map(
      ({ id, draft, kind: label, codes }): LabelledOutcome => ({
        id,
        draft,
        expected: label === kind,
        found: codes.includes(code),
      }),
    );
    console.log(`language-dev.jsonl: ${code.padEnd(16)} ${formatCounts(countOutcomes(outcomes))}`);
    listWrong(outcomes);
  }
}

async function codesIn(text: string, context: ServiceContext): Promise<readonly string[]> {
  return (await checkDraft('', text, context)).findings.map(({ rule }) => rule);
}

/** Prints each sentence that came out wrong. */
function listWrong(outcomes: readonly LabelledOutcome[]): void {
  for (const { id, draft, expected, found } of outcomes) {
    if (expected !== found) console.log(`    ${found ? 'false alarm' : 'missed'}  ${id}  ${draft}`);
  }
}
