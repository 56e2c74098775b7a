import { describe, expect, it } from 'vitest';
import { NO_DECISIONS, type PositionDecisions } from '../../../server/src/ingest/positionsFile.js';
import type { ServiceContext } from '../../../server/src/service/context.js';
import { labelsOf, providePositions, provideTimeline } from '../../../server/src/service/positions.js';
import { createBundledContext } from '../../support/bundled.js';
import { markedDraft } from '../../support/checks.js';
import { makeDocument } from '../../support/corpus.js';
import { createContextOf } from '../../support/record.js';

const bundled = createBundledContext();
const POSITIONS = 'file:///project/.aide-memoire/positions.yaml';

/** The one position on a topic: each statement as "status: citation", and the words that changed. */
function timeline(topic: string, context: ServiceContext, holder = 'Pakistan') {
  const { positions } = providePositions({ topic, holder }, context);
  const [position] = positions;
  if (position === undefined || positions.length > 1) throw new Error(`${positions.length} positions on ${topic}`);
  return position;
}

function decided(decisions: Partial<PositionDecisions>): ServiceContext {
  return { ...createBundledContext(), decisions: { ...NO_DECISIONS, uri: POSITIONS, ...decisions } };
}

describe('the positions of the bundled record', () => {
  it('show how the line on binding rules moved', () => {
    const { steps, topic } = timeline('treaty', bundled);
    expect(topic).toBe('legally binding instrument');
    const at = (words: string) => {
      const step = steps.find(({ text }) => text.includes(words));
      if (step === undefined) throw new Error(`no statement says ${words}`);
      return { ...step, place: steps.indexOf(step), by: steps[step.by ?? -1]?.citation };
    };
    const rules = at('politically or legally binding rules');
    const instrument = at('essential to develop a legally binding international instrument');
    const norms = at('non-binding norms can');
    expect(rules).toMatchObject({
      status: 'superseded',
      by: 'Pakistan, statement, 13 December 2021, 14th para.',
      date: 'undated, between December 2018 and March 2021',
    });
    expect(instrument).toMatchObject({
      status: 'retained',
      by: 'Pakistan, statement, March 2023, agenda item 1, 9th para.',
    });
    expect(norms).toMatchObject({ status: 'current', date: 'March 2023' });
    expect([rules.place, instrument.place, norms.place]).toEqual(
      [rules.place, instrument.place, norms.place].toSorted((a, b) => a - b),
    );
  });

  it('tell the days, the strength and the side of each statement', () => {
    const { steps } = timeline('treaty', bundled);
    const at = (words: string) => steps.find(({ text }) => text.includes(words));
    expect(at('politically or legally')?.days).toEqual({ from: '2018-12-01', to: '2021-03-31' });
    expect(at('essential to develop')).toMatchObject({
      days: { from: '2021-12-13', to: '2021-12-13' },
      strength: 4,
      side: 'for',
    });
    expect(timeline('parallel structure', bundled).steps[0]).toMatchObject({
      days: { from: '2023-03-01', to: '2023-03-31' },
      side: 'against',
    });
    expect(at('non-binding norms can')?.side).toBeUndefined();
  });

  it('mark the words that changed', () => {
    const { steps } = timeline('treaty', bundled);
    const step = steps.find(({ text }) => text.includes('essential to develop'));
    expect(steps[step?.changed?.since ?? -1]?.citation).toBe('Pakistan, working paper, undated, para. 24');
    expect(step?.changed?.words).toContainEqual({ kind: 'later', words: 'to' });
    expect(step?.changed?.words).toContainEqual({ kind: 'earlier', words: 'need for' });
  });

  it('are found by whatever words name the topic, and by the holder', () => {
    expect(timeline('PoC Directory', bundled).topic).toBe('directory');
    expect(timeline('directory', bundled, 'pakistan').pillar).toBe('Confidence-building measures');
    expect(providePositions({ topic: 'zeppelins' }, bundled).positions).toEqual([]);
    for (const { topic, holder } of providePositions({}, bundled).positions) {
      expect(timeline(topic, bundled, holder).topic).toBe(topic);
    }
    const holders = providePositions({}, bundled).positions.map(({ holder }) => holder);
    expect(new Set(holders)).toEqual(new Set(['Pakistan', 'Non-Aligned Movement']));
    expect(holders.lastIndexOf('Pakistan')).toBeLessThan(holders.indexOf('Non-Aligned Movement'));
  });

  it('each have a pillar and a place in a document', () => {
    for (const { pillar, steps } of providePositions({}, bundled).positions) {
      expect(bundled.lexicon.pillars.all.map(({ name }) => name)).toContain(pillar);
      for (const { uri, text, range } of steps) {
        const document = bundled.index.documents.find((each) => each.uri === uri);
        const passage = document?.passages.find(({ line }) => line === range.start.line);
        expect(passage?.text).toContain(text);
      }
    }
  });

  it('hold no mere description', () => {
    const all = providePositions({}, bundled).positions.flatMap(({ steps }) => steps.map(({ text }) => text));
    expect(all.some((text) => text.startsWith('The attacks on vital systems'))).toBe(false);
    expect(all.some((text) => text.startsWith('Misuse of ICTs carries the serious risk'))).toBe(false);
    expect(all.some((text) => text.endsWith(':'))).toBe(false);
  });

  it('hold no thanks, no report of what others said, and nothing on gaps as such', () => {
    const { positions } = providePositions({}, bundled);
    const all = positions.flatMap(({ steps }) => steps.map(({ text }) => text));
    for (const opening of [
      'Pakistan also commends your work',
      'Previous GGE reports',
      'Pakistan welcomed',
      'We highly',
    ]) {
      expect(all.filter((text) => text.startsWith(opening))).toEqual([]);
    }
    expect(positions.map(({ topic }) => topic)).not.toContain('gaps');
    expect(timeline('norms', bundled, 'Non-Aligned Movement').steps.map(({ text }) => text)).toEqual([
      expect.stringContaining('deliberate on the proposed new threats and norms'),
    ]);
  });
});

