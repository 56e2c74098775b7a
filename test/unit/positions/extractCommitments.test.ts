import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Commitment, Term } from '../../../server/src/positions/commitment.js';
import { anyText } from '../../support/arbitraries.js';
import { readCommitments } from '../../support/record.js';

const TREATY = 'legally-binding-instrument';

/** What a sentence does about a treaty: asserted, "for" or "against" it; else how the clause stands to its author. */
function treatyIn(sentence: string): string {
  const commitment = readCommitments(sentence).find(({ terms }) => terms.some(({ key }) => key === TREATY));
  if (commitment === undefined) return 'silent';
  if (commitment.mode !== 'asserted') return commitment.mode;
  return commitment.terms.find(({ key }) => key === TREATY)?.polarity === 1 ? 'for' : 'against';
}

/** The term with a key. Fails when there is none. */
function termIn(sentence: string, key: string): Term {
  const term = readCommitments(sentence).flatMap(({ terms }) => terms.filter((each) => each.key === key))[0];
  if (term === undefined) throw new Error(`no “${key}” in: ${sentence}`);
  return term;
}

const shown = ({ terms }: Commitment): string[] =>
  terms.map(({ key, polarity }) => `${polarity === 1 ? '+' : '-'}${key}`);

describe('a sentence affirms', () => {
  it.each([
    ['what it needs', 'We need a treaty.'],
    ['what a list item proposes', 'Establishing a treaty for all States.'],
    ['what it supports', 'We support a treaty.'],
    ['what the end of the sentence calls needed', 'A treaty is needed.'],
    ['what it does not oppose', 'We do not oppose a treaty.'],
    ['what one should not oppose', 'States should refrain from opposing a treaty.'],
    ['what is not unnecessary', 'A treaty is not unnecessary.'],
    ['what it says not only of another thing', 'Not only norms but also a treaty is needed.'],
    ['beside what it leaves without prejudice', 'A treaty is needed without prejudice to existing norms.'],
    ['what it prefers to another thing', 'A treaty rather than norms is needed.'],
    ['what it finds acceptable', 'A treaty is perfectly acceptable to all States.'],
    ['what would be wise', 'It would be wise to conclude a treaty.'],
    ['what it ties to a condition', 'A treaty should be concluded, provided that all agree.'],
    ['what it believes itself', 'Pakistan believes that a treaty is needed.'],
    ['what it cannot but welcome', 'We cannot but welcome a treaty.'],
    ['what it does not deny', 'We do not deny that a treaty is needed.'],
    ['what is said of a subject that more follows', 'A treaty is needed to lift the ban on trade.'],
    ['what it welcomes to see', 'We welcome that a treaty was adopted.'],
    ['what a deadline does not deny', 'A treaty is needed no later than next year.'],
    ['what is not to be prevented', 'Norms should not prevent the conclusion of a treaty.'],
    ['what nobody is to be prevented from', 'Norms must not be used to prevent States from concluding a treaty.'],
    ['what is not to be hampered', 'Norms should not hamper a treaty.'],
    ['what is neither to be hampered nor delayed', 'Norms should not hinder, delay or obstruct a treaty.'],
    ['what is not to meet an obstacle', 'Norms should not become an obstacle to a treaty.'],
    ['what is not to be prejudiced', 'Norms should be developed without prejudicing the right to a treaty.'],
    ['what it leaves without any prejudice', 'Norms are needed without any prejudice to a treaty.'],
    ['what it rejects attempts at harm to', 'We reject any attempt to undermine a treaty.'],
    ['a text in which nothing does something', 'Nothing in this treaty shall prevent research.'],
  ])('%s', (_, sentence) => {
    expect(treatyIn(sentence)).toBe('for');
  });
});

