import { describe, expect, it } from 'vitest';
import { checkCodeAction, checkDiagnostics } from '../../../support/checks.js';
import { createContextOf } from '../../../support/record.js';

const LINE = 'States must share satellite data with their neighbours.';
const REST = { id: 'rest', date: '2017', text: 'Rivers carry boats.\n\nFarmers grow wheat.\n\nMusic moves people.' };
const context = createContextOf([REST, { id: 'said', date: '2023-03', text: LINE }]);

describe('position-shift', () => {
  it('names the weaker modal, the record’s, and its place', () => {
    const [finding] = checkDiagnostics(
      'States ⟦may⟧{position-shift} share satellite data with their neighbours.',
      context,
    );
    expect(finding?.message).toBe(
      `The draft says “may” where the record says “must”, which is weaker: “${LINE}” (Pakistan, statement, March 2023, para. 1).`,
    );
    expect(finding?.severity).toBe(3);
  });

  it('names what is added to soften', () => {
    const [finding] = checkDiagnostics(
      'States must share satellite data with their neighbours ⟦as appropriate⟧{position-shift}.',
      context,
    );
    expect(finding?.message).toMatch(/^The draft adds “as appropriate”, which is weaker: “States must share/);
  });

  it('offers to leave out what softens', () => {
    const { after } = checkCodeAction(
      'States must, as appro¦priate, share satellite data with their neighbours.',
      context,
    );
    expect(after('Leave out “as appropriate”, as the current position does')).toBe(LINE);
  });

  it('offers the record’s modal, after which nothing is left to say', () => {
    const { after } = checkCodeAction('States sho¦uld share satellite data with their neighbours.', context);
    expect(after('Use the current position’s wording: “must”')).toBe(LINE);
    checkDiagnostics(after('Use the current position’s wording: “must”'), context);
  });

  it.each([
    ['the same line', LINE],
    ['an equally strong line', 'States shall share satellite data with their neighbours.'],
    ['another thing', 'States may grow wheat near the rivers.'],
    ['another’s view', 'Some States say that States may share satellite data with their neighbours.'],
    ['a question', 'May States share satellite data with their neighbours?'],
    ['a line without a modal', 'States share satellite data with their neighbours.'],
  ])('is silent on %s', (_, draft) => {
    checkDiagnostics(draft, context);
  });

  it('is silent on a stronger line, and where the record itself is soft', () => {
    const soft = createContextOf([
      REST,
      { id: 'said', text: 'States may, where possible, share satellite data with ships.' },
    ]);
    checkDiagnostics('States must share satellite data with ships.', soft);
    checkDiagnostics('States may, as appropriate, share satellite data with ships.', soft);
  });

  it('goes by the newest statement', () => {
    const moved = createContextOf([
      REST,
      { id: 'old', date: '2019', text: LINE },
      { id: 'new', date: '2023', text: LINE.replace('must', 'should') },
    ]);
    checkDiagnostics(LINE.replace('must', 'should'), moved);
  });
});
