import { describe, expect, it } from 'vitest';
import {
  choicesFor,
  countStatements,
  pillarNodes,
  statementNodes,
  statementTooltip,
  topicNodes,
  yearsOf,
} from '../../../../client/src/positions/positionNodes.js';
import { positionOf, stepOf } from '../../../support/positions.js';

const POSITIONS = [
  positionOf('treaty', [stepOf('We need a treaty.'), stepOf('We need a treaty.'), stepOf('Norms are not enough.')], {
    pillar: 'Norms',
  }),
  positionOf('rivers', [stepOf('Rivers belong to all.')]),
  positionOf('treaty', [stepOf('NAM supports rules.')], { holder: 'Non-Aligned Movement', pillar: 'Norms' }),
  positionOf('assistance', [stepOf('Help.')], { holder: 'Non-Aligned Movement', pillar: 'Norms' }),
  positionOf('fund', [stepOf('A fund is needed.')], { pillar: 'Capacity' }),
];

/** Every statement of the view as "pillar / topic / text". */
function listed(words: string): readonly string[] {
  return pillarNodes(POSITIONS, words).flatMap((pillar) =>
    topicNodes(pillar).flatMap((topic) =>
      statementNodes(topic, words).map(({ step }) => `${pillar.name} / ${topic.position.topic} / ${step.text}`),
    ),
  );
}

describe('the entries of the view', () => {
  it('go by subject, topic and time; what belongs to no subject comes last', () => {
    expect(listed('')).toEqual([
      'Capacity / fund / A fund is needed.',
      'Norms / assistance / Help.',
      'Norms / treaty / We need a treaty.',
      'Norms / treaty / We need a treaty.',
      'Norms / treaty / Norms are not enough.',
      'Norms / treaty / NAM supports rules.',
      'undefined / rivers / Rivers belong to all.',
    ]);
  });

  it('have names of their own, which stay when others come and go', () => {
    const ids = (positions: typeof POSITIONS): readonly string[] =>
      pillarNodes(positions, '').flatMap((pillar) => [
        pillar.id,
        ...topicNodes(pillar).flatMap((topic) => [topic.id, ...statementNodes(topic, '').map(({ id }) => id)]),
      ]);
    const all = ids(POSITIONS);
    expect(new Set(all).size).toBe(all.length);
    expect(all).toEqual(expect.arrayContaining([...ids(POSITIONS.slice(1))]));
  });

  it('are those that hold all words, wherever they stand', () => {
    expect(listed('enough norms')).toEqual(['Norms / treaty / Norms are not enough.']);
    expect(listed('TREATY movement')).toEqual(['Norms / treaty / NAM supports rules.']);
    expect(listed('zeppelins')).toEqual([]);
    expect(countStatements(POSITIONS, 'treaty')).toBe(4);
  });
});

describe('a statement in the view', () => {
  it.each([
    [stepOf('x'), 'statement confirm edit retire'],
    [stepOf('x', { decided: 'read', status: 'confirmed' }), 'statement edit retire undo'],
    [stepOf('x', { decided: 'read', status: 'retired' }), 'statement confirm edit undo'],
    [stepOf('x', { decided: 'own', status: 'confirmed' }), 'statement edit undo'],
  ])('may be decided about as fits it', (step, choices) => expect(choicesFor(step)).toBe(choices));

  it('begins with its year, or the years in which it may have been made', () => {
    expect(yearsOf(stepOf('x'))).toBe('2020');
    expect(yearsOf(stepOf('x', { days: { from: '2018-12-01', to: '2021-03-31' } }))).toBe('2018–2021');
    const { days: _, ...undated } = stepOf('x');
    expect(yearsOf(undated)).toBeUndefined();
  });

  it('is quoted with what changed and why, and nothing in it is a link or an icon', () => {
    const position = positionOf('treaty', [
      stepOf('Old.', { date: '2019' }),
      stepOf('[Run](command:evil) <b>$(flame)</b>\n# now', {
        grounds: ['telegram *114*'],
        changed: {
          since: 0,
          words: [
            { kind: 'earlier', words: 'a_b' },
            { kind: 'both', words: 'c' },
            { kind: 'later', words: 'd*' },
          ],
        },
      }),
    ]);
    const [, second] = position.steps;
    if (second === undefined) throw new Error('two steps');
    const words = { since: 'Since {0}:', decided: 'Decided: {0}' };
    const text = statementTooltip({ kind: 'statement', id: '', position, step: second }, words);
    expect(text.split('\n\n')).toEqual([
      '> \\[Run\\]\\(command\\:evil\\) \\<b\\>\\$\\(flame\\)\\<\\/b\\> \\# now',
      'Pakistan\\, statement\\, 2020\\, para\\. 1',
      'Since 2019\\: ~~a\\_b~~ c **d\\***',
      'Decided\\: telegram \\*114\\*',
    ]);
  });
});