describe('a sentence denies', () => {
  it.each([
    ['what it says no to', 'No treaty is needed.'],
    ['what it sees no need for', 'We see no need for a treaty.'],
    ['what is not needed', 'A treaty is not needed.'],
    ['what is unnecessary', 'A treaty is unnecessary.'],
    ['what it would be premature to do', 'It is premature to negotiate a treaty.'],
    ['what it opposes', 'We oppose a treaty.'],
    ['what has no place somewhere', 'A treaty has no place in our deliberations.'],
    ['what it finds wrong', 'A treaty would be pointless.'],
    ['what it cannot support', 'We cannot support a treaty.'],
    ['what States should refrain from', 'States should refrain from concluding a treaty.'],
    ['what it does not believe', 'We do not believe that a treaty is needed.'],
    ['what it regrets to see', 'We regret that a treaty was adopted.'],
    ['what is said of a subject that more follows', 'A treaty is not needed to maintain the peace.'],
    ['what should be excluded from something', 'A treaty should be excluded from the mandate.'],
    ['the opposite of behind a prefix', 'We support the non-adoption and non-treaty option.'],
    ['what it is of the view is not needed', 'Pakistan is of the view that no treaty is needed.'],
    ['what it would go without', 'We should go ahead without a treaty.'],
    ['what it wants less than another thing', 'We need norms rather than a treaty.'],
    ['what it contracts', 'We don’t need a treaty.'],
    ['what is never to be', 'There should never be a treaty.'],
    ['what it lacks', 'States lack a treaty.'],
    ['what States are to be prevented from', 'Norms should prevent States from concluding a treaty.'],
    ['what is said not to be harmed', 'Norms pose no serious risk to a treaty.'],
    ['what follows on a harm that it denies', 'Norms should neither hamper trade nor promote a treaty.'],
  ])('%s', (_, sentence) => {
    expect(treatyIn(sentence)).toBe('against');
  });
});

it.each(['should not prevent', 'must not be used to prevent', 'should not obstruct', 'shall not preclude'])(
  'whom norms %s from something is not spoken against',
  (words) => {
    const sentence = `Norms ${words} developing countries from acquiring technology.`;
    expect(termIn(sentence, 'developing-countries').polarity).toBe(1);
    expect(termIn(sentence, 'technolog').polarity).toBe(1);
  },
);

describe('a sentence does not commit its author to', () => {
  it.each([
    ['what some States say', 'Some States argue that a treaty is needed.', 'reported'],
    ['what others want', 'Others want a treaty.', 'reported'],
    ['what a named State says', 'France does not support a treaty.', 'reported'],
    [
      'what the delegation of a named State says',
      'The delegation of France said that no treaty is needed.',
      'reported',
    ],
    ['what another group believes', 'The European Union believes that a treaty is needed.', 'reported'],
    ['what has been argued', 'It has been argued that a treaty is needed.', 'reported'],
    ['what speakers hold', 'A number of speakers were of the opinion that a treaty is needed.', 'reported'],
    ['what one group claims', 'One regional group has claimed that no treaty is needed.', 'reported'],
    ['what academics think', 'In the view of several academics, a treaty is needed.', 'reported'],
    ['what might have been', 'Had a treaty been concluded, norms would follow.', 'supposed'],
    ['what a named State has said in passing', 'As France has said, a treaty is needed.', 'reported'],
    ['what it asks', 'Is a treaty needed?', 'asked'],
    ['what it asks in quotation marks', 'Should we ask “is a treaty needed?”', 'asked'],
    ['what would be if', 'If a treaty were concluded, norms would follow.', 'supposed'],
    ['what follows from a supposition', 'Unless norms are respected, a treaty is needed.', 'supposed'],
    ['what an inversion supposes', 'Were a treaty concluded, norms would follow.', 'supposed'],
    ['what it concedes', 'Although a treaty is needed, norms are useful.', 'conceded'],
    ['what it concedes at the end', 'Norms are useful, even though a treaty is needed.', 'conceded'],
    ['what it quotes', 'The report says “a treaty should be concluded soon”.', 'quoted'],
    ['what it quotes first', '“There is no need for a treaty”, the report goes on.', 'quoted'],
    ['what it quotes in plain marks', 'The report says "no treaty is needed" in its summary.', 'quoted'],
  ])('%s', (_, sentence, mode) => {
    expect(treatyIn(sentence)).toBe(mode);
  });

  it('the end of a sentence whose lead-in stands above a list', () => {
    expect(readCommitments('supporting a treaty;')).toEqual([]);
    expect(readCommitments('- opposing a treaty.')).toEqual([]);
  });
});

