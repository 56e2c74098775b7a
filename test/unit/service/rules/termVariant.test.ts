import { describe, expect, it } from 'vitest';
import { checkCodeAction, checkDiagnostics } from '../../../support/checks.js';
import { createContextOf } from '../../../support/record.js';

const context = createContextOf([
  {
    id: 'paper',
    date: '2021',
    text: 'Access to cybersecurity technologies, products and services is vital.\n\nThe security environment changes.',
  },
]);

describe('term-variant', () => {
  it('names the house spelling', () => {
    const [finding] = checkDiagnostics('Responsible ⟦behavior⟧{term-variant} matters.', context);
    expect(finding?.message).toBe('The draft writes “behavior”; United Nations house style writes “behaviour”.');
    expect(finding?.severity).toBe(4);
    expect(finding?.relatedInformation).toEqual([]);
  });

  it.each([
    ['behavi¦or counts', 'behaviour counts'],
    ['Progr¦ams count', 'Programmes count'],
    ['ORGANI¦SATION counts', 'ORGANIZATION counts'],
  ])('keeps the case: %s', (before, after) => {
    const result = checkCodeAction(`${before}.`, context).after('Change to');
    expect(result).toBe(`${after}.`);
    checkDiagnostics(result, context);
  });

  it('names a slip away from the record, with its place', () => {
    const [finding] = checkDiagnostics('A changing security ⟦enviroment⟧{term-variant} calls for care.', context);
    expect(finding?.message).toBe(
      'The draft writes “enviroment”; the record writes “security environment” (Pakistan, statement, 2021, para. 2).',
    );
    expect(checkCodeAction('A security enviro¦ment.', context).after('Change to')).toBe('A security environment.');
  });

  it('names a plural that English never forms', () => {
    checkDiagnostics('Fair access to cybersecurity ⟦technologys⟧{term-variant} is vital.', context);
  });

  it.each([
    ['house style', 'Responsible behaviour matters.'],
    ['an inflection of the record’s word', 'A cybersecurity technology is vital.'],
    ['a word of the record', 'The security services change.'],
    ['a word behind another one', 'A clean enviroment is vital.'],
    ['a short word', 'Security entity.'],
    ['a name', 'The security Enviroment project.'],
    ['a word that begins otherwise', 'A security invironment.'],
    ['a word far from the record’s', 'A security envelopment.'],
    ['a quotation', '> Responsible behavior matters.'],
  ])('is silent on %s', (_, draft) => {
    checkDiagnostics(draft, context);
  });
});
