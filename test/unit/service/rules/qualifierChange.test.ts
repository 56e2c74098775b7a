import { describe, expect, it } from 'vitest';
import { checkCodeAction, checkDiagnostics } from '../../../support/checks.js';
import type { TestDocument } from '../../../support/corpus.js';
import { createContextOf } from '../../../support/record.js';

const REST = { id: 'rest', date: '2017', text: 'Rivers carry boats.\n\nFarmers grow wheat.\n\nMusic moves people.' };
const said = (text: string, holder = 'Pakistan', date = '2023-03'): TestDocument => ({
  id: holder,
  holder,
  date,
  text,
});

const LINE = 'States must not intentionally damage the dams of their neighbours.';
const context = createContextOf([REST, said(LINE)]);

describe('qualifier-change', () => {
  it('names a qualifier that is left out', () => {
    const [finding] = checkDiagnostics(
      '⟦States must not damage the dams of their neighbours⟧{qualifier-change}.',
      context,
    );
    expect(finding?.message).toBe(
      `The draft leaves out “intentionally”: “${LINE}” (Pakistan, statement, March 2023, para. 1).`,
    );
    expect(finding?.severity).toBe(3);
    expect(finding?.relatedInformation?.[0]?.location.uri).toBe('file:///corpus/Pakistan.md');
  });

  it('names a qualifier that is put in the place of another', () => {
    const [finding] = checkDiagnostics(
      'States must not ⟦knowingly⟧{qualifier-change} damage the dams of their neighbours.',
      context,
    );
    expect(finding?.message).toMatch(/^The draft says “knowingly” where the record says “intentionally”: “/);
  });

  it('names a qualifier that is added', () => {
    const [finding] = checkDiagnostics(
      'States must not intentionally damage the dams of their neighbours ⟦in peacetime⟧{qualifier-change}.',
      context,
    );
    expect(finding?.message).toMatch(/^The draft adds “in peacetime”: “/);
  });

  it.each([
    [
      'States must not know¦ingly damage the dams of their neighbours.',
      'Use the current position’s wording: “intentionally”',
    ],
    ['States must not dam¦age the dams of their neighbours.', 'Use the current position’s wording'],
    [
      'States must not intentionally damage the dams of their neighbours in peace¦time.',
      'Leave out “in peacetime”, as the current position does',
    ],
  ])('offers the record’s words: %s', (draft, title) => {
    expect(checkCodeAction(draft, context).after(title)).toBe(LINE);
  });

  it.each([
    ['the same line', LINE],
    ['another word of the same meaning', LINE.replace('intentionally', 'deliberately')],
    ['another thing', 'States must not knowingly grow wheat near rivers.'],
    ['another’s view', 'France says that States must not damage the dams of their neighbours.'],
  ])('is silent on %s', (_, draft) => {
    checkDiagnostics(draft, context);
  });

  it('goes by a group’s line where the delegation has none', () => {
    const group = said(LINE, 'Non-Aligned Movement');
    const draft = 'States must not damage the dams of their neighbours';
    const [finding] = checkDiagnostics(`⟦${draft}⟧{qualifier-change}.`, createContextOf([REST, group]));
    expect(finding?.message).toContain('(Non-Aligned Movement, statement, March 2023, para. 1)');
    checkDiagnostics(`${draft}.`, createContextOf([REST, group, said(`${draft}.`)]));
  });
});