describe('an item of a list', () => {
  const about = (leadIn: string, item: string): object | undefined =>
    readCommitments(item, 'Pakistan', { leadIn })[0]?.terms.find(({ key }) => key === 'damag');

  it.each([
    ['States should:', { polarity: 1, mood: 'normative', target: true }],
    ['States should not:', { polarity: -1, mood: 'normative', target: true }],
    ['States should be encouraged to take the following steps:', { polarity: 1, mood: 'normative', target: true }],
    ['These are the facts:', { polarity: 1, mood: 'factual', target: false }],
  ])('is governed by “%s”', (leadIn, expected) => {
    expect(about(leadIn, 'damage hospitals;')).toMatchObject(expected);
  });

  it('is what others say where they lead to it', () => {
    const [item] = readCommitments('damage hospitals;', 'Pakistan', { leadIn: 'Some States want to:' });
    expect(item?.mode).toBe('reported');
  });
});

describe('a sentence commits its author again', () => {
  it.each([
    [
      'in its own voice after another’s',
      'Some States say no treaty is needed; we believe that a treaty is needed.',
      'for',
    ],
    ['in the main clause beside a concession', 'Although norms are useful, a treaty is needed.', 'for'],
    ['around a term of art in quotation marks', 'We support a “comprehensive” treaty.', 'for'],
    ['where its own name follows a preposition', 'In the view of Pakistan, no treaty is needed.', 'against'],
    [
      'where another’s name is only an object',
      'Threats to the security of France show that a treaty is needed.',
      'for',
    ],
    ['where another is thanked', 'We thank the delegation of France; a treaty is needed.', 'for'],
  ])('%s', (_, sentence, expected) => {
    const commitments = readCommitments(sentence).filter(({ mode }) => mode === 'asserted');
    const terms = commitments.flatMap((commitment) => commitment.terms.filter(({ key }) => key === TREATY));
    expect(terms.map(({ polarity }) => (polarity === 1 ? 'for' : 'against'))).toEqual([expected]);
  });

  it('as whoever the author is', () => {
    const [french] = readCommitments('France supports a treaty.', 'France');
    expect(french?.mode).toBe('asserted');
  });
});