describe('positions that are decided', () => {
  it('stand as confirmed, with their grounds', () => {
    const context = decided({
      confirmed: [{ line: 1, words: 'essential to develop', date: '2023-06', instruction: 'telegram 114' }],
    });
    const step = timeline('treaty', context).steps.find(({ text }) => text.includes('essential to develop'));
    const days = { from: '2023-06-01', to: '2023-06-30' };
    expect(step).toMatchObject({ status: 'confirmed', date: 'June 2023', days, grounds: ['telegram 114'] });
  });

  it('stand in other words, and what they replace is retired', () => {
    const wording = 'Pakistan supports a legally binding instrument on outer space and cyberspace.';
    const context = decided({ confirmed: [{ line: 1, words: 'essential to develop', wording, reason: 'shorter' }] });
    const { steps } = timeline('treaty', context);
    expect(steps.find(({ text }) => text.includes('essential to develop'))?.status).toBe('retired');
    expect(steps.find(({ text }) => text === wording)).toMatchObject({
      status: 'confirmed',
      date: '13 December 2021',
      citation: '.aide-memoire/positions.yaml, line 2, shorter',
      uri: POSITIONS,
      range: { start: { line: 1, character: 0 }, end: { line: 2, character: 0 } },
    });
  });

  it('are added to a topic of any name', () => {
    const added = [{ line: 4, topic: 'water sharing', wording: 'Rivers belong to all.', date: '2024' }];
    const { steps, holder, pillar } = timeline('Water sharing', decided({ added }));
    expect({ holder, pillar }).toEqual({ holder: 'Pakistan', pillar: undefined });
    expect(steps.map(({ status, text, date }) => ({ status, text, date }))).toEqual([
      { status: 'confirmed', text: 'Rivers belong to all.', date: '2024' },
    ]);
  });

  it('are given up, and still shown', () => {
    const context = decided({
      retired: [{ line: 0, words: 'essential to develop', reason: 'superseded by instruction of 12 March' }],
    });
    const { steps } = timeline('treaty', context);
    expect(steps.find(({ text }) => text.includes('essential to develop'))).toMatchObject({
      status: 'retired',
      grounds: ['superseded by instruction of 12 March'],
    });
    expect(steps.some(({ by }) => by !== undefined && steps[by]?.status === 'retired')).toBe(false);
  });

  it('are one topic where topics are merged', () => {
    const merged = [{ line: 0, topics: ['treaty', 'norms'], into: 'rules of the road' }];
    const context = decided({ merged });
    expect(timeline('rules of the road', context).steps.length).toBe(
      timeline('treaty', bundled).steps.length + timeline('norms', bundled).steps.length,
    );
    expect(timeline('binding rules', context).topic).toBe('rules of the road');
  });
});

describe('the timeline at a place of a draft', () => {
  const at = (marked: string, context: ServiceContext = bundled): string[] => {
    const { draft, position } = markedDraft(marked, context);
    return provideTimeline(draft, position, context).positions.map(({ holder, topic }) => `${holder}: ${topic}`);
  };

  it('is that of the clause at the cursor', () => {
    const draft = 'A treaty is needed, and the Directory should be voluntary.';
    expect(at(draft.replace('needed', 'need¦ed'))).toEqual(['Pakistan: legally binding instrument']);
    expect(at(draft.replace('voluntary', 'volun¦tary'))).toEqual(['Pakistan: directory']);
  });

  it('is that of the delegation and of its groups', () => {
    expect(at('Capacity-building should be ¦free.')).toEqual([
      'Pakistan: capacity building',
      'Non-Aligned Movement: capacity building',
    ]);
  });

  it('is that of the sentence where the clause has no topic', () => {
    expect(at('A treaty is needed, and rivers carry ¦boats.')).toEqual(['Pakistan: legally binding instrument']);
  });

  it('is none where nothing is spoken of, or nothing was held', () => {
    expect(at('Rivers carry ¦boats.')).toEqual([]);
    expect(at('¦')).toEqual([]);
    expect(at('We need a ¦treaty.', createContextOf([{ id: 'a', text: 'Rivers carry boats.' }]))).toEqual([]);
  });
});

describe('labels before a paragraph', () => {
  it('stand for headings, the list’s and its own', () => {
    const document = makeDocument({
      id: 'a',
      text: 'Capacity building:\n\nAssistance: it is needed.\n\nIt was 12:30.',
    });
    const [first, second, third] = document.passages;
    if (first === undefined || second === undefined || third === undefined) throw new Error('three passages');
    const nested = { ...document, passages: [first, { ...second, depth: 1 }, { ...third, depth: 1 }] };
    expect(labelsOf(nested, 1)).toEqual(['Capacity building', 'Assistance']);
    expect(labelsOf(nested, 2)).toEqual(['Capacity building']);
    expect(labelsOf(nested, 0)).toEqual(['Capacity building']);
  });
});
