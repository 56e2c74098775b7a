import { describe, expect, it } from 'vitest';
import { checkCodeAction, checkDiagnostics } from '../../../support/checks.js';
import { createContextOf } from '../../../support/record.js';

const FORMULA = 'open, secure, stable, accessible and peaceful digital environment';
const context = createContextOf([
  { id: 'old', date: '2019', text: `Pakistan works for an ${FORMULA} everywhere.` },
  {
    id: 'new',
    date: '2023-03-06',
    text: `Delegations promote an ${FORMULA} again.\n\nWe recall their “common but differentiated responsibility” here.\n\nRivers carry boats.`,
  },
]);

describe('agreed-language', () => {
  it('names the missing words, the recurring wording, who uses it and where it was last used', () => {
    const [finding] = checkDiagnostics(
      'We want an ⟦open, secure, accessible and peaceful digital environment⟧{agreed-language} soon.',
      context,
    );
    expect(finding?.message).toBe(
      `The draft has “open, secure, accessible and peaceful digital environment”, without “stable”. The recurring wording is “an ${FORMULA}” (used by 2 documents in 2 passages; newest: Pakistan, statement, 6 March 2023, para. 1).`.replace(
        'is “an ',
        'is “',
      ),
    );
    expect(finding?.severity).toBe(3);
    expect(finding?.relatedInformation?.map(({ location }) => location.uri)).toEqual([
      'file:///corpus/new.md',
      'file:///corpus/old.md',
    ]);
  });

  it('names words put in the place of others, and added ones', () => {
    const message = (marked: string): unknown => checkDiagnostics(marked, context)[0]?.message;
    expect(
      message('An ⟦open, secure, firm, accessible and peaceful digital environment⟧{agreed-language} matters.'),
    ).toContain('environment”, with “firm” instead of “stable”. The recurring wording');
    expect(
      message('An ⟦open, secure, accessible and very peaceful digital environment⟧{agreed-language} matters.'),
    ).toContain('environment”, without “stable” and with “very” added. The recurring wording');
  });

  it('offers the recurring wording, after which nothing is left to say', () => {
    const { titles, after } = checkCodeAction(
      'We want an open, sec¦ure, accessible and peaceful digital environment.',
      context,
    );
    expect(titles[0]).toBe(`Use the recurring wording “${FORMULA}”`);
    expect(after('Use the recurring wording')).toBe(`We want an ${FORMULA}.`);
    checkDiagnostics(after('Use the recurring wording'), context);
  });

  it('changes only the words that differ', () => {
    const { actions } = checkCodeAction(
      'We want an open, secure, acc¦essible and Peaceful digital environment.',
      context,
    );
    const edits = Object.values(actions[0]?.edit?.changes ?? {}).flat();
    expect(edits.map(({ newText }) => newText)).toEqual(['stable, ']);
  });

  it('calls only adopted wording agreed', () => {
    const adopted = createContextOf([
      { id: 'rest', date: '2017', text: 'Rivers carry boats.\n\nFarmers grow wheat.\n\nMusic moves people.' },
      { id: 'one', date: '2019', text: `Delegations want an ${FORMULA} now.` },
      { id: 'two', date: '2021', tier: 'adopted', holder: 'General Assembly', text: `It wants an ${FORMULA} soon.` },
    ]);
    const { titles } = checkCodeAction('An open, sec¦ure, accessible and peaceful digital environment.', adopted);
    expect(titles[0]).toBe(`Use the agreed wording “${FORMULA}”`);
  });

  it('knows terms of art', () => {
    const [finding] = checkDiagnostics(
      'We recall the ⟦shared but differentiated responsibilities⟧{agreed-language} of all.',
      context,
    );
    expect(finding?.message).toContain(
      'with “shared” instead of “common”. The term of art is “common but differentiated responsibility”',
    );
  });

  it.each([
    ['the wording itself', `We want an ${FORMULA}.`],
    ['the wording in another case or with other hyphens', `We want an ${FORMULA.toUpperCase()}.`],
    ['a part that is wording of the record itself', 'We want an accessible and peaceful digital environment.'],
    ['too little of the wording', 'We want an open and peaceful environment.'],
    ['common words', 'They work again and again everywhere.'],
    ['other wording', 'Rivers are broad, deep, blue, slow and very old.'],
  ])('is silent on %s', (_, draft) => {
    checkDiagnostics(draft, context);
  });

  it('never proposes wording that only one document uses', () => {
    const alone = createContextOf([{ id: 'one', text: `Pakistan works for an ${FORMULA} everywhere.` }]);
    checkDiagnostics('We want an open, secure, accessible and peaceful digital environment.', alone);
  });
});
