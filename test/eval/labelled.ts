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

/**
 * Precision and recall of the findings on the labelled sentences of `folder`, each checked as a draft of its own: by the
 * rules alone, and as the context has it.
 */
export async function evaluateLabelled(folder: string, context: ServiceContext): Promise<void> {
  const { judge, ...others } = context;
  // Findings are remembered by the settings.
  const alone = { ...others, settings: { ...context.settings } };
  const codesIn = async (text: string, by: ServiceContext = context): Promise<readonly string[]> =>
    (await checkDraft('', text, by)).findings.map(({ rule }) => rule);
  const files = readdirSync(folder).filter((name) => /^consistency.*\.jsonl$/.test(name));
  for (const file of files.sort()) {
    const cases = readLines<ConsistencyCase>(join(folder, file));
    const outcomesBy = async (by: ServiceContext): Promise<readonly LabelledOutcome[]> => {
      const outcomes: LabelledOutcome[] = [];
      for (const { id, expect, draft } of cases) {
        const codes = await codesIn(draft, by);
        const found = CONFLICT_CODES.some((code) => codes.includes(code));
        outcomes.push({ id, draft, expected: expect === 'conflict', found });
      }
      return outcomes;
    };
    if (judge !== undefined) report(`${file}: conflict, rules alone`, await outcomesBy(alone), false);
    // The sentences kept apart are there to measure, not to be looked at while rules are written.
    report(`${file}: conflict`, await outcomesBy(context), !file.includes('apart'));
  }
  const language: (LanguageCase & { readonly codes: readonly string[] })[] = [];
  for (const each of readLines<LanguageCase>(join(folder, 'language-dev.jsonl'))) {
    language.push({ ...each, codes: await codesIn(each.draft) });
  }
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
  console.log(`${title.padEnd(60)} ${formatCounts(countOutcomes(outcomes))}`);
  for (const { id, draft, expected, found } of listed ? outcomes : []) {
    if (expected !== found) console.log(`    ${found ? 'false alarm' : 'missed'}  ${id}  ${draft}`);
  }
}
