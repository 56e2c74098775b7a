import { describe, expect, it } from 'vitest';
import type { ServiceContext } from '../../../server/src/service/context.js';
import { askRecord, nearestInRecord, bindingRecord } from '../../../server/src/service/record.js';
import type { TestDocument } from '../../support/corpus.js';
import { createContextOf, readCommitments } from '../../support/record.js';

/** So many other things are said that no word of a test is common. */
const REST: TestDocument = {
  id: 'rest',
  date: '2017',
  text: [
    'Schools teach children to read.',
    'Rivers carry boats.',
    'Music moves people.',
    'Trade needs ports and roads.',
    'Bread is baked early.',
    'Farmers grow wheat.',
  ].join('\n\n'),
};

const said = (date: string, text: string, holder = 'Pakistan'): TestDocument => ({
  id: `${holder} ${date}`.replace(/\W/g, '-'),
  date,
  holder,
  text,
});

function ask(sentence: string, context: ServiceContext, holders: readonly string[] = ['Pakistan']) {
  const [commitment] = readCommitments(sentence);
  if (commitment === undefined) throw new Error(`nothing read: ${sentence}`);
  const { conflict, agrees } = askRecord(commitment, holders, context);
  return { against: conflict?.prior.sentence.text, date: conflict?.prior.sentence.date, agrees };
}

const FOR = 'We need a treaty on outer space.';
const AGAINST = 'We see no need for a treaty on outer space.';

describe('the record', () => {
  it('contradicts a draft that denies what was said, and says where', () => {
    const context = createContextOf([REST, said('2021', FOR)]);
    expect(ask(AGAINST, context)).toEqual({ against: FOR, date: '2021', agrees: false });
    const [commitment] = readCommitments(AGAINST);
    if (commitment === undefined) throw new Error('nothing read');
    const place = askRecord(commitment, ['Pakistan'], context).conflict?.prior.sentence.place;
    if (place === undefined || !('passage' in place)) throw new Error('no passage');
    const passage = context.index.documents[place.document]?.passages[place.passage];
    expect(passage?.text.slice(place.sentence.start, place.sentence.end)).toBe(FOR);
  });

  it('agrees with a draft that says the same', () => {
    expect(ask(FOR, createContextOf([REST, said('2021', FOR)]))).toEqual({
      against: undefined,
      date: undefined,
      agrees: true,
    });
  });

  it('is that of the holders asked for', () => {
    const context = createContextOf([REST, said('2021', FOR, 'France')], { groups: ['Spain', 'France'] });
    expect(ask(AGAINST, context).against).toBeUndefined();
    expect(ask(AGAINST, context, ['Spain', 'France']).against).toBe(FOR);
  });

  it('is silent on another matter', () => {
    expect(ask('We see no need for a vote on bread.', createContextOf([REST, said('2021', FOR)]))).toMatchObject({
      against: undefined,
      agrees: false,
    });
  });

  it('holds a draft to the newest line, not to one that was given up', () => {
    const moved = createContextOf([REST, said('2019', AGAINST), said('2023', FOR)]);
    expect(ask(FOR, moved)).toEqual({ against: undefined, date: undefined, agrees: true });
    expect(ask(AGAINST, moved)).toMatchObject({ against: FOR, date: '2023' });
  });

  it('holds a draft to the newest line whichever document comes first', () => {
    const moved = createContextOf([REST, said('2023', AGAINST), said('2019', FOR)]);
    expect(ask(AGAINST, moved).against).toBeUndefined();
    expect(ask(FOR, moved)).toMatchObject({ against: AGAINST, date: '2023' });
  });

  it('quotes the newest of two alike', () => {
    const context = createContextOf([REST, said('2019', FOR), said('2023', FOR.replace('need', 'support'))]);
    expect(ask(AGAINST, context).date).toBe('2023');
  });

  it('quotes an older line that is much nearer to the draft', () => {
    const near = 'We need a treaty on outer space comets near planets.';
    const context = createContextOf([
      REST,
      said('2019', near),
      said('2023', 'We need a treaty on outer space and tea.'),
    ]);
    expect(ask(AGAINST, context).date).toBe('2023');
    expect(ask('We see no need for a treaty on outer space comets near planets.', context).date).toBe('2019');
  });

  it('leaves a draft alone that shares too little with what was said', () => {
    const context = createContextOf([
      REST,
      said('2021', 'We need a treaty on mines, drones, robots, lasers, torpedoes, rockets and satellites in orbit.'),
    ]);
    expect(
      ask('We see no need for a treaty on bread, wheat, boats, ports and satellites.', context).against,
    ).toBeUndefined();
  });

  it('counts an undated document by the latest date it can have', () => {
    const { date: _, ...undated } = said('2020', AGAINST);
    const context = createContextOf([REST, { ...undated, between: ['2018', '2024'] }, said('2021', FOR)]);
    expect(ask(FOR, context)).toMatchObject({ against: AGAINST, date: '2024' });
  });

  it('is read once for one revision of the index', () => {
    const context = createContextOf([REST]);
    expect(bindingRecord.of(context)).toBe(bindingRecord.of({ ...context }));
  });
});

describe('the nearest statement', () => {
  const nearest = (sentence: string, context: ServiceContext): string | undefined => {
    const [commitment] = readCommitments(sentence);
    return commitment && nearestInRecord(commitment, ['Pakistan'], context)?.sentence.text;
  };
  const LINE = 'States should share satellite data with neighbours.';

  it('is the one that shares most with the draft', () => {
    const context = createContextOf([
      REST,
      said('2023', 'States should share satellite data with ports.'),
      said('2019', LINE),
    ]);
    expect(nearest('States may share satellite data with neighbours.', context)).toBe(LINE);
  });

  it('is the newest of equals', () => {
    const newer = LINE.replace('should', 'must');
    const context = createContextOf([REST, said('2019', LINE), said('2023', newer)]);
    expect(nearest('States may share satellite data with neighbours.', context)).toBe(newer);
  });

  it('is none when all are far, or say the opposite', () => {
    const context = createContextOf([REST, said('2019', LINE)]);
    expect(nearest('States may share bread with children in schools near satellite dishes.', context)).toBeUndefined();
    expect(nearest('States should not share satellite data with neighbours.', context)).toBeUndefined();
  });
});