describe('negation reaches', () => {
  it('a list’s every member', () => {
    expect(shown(readCommitments('We support no treaty, vote or sanctions.')[0] as Commitment)).toEqual([
      '-legally-binding-instrument',
      '-vote',
      '-sanction',
    ]);
  });

  it.each([
    ['Without sanctions, States should negotiate a treaty.', 'sanction'],
    ['To prevent conflict, States must conclude a treaty.', 'conflict'],
    ['To prevent conflict in cyberspace, a treaty is needed.', 'conflict'],
    ['Rather than sanctions, a treaty should be considered.', 'sanction'],
  ])('not past the adjunct in front: “%s”', (sentence, key) => {
    expect(termIn(sentence, key).polarity).toBe(-1);
    expect(treatyIn(sentence)).toBe('for');
  });

  it.each([
    ['A ban on weapons is needed.', -1],
    ['A ban on weapons should be adopted.', -1],
    ['A ban on weapons is not needed.', 1],
  ])('the object of a noun that denies, whatever is said of it: “%s”', (sentence, polarity) => {
    expect(termIn(sentence, 'weapons').polarity).toBe(polarity);
  });

  it.each([
    'We see no need for a vote and no treaty is needed.',
    'We support neither a vote nor a treaty.',
    'We do not and will not support a treaty.',
    'We cannot and should not support a treaty.',
  ])('what a second negation repeats: “%s”', (sentence) => {
    expect(treatyIn(sentence)).toBe('against');
  });

  it('what is prevented from becoming something, and not what is prevented', () => {
    const sentence = 'States should prevent cyberspace from becoming a battlefield.';
    expect(termIn(sentence, 'cyberspace').polarity).toBe(1);
    expect(termIn(sentence, 'conflict-domain').polarity).toBe(-1);
  });

  it('nothing where another verb governs the object too', () => {
    expect(termIn('States should prevent and investigate incidents.', 'incid').polarity).toBe(1);
  });

  it('an absence, for or against which nobody stands', () => {
    const term = termIn('The absence of a treaty is noted.', TREATY);
    expect(term).toMatchObject({ polarity: -1, target: false });
  });

  it('the word behind a negative form, which says so', () => {
    expect(termIn('The challenge is insurmountable.', 'overcoming')).toMatchObject({ polarity: -1, negated: true });
    expect(termIn('The challenge is not insurmountable.', 'overcoming')).toMatchObject({ polarity: 1, negated: true });
  });

  it('past an infinitive', () => {
    expect(termIn('States should refrain from allowing networks to be used for sabotage.', 'sabotag').polarity).toBe(
      -1,
    );
  });

  it('no further than the subject of which it is said', () => {
    expect(termIn('A treaty is unnecessary to maintain the peace.', 'peac').polarity).toBe(1);
    expect(termIn('States are encouraged to maintain the peace.', 'peac').target).toBe(true);
  });

  it('no whole from which something is excepted', () => {
    const narrowing = (sentence: string): readonly string[] | undefined => readCommitments(sentence)[0]?.narrowing;
    expect(narrowing('Weapons must not be tested except at sea.')).toEqual(['']);
    expect(narrowing('Weapons must not be tested at sea.')).toBeUndefined();
    expect(narrowing('We did not support the treaty, on which we had not agreed.')).toBeUndefined();
    expect(narrowing('Weapons must not be tested without consent.')).toEqual(['']);
    expect(narrowing('Weapons must not be tested at any price.')).toEqual(['price']);
    expect(narrowing('Tests alone must not decide.')).toEqual(['alon']);
    expect(narrowing('We test alone, and weapons must not be sold.')).toBeUndefined();
  });

  it('what a prefix turns round', () => {
    expect(termIn('We support the non-use of weapons.', 'us').polarity).toBe(-1);
  });

  it('a whole only where no relative clause narrows it', () => {
    const narrowing = (sentence: string): readonly string[] | undefined => readCommitments(sentence)[0]?.narrowing;
    expect(narrowing('We support no treaty that would restrict trade.')).toEqual(['restriction', 'trade']);
    expect(narrowing('We support no treaty.')).toBeUndefined();
    expect(narrowing('We support no treaty, which is well known.')).toBeUndefined();
  });

  it('a complement from the verb that reports it', () => {
    expect(termIn('We do not think that norms are enough.', 'sufficiency').polarity).toBe(-1);
    expect(termIn('We do not think that norms are not enough.', 'sufficiency').polarity).toBe(1);
  });

  it('not past the clause', () => {
    const sentence = 'No vote is needed, but States should conclude a treaty.';
    expect(termIn(sentence, 'vote').polarity).toBe(-1);
    expect(termIn(sentence, TREATY).polarity).toBe(1);
  });
});

describe('a body', () => {
  const keys = (sentence: string): string[] =>
    readCommitments(sentence).flatMap(({ terms }) => terms.map(({ key }) => key));

  it('is another one by what its name goes on with', () => {
    expect(keys('We support the Open-ended Working Group on Ageing.')).toContain('oewg on ag');
    expect(keys('We support the Open-ended Working Group on ageing.')).toContain('oewg');
    expect(keys('We support the Open-ended Working Group on ICTs.')).toContain('oewg');
  });
});

describe('a relative clause', () => {
  it('takes over what it speaks of, without committing to it', () => {
    const [, relative] = readCommitments('We support a mechanism which serves all States.');
    expect(relative?.terms[0]).toMatchObject({ key: 'platform', polarity: 1, target: false });
  });
});

describe('mood', () => {
  it.each([
    ['States should share information.', 'normative'],
    ['States share information.', 'factual'],
    ['States can share information.', 'either'],
    ['States will share information.', 'factual'],
    ['We urge States to share information.', 'normative'],
    ['Information is to be shared by States.', 'normative'],
  ])('of “%s” is %s', (sentence, mood) => {
    expect(termIn(sentence, 'sharing').mood).toBe(mood);
  });
});

describe('a modal', () => {
  it.each([
    ['States must act.', 'must', 4],
    ['States should act.', 'should', 3],
    ['States may act.', 'may', 1],
    ['States may wish, and must try, to act.', 'must', 4],
  ])('of “%s” is “%s”', (sentence, written, strength) => {
    const modals = readCommitments(sentence).flatMap(({ modal }) => modal ?? []);
    const strongest = modals.toSorted((a, b) => b.strength - a.strength)[0];
    expect(strongest?.strength).toBe(strength);
    expect(sentence.slice(strongest?.start, strongest?.end)).toBe(written);
  });

  it('is absent from a plain statement', () => {
    expect(readCommitments('States act.')[0]?.modal).toBeUndefined();
  });
});

