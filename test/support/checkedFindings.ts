import type { CheckedFinding } from '../../server/src/cli/checkedFinding.js';

/** A finding of a check: the given fields, and what does not matter besides. `quotes`: what it rests on. */
export function checkedFinding({
  quotes = ['We want a treaty.'],
  ...fields
}: Partial<Omit<CheckedFinding, 'evidence'>> & { readonly quotes?: readonly string[] }): CheckedFinding {
  return {
    file: 'paper.md',
    line: 3,
    column: 1,
    endLine: 3,
    endColumn: 10,
    severity: 'warning',
    code: 'position-conflict',
    message: 'The draft denies “treaty”.',
    words: 'no treaty',
    ...fields,
    evidence: quotes.map((quote, n) => ({
      uri: 'file:///elsewhere/record/said.md',
      line: n + 1,
      text: 'Pakistan, 2021',
      citation: 'Pakistan, statement, 13 December 2021, para. 1',
      quote,
    })),
  };
}
