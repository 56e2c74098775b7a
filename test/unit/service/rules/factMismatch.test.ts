import { describe, expect, it } from 'vitest';
import { checkCodeAction, checkDiagnostics } from '../../../support/checks.js';
import { createContextOf } from '../../../support/record.js';

const DATED = 'The group was established by resolution 73/27 of December 2018.';
const context = createContextOf([
  {
    id: 'paper',
    kind: 'working-paper',
    text: [
      DATED,
      'Every State has the right to self-defence under Article 51.',
      'The report of the GGE of 2015 set out 11 norms.',
      'Resolution 75/240 of 31 December 2020 created the next one.',
      'Some count 5 pillars in it, and the OEWG has six pillars.',
      'The OEWG, established pursuant to General Assembly resolution 73/27, is open to all.',
      'The fourth substantive session of the OEWG, held from 6 to 10 March 2023, was useful.',
      'Pakistan put in place its first National Cybersecurity Policy in 2021.',
      'Parties owe disarmament in good faith under article VI of the Treaty.',
    ].join('\n\n'),
  },
]);

describe('fact-mismatch', () => {
  it('says both values, and who gives the other one, where', () => {
    const [finding] = checkDiagnostics(
      'It rests on General Assembly resolution 73/27 of ⟦December 2019⟧{fact-mismatch}.',
      context,
    );
    expect(finding?.message).toBe(
      `The draft says “December 2019”; Pakistan, working paper, undated, para. 1 says “December 2018”: “${DATED}”`,
    );
    expect(finding?.severity).toBe(2);
    expect(finding?.relatedInformation?.[0]?.location.uri).toBe('file:///corpus/paper.md');
  });

  it.each([
    ['an article', 'The right to self-defence under Article ⟦52⟧{fact-mismatch} remains.'],
    ['a count of the same report', 'The GGE report of 2015 has ⟦thirteen⟧{fact-mismatch} norms.'],
    ['a year alone', 'Resolution 73/27 of ⟦2019⟧{fact-mismatch} comes first.'],
    ['the day of a symbol', 'See A/RES/75/240, adopted on ⟦30 December 2020⟧{fact-mismatch}.'],
    ['an article whose subject follows', 'Article ⟦52⟧{fact-mismatch} enshrines the right of self-defence.'],
    [
      'an article in roman figures',
      'We ask for disarmament in good faith under article ⟦IX⟧{fact-mismatch} of the Treaty.',
    ],
    ['a count in other words', 'The Group of Governmental Experts agreed on ⟦twelve⟧{fact-mismatch} norms in 2015.'],
    ['another form of date', 'See resolution 73/27 (⟦2017⟧{fact-mismatch}).'],
    ['a symbol', 'The OEWG was established by General Assembly resolution ⟦72/27⟧{fact-mismatch}.'],
    [
      'the year of a session',
      'At the fourth substantive session of the OEWG, in ⟦March 2022⟧{fact-mismatch}, we spoke.',
    ],
    ['the year of an instrument', 'We adopted our National Cyber Security Policy in ⟦2020⟧{fact-mismatch}.'],
    ['each of two values', 'Resolution 73/27 of ⟦2017⟧{fact-mismatch} and resolution 75/240 of ⟦2019⟧{fact-mismatch}.'],
  ])('finds %s', (_, draft) => {
    checkDiagnostics(draft, context);
  });

  it.each([
    ['the same date', 'Resolution 73/27 of December 2018.'],
    ['a less precise date', 'Resolution 73/27 of 2018.'],
    ['a more precise date', 'Resolution 73/27 of 5 December 2018.'],
    ['another resolution', 'Resolution 74/27 of December 2019.'],
    ['another article', 'Sanctions under Article 41 are another matter.'],
    ['the same article about something else', 'The purposes of the Charter stand in Article 1.'],
    ['the counts of a report of another year', 'The GGE report of 2013 has 9 norms.'],
    ['the counts of another report', 'The GGE report of 2021 has 13 norms.'],
    ['a count of other things', 'The GGE of 2015 made 13 recommendations.'],
    ['a value for which the record is of two minds', 'The OEWG counts five pillars.'],
    ['some of the norms', 'Two norms of the GGE report of 2015 are about supply chains.'],
    ['about so many', 'The GGE of 2015 set out more than ten norms.'],
    ['the symbol of another group', 'The OEWG 2021-2025 was established by resolution 75/240.'],
    ['a session of the same number years before', 'The fourth substantive session of the OEWG in 2019 was useful.'],
    ['another session', 'The fifth substantive session of the OEWG was held in July 2023.'],
    ['the policy of another State', 'India adopted its National Cyber Security Policy in 2020.'],
    ['another right', 'The right to self-determination under Article 1 is inalienable.'],
    ['an article of another treaty', 'We ask for disarmament in good faith under article 3 of the Convention.'],
    ['the same count in words', 'The GGE of 2015 set out eleven norms.'],
  ])('is silent on %s', (_, draft) => {
    checkDiagnostics(draft, context);
  });

  it('offers the record’s value, after which nothing is left to say', () => {
    const { titles, after } = checkCodeAction('It rests on resolution 73/27 of December 20¦19.', context);
    expect(titles[0]).toBe('Change “December 2019” to “December 2018”');
    expect(after('Change')).toBe('It rests on resolution 73/27 of December 2018.');
    checkDiagnostics(after('Change'), context);
  });
});
