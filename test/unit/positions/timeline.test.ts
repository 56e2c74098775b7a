import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Position, readPositions, type Statement } from '../../../server/src/positions/timeline.js';
import { createTokenizer } from '../../../server/src/text/tokens.js';
import { finishSteps } from '../../../server/src/util/steps.js';
import { loadBundledLexicon } from '../../support/bundled.js';

const lexicon = loadBundledLexicon();
const tokenize = createTokenizer(lexicon.spelling);

type Said = readonly [
  date: string,
  text: string,
  more?: Partial<Omit<Statement<number>, 'sentence'>> & { readonly leadIn?: string },
];

function positions(...said: readonly Said[]): readonly Position<number>[] {
  const statements = said.map(([date, text, { leadIn, ...more } = {}], place) => ({
    sentence: { holder: 'Pakistan', date, text, place, ...(leadIn === undefined ? {} : { leadIn }) },
    ...more,
  }));
  return finishSteps(readPositions(statements, { lexicon, tokenize, weight: () => 1 }));
}

/** The statuses of a position's statements, each as "place status". */
function statuses(topic: string, ...said: readonly Said[]): string[] {
  const found = positions(...said).find((position) => position.topic === topic);
  return (found?.steps ?? []).map(({ sentence, status, by }) =>
    by === undefined
      ? `${sentence.place} ${status}`
      : `${sentence.place} ${status} by ${found?.steps[by]?.sentence.place}`,
  );
}

const TOPIC = 'legally-binding-instrument';
const FOR = 'We need a treaty on outer space.';
const AGAINST = 'We see no need for a treaty on outer space.';