describe('softeners and qualifiers', () => {
  it('are kept with their place', () => {
    const sentence = 'States should not knowingly damage hospitals, as appropriate.';
    const [commitment] = readCommitments(sentence);
    expect(sentence.slice(commitment?.softener?.start, commitment?.softener?.end)).toBe('as appropriate');
    expect(commitment?.qualifiers).toMatchObject([{ group: 'intent', value: 'knowingly' }]);
    expect(sentence.slice(commitment?.qualifiers[0]?.start, commitment?.qualifiers[0]?.end)).toBe('knowingly');
  });
});

describe('poles', () => {
  const poles = (sentence: string): string[] =>
    readCommitments(sentence).flatMap((commitment) =>
      commitment.poles.map(({ axis, pole, polarity }) => `${polarity === 1 ? '' : 'not '}${axis}: ${pole}`),
    );

  it.each([
    ['predicated', 'Participation should be voluntary.', ['obligation: voluntary']],
    ['negated', 'Participation should not be mandatory.', ['not obligation: mandatory']],
    [
      'in a list',
      'Assistance should be voluntary, unconditional and non-discriminatory.',
      ['obligation: voluntary', 'conditionality: unconditional', 'discrimination: equal'],
    ],
    ['of several words', 'Decisions should be taken by a vote.', ['decision: vote']],
    ['merely describing', 'Voluntary norms are useful.', []],
    ['part of a compound', 'A public-private partnership met.', []],
  ])('count when %s', (_, sentence, expected) => {
    expect(poles(sentence).filter((pole) => !expected.includes(pole) || expected.length > 0)).toEqual(expected);
  });
});

describe('a pole is said of', () => {
  const subject = (sentence: string): readonly string[] | undefined => readCommitments(sentence)[0]?.poles[0]?.subject;

  it.each([
    ['the subject', 'Participation should be voluntary for all States.', ['participation']],
    ['the noun it describes', 'We support voluntary participation by States.', ['participation']],
    ['whatever the clause speaks of', 'States should disclose their doctrines.', ['states', 'doctrin']],
  ])('%s', (_, sentence, expected) => {
    expect(subject(sentence)).toEqual(expected);
  });

  it('a noun that it merely describes, which is told', () => {
    const attributive = (sentence: string): boolean | undefined => readCommitments(sentence)[0]?.poles[0]?.attributive;
    expect(attributive('We support voluntary participation.')).toBe(true);
    expect(attributive('Participation should be voluntary.')).toBe(false);
  });
});

describe('an act', () => {
  it('is a verb after a modal or “to”', () => {
    expect(termIn('States should report incidents.', 'report').act).toBe(true);
    expect(termIn('States should not knowingly report incidents.', 'report').act).toBe(true);
    expect(termIn('We urge States to report incidents.', 'report').act).toBe(true);
    expect(termIn('We welcome reports of incidents.', 'report').act).toBe(false);
    expect(termIn('States should report incidents.', 'incid').act).toBe(false);
  });
});

describe('any text at all', () => {
  it('is read without an error, alike each time, with every span inside it', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const commitments = readCommitments(text);
        expect(readCommitments(text)).toEqual(commitments);
        for (const { terms, poles, qualifiers, modal, softener, ...clause } of commitments) {
          for (const { start, end } of [clause, modal, softener, ...terms, ...poles, ...qualifiers].flatMap(
            (s) => s ?? [],
          )) {
            expect(start).toBeGreaterThanOrEqual(0);
            expect(end).toBeGreaterThan(start);
            expect(end).toBeLessThanOrEqual(text.length);
          }
        }
      }),
    );
  });

  it('of great length is read in time proportional to it', () => {
    const started = performance.now();
    readCommitments(`States ${'should not “say no” to a treaty, '.repeat(3000)}`);
    expect(performance.now() - started).toBeLessThan(3000);
  });
});

it('takes no subject that begins with an act for a proposal', () => {
  expect(termIn('Establishing a treaty is difficult work.', TREATY).target).toBe(false);
});
