// Prints precision and recall of the findings on labelled sentences. Each sentence is checked as a draft of its own.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RuleId } from '../../server/src/api/settings.js';
import { openWorkspace } from '../../server/src/cli/openWorkspace.js';
import { draftFromText } from '../../server/src/cli/readDraft.js';
import { provideDiagnostics } from '../../server/src/service/diagnostics.js';

interface ConsistencyCase {
  readonly id: string;
  readonly expect: 'conflict' | 'none';
  readonly draft: string;
}

interface LanguageCase {
  readonly id: string;
  readonly kind: 'agreed-language' | 'fact' | 'term' | 'none';
  readonly draft: string;
}

interface Outcome {
  readonly id: string;
  readonly draft: string;
  readonly expected: boolean;
  readonly found: boolean;
}

const CONFLICT_CODES: readonly RuleId[] = ['position-conflict', 'group-divergence'];
const LANGUAGE_CODES = { 'agreed-language': 'agreed-language', fact: 'fact-mismatch', term: 'term-variant' } as const;
const folder = join(__dirname, '..', 'test', 'eval');

async function main(): Promise<void> {
  const { context } = await openWorkspace({});
  const codesIn = (text: string): readonly string[] =>
    provideDiagnostics(draftFromText('file:///evaluation.draft.md', text, context), context).map(({ code }) =>
      String(code),
    );
  for (const file of ['consistency-dev.jsonl', 'consistency-apart.jsonl']) {
    const outcomes = readCases<ConsistencyCase>(file).map(({ id, expect, draft }) => {
      const codes = codesIn(draft);
      return { id, draft, expected: expect === 'conflict', found: CONFLICT_CODES.some((code) => codes.includes(code)) };
    });
    // The sentences kept apart are there to measure, not to be looked at while rules are written.
    report(`${file}: conflict`, outcomes, !file.includes('apart'));
  }
  const language = readCases<LanguageCase>('language-dev.jsonl').map((each) => ({
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
    );
  }
}

function readCases<T>(file: string): readonly T[] {
  return readFileSync(join(folder, file), 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line) as T);
}

/** Prints the figures, and with `listed` each sentence that came out wrong. */
function report(title: string, outcomes: readonly Outcome[], listed = true): void {
  const count = (expected: boolean, found: boolean): number =>
    outcomes.filter((outcome) => outcome.expected === expected && outcome.found === found).length;
  const [right, falseAlarms, missed] = [count(true, true), count(false, true), count(true, false)];
  const precision = right + falseAlarms === 0 ? 'none found' : (right / (right + falseAlarms)).toFixed(2);
  const recall = right + missed === 0 ? 'none expected' : (right / (right + missed)).toFixed(2);
  console.log(
    `${title.padEnd(44)} precision ${precision}  recall ${recall}  (${right} right, ${falseAlarms} false alarms, ${missed} missed, ${outcomes.length} sentences)`,
  );
  for (const { id, draft, expected, found } of listed ? outcomes : []) {
    if (expected !== found) console.log(`    ${found ? 'false alarm' : 'missed'}  ${id}  ${draft}`);
  }
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