describe('a timeline', () => {
  it('goes from the oldest statement to the newest', () => {
    expect(statuses(TOPIC, ['2023', FOR], ['2019', FOR], ['2021', FOR])).toEqual([
      '1 retained by 2',
      '2 retained by 0',
      '0 current',
    ]);
  });

  it('says that an opposite line took the place of an older one', () => {
    expect(statuses(TOPIC, ['2019', AGAINST], ['2023', FOR])).toEqual(['0 superseded by 1', '1 current']);
    expect(statuses(TOPIC, ['2019', FOR], ['2023', AGAINST])).toEqual(['0 superseded by 1', '1 current']);
  });

  it('says that another object took the place of an older one', () => {
    const rules = 'There is a need for the United Nations to adopt binding rules.';
    const instrument = 'It is essential to develop a legally binding international instrument.';
    expect(statuses(TOPIC, ['2019', rules], ['2021', instrument], ['2023', instrument])).toEqual([
      '0 superseded by 1',
      '1 retained by 2',
      '2 current',
    ]);
  });

  it('tells stronger from weaker where the order of modals or verbs does', () => {
    const should = 'Capacity-building should be based on national needs.';
    const must = should.replace('should', 'must');
    expect(statuses('capacity-building', ['2019', should], ['2023', must])).toEqual([
      '0 strengthened by 1',
      '1 current',
    ]);
    expect(statuses('capacity-building', ['2019', must], ['2023', should])).toEqual(['0 superseded by 1', '1 current']);
  });

  it('takes an exchanged qualifier for another line', () => {
    const line = 'States should not intentionally damage critical infrastructure.';
    expect(
      statuses('critical-infrastructure', ['2020', line], ['2023', line.replace('intentionally', 'unintentionally')]),
    ).toEqual(['0 superseded by 1', '1 current']);
  });

  it('leaves what is said of another side of the topic standing', () => {
    expect(
      statuses(
        'capacity-building',
        ['2019', 'Capacity-building should be politically neutral.'],
        ['2023', 'Capacity-building should include training in forensics.'],
      ),
    ).toEqual(['0 current', '1 current']);
  });

  it('does not take what is said of a topic, or spoken on it, for an ask for it', () => {
    const need = 'There is a need for capacity-building.';
    const list = { leadIn: 'Pakistan believes that the principles should include the following:' };
    const later: readonly Said[] = [
      ['2023', 'Capacity-building should be holistic.', list],
      ['2023', 'We propose recommendations on capacity-building for rural schools, banks and ports.'],
    ];
    expect(statuses('capacity-building', ['2019', need], ...later)).toEqual(['0 current', '1 current', '2 current']);
    expect(statuses('capacity-building', ['2019', need], ['2023', need])).toEqual(['0 retained by 1', '1 current']);
  });

  it('finds the same line where only what follows differs', () => {
    const role = 'The United Nations has a central role in promoting dialogue';
    expect(
      statuses(
        'institutional-dialogue',
        ['2019', `${role} on the security of ICTs and developing norms of responsible behaviour in this field.`],
        ['2021', `${role} and cooperation among Member States to develop a common understanding on the ICT matrix.`],
      ),
    ).toEqual(['0 retained by 1', '1 current']);
  });

  it('takes what is said of such a thing for nothing on what it mentions', () => {
    expect(positions(['2019', 'Such an instrument should provide for capacity-building.'])).toEqual([]);
    expect(statuses(TOPIC, ['2019', 'Such binding rules should provide for capacity-building.'])).toEqual([
      '0 current',
    ]);
  });

  it('lets the newest word decide, whatever was said in between', () => {
    expect(statuses(TOPIC, ['2019', FOR], ['2021', AGAINST], ['2023', FOR])).toEqual([
      '0 retained by 2',
      '1 superseded by 2',
      '2 current',
    ]);
  });

  it('sets none before another of what may be the same day', () => {
    expect(statuses(TOPIC, ['2023', AGAINST], ['2023-03', FOR])).toEqual(['0 current', '1 current']);
    expect(statuses(TOPIC, ['', AGAINST], ['2023', FOR])).toEqual(['0 current', '1 current']);
  });

  it('ranks what is confirmed above everything that is read', () => {
    expect(statuses(TOPIC, ['2019', FOR, { ruling: 'confirmed' }], ['2023', AGAINST])).toEqual([
      '0 confirmed',
      '1 superseded by 0',
    ]);
    expect(statuses(TOPIC, ['2019', FOR, { ruling: 'confirmed' }], ['2023', AGAINST, { ruling: 'confirmed' }])).toEqual(
      ['0 superseded by 1', '1 confirmed'],
    );
  });

  it('counts nothing that is retired', () => {
    expect(statuses(TOPIC, ['2019', FOR], ['2023', AGAINST, { ruling: 'retired' }])).toEqual([
      '0 current',
      '1 retired',
    ]);
  });

  it('takes for a position whatever is decided about', () => {
    const described = 'Attacks on critical infrastructure grow.';
    expect(statuses('critical-infrastructure', ['2019', described])).toEqual([]);
    expect(statuses('critical-infrastructure', ['2019', described, { ruling: 'confirmed' }])).toEqual(['0 confirmed']);
  });

  it('takes a topic that is stated, whatever is said', () => {
    expect(statuses('water', ['2019', 'Rivers belong to all.', { ruling: 'confirmed', topic: 'water' }])).toEqual([
      '0 confirmed',
    ]);
  });

  it('reads a list item as its lead-in says, and not the lead-in itself', () => {
    const item = 'Discussions on capacity-building in developing countries.';
    expect(statuses('capacity-building', ['2019', item])).toEqual([]);
    expect(statuses('capacity-building', ['2019', item, { leadIn: 'We propose the following:' }])).toEqual([
      '0 current',
    ]);
    expect(statuses('capacity-building', ['2019', item, { leadIn: 'The agenda was:' }])).toEqual([]);
    expect(positions(['2019', 'Capacity-building should include:'])).toEqual([]);
  });

  it('is kept for each holder apart, in the order of their names', () => {
    const sentence = (holder: string, place: number) => ({ sentence: { holder, date: '2020', text: FOR, place } });
    const held = finishSteps(
      readPositions([sentence('Spain', 0), sentence('France', 1)], { lexicon, tokenize, weight: () => 1 }),
    );
    expect(held.map(({ holder, steps }) => `${holder} ${steps.length}`)).toEqual(['France 1', 'Spain 1']);
  });

  it('says of each statement which earlier one it goes on from', () => {
    const [position] = positions(['2019', FOR], ['2021', FOR], ['2023', FOR]);
    expect(position?.steps.map(({ after }) => after)).toEqual([undefined, 0, 1]);
  });

  it('says of each statement how strongly it asks, and whether for the topic or against it', () => {
    const [position] = positions(
      ['2019', 'We should welcome a treaty on outer space.'],
      ['2020', AGAINST],
      ['2021', 'We call for a treaty on outer space, and see no need for a treaty on cyberspace.'],
    );
    expect(position?.steps.map(({ strength, polarity }) => [strength, polarity])).toEqual([
      [3, 1],
      [4, -1],
      [4, undefined],
    ]);
    expect(
      positions(['2019', 'Rivers belong to all.', { ruling: 'confirmed', topic: 'water' }])[0]?.steps,
    ).toMatchObject([{ strength: 0 }]);
  });

  it('does not depend on the order in which the record is read, and only looks forward', () => {
    const dates = fc.constantFrom('2019', '2020-02', '2021-12-13', '2023-03', '2023-03-06');
    const texts = fc.constantFrom(FOR, AGAINST, 'We need binding rules.', 'We see no need for binding rules.');
    const said = fc.array(fc.tuple(dates, texts), { minLength: 1, maxLength: 7 });
    const summary = (statements: readonly Said[]): string[] =>
      positions(...statements)
        .flatMap(({ steps }) => steps.map(({ sentence, status }) => `${sentence.date} ${sentence.text} ${status}`))
        .toSorted();
    fc.assert(
      fc.property(said, (statements) => {
        expect(summary(statements.toReversed())).toEqual(summary(statements));
        for (const { steps } of positions(...statements)) {
          for (const [i, { by, after, status }] of steps.entries()) {
            expect(by === undefined).toBe(status === 'current');
            if (by !== undefined) expect(by).toBeGreaterThan(i);
            if (after !== undefined) expect(after).toBeLessThan(i);
          }
        }
      }),
    );
  });
});
