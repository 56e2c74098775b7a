import { describe, expect, it } from 'vitest';
import type { ServiceContext } from '../../../server/src/service/context.js';
import { finishSteps } from '../../../server/src/util/steps.js';
import { coverageOf } from '../../../server/src/service/coverage.js';
import { standingAsks } from '../../../server/src/service/standingAsks.js';
import { createBundledContext } from '../../support/bundled.js';
import { markedDraft } from '../../support/checks.js';
import { createContextOf } from '../../support/record.js';

const asks = (context: ServiceContext): string[] => standingAsks.of(context).map(({ quote }) => quote);

function asksIn(...said: readonly string[]): string[] {
  return asks(createContextOf([{ id: 'a', date: '2021', text: said.join('\n\n') }]));
}

describe('what is asked for', () => {
  it.each([
    ['an obligation', 'Capacity-building should be voluntary.'],
    ['a refusal', 'Pakistan opposes offensive cyber weapons.'],
    ['a call', 'We call for a treaty.'],
  ])('is %s', (_, text) => {
    expect(asksIn(text)).toEqual([text]);
  });

  it.each([
    ['a judgement', 'Capacity-building has a crucial role to play.'],
    ['an approval', 'We welcome the start of talks on a treaty.'],
    ['a worry', 'We must be concerned at attacks on critical infrastructure.'],
    ['something of the papers', 'The non-paper on the Directory should be shortened.'],
    ['something of one session', 'The 75th session of the General Assembly should extend the OEWG.'],
    ['a possibility', 'Confidence-building measures can contribute to peace.'],
  ])('is not %s', (_, text) => {
    expect(asksIn(text)).toEqual([]);
  });

  it('is quoted without what leads to it', () => {
    expect(asksIn('However, we believe that capacity-building should be voluntary.')).toEqual([
      '… capacity-building should be voluntary.',
    ]);
  });

  it('comes once, the strongest first, then the newest', () => {
    const context = createContextOf([
      { id: 'old', date: '2019', text: 'The Directory must remain open.\n\nAttribution should rest on evidence.' },
      { id: 'new', date: '2023', text: 'Capacity-building should be voluntary.\n\nWe support an OEWG.' },
      { id: 'again', date: '2024', text: 'Capacity-building should be voluntary.' },
    ]);
    expect(standingAsks.of(context).map(({ quote, citation }) => [quote, citation.split(', ')[2]])).toEqual([
      ['The Directory must remain open.', '2019'],
      ['Capacity-building should be voluntary.', '2024'],
      ['Attribution should rest on evidence.', '2019'],
      ['We support an OEWG.', '2023'],
    ]);
  });

  it('is as strong as what it takes up', () => {
    const context = createContextOf([
      { id: 'old', date: '2019', text: 'It is essential to develop a legally binding international instrument.' },
      { id: 'new', date: '2023', text: 'Attribution should rest on evidence.\n\nWe call for a binding instrument.' },
    ]);
    expect(asks(context)[0]).toBe('We call for a binding instrument.');
  });

  it('is the delegation’s before its groups’, and of these only what it does not ask itself', () => {
    const own = 'Capacity-building should be voluntary.';
    const holder = 'Non-Aligned Movement';
    const context = createContextOf([
      { id: 'group', holder, tier: 'group', date: '2023', text: `${own}\n\nThe Directory must remain open.` },
      { id: 'own', date: '2020', text: own },
    ]);
    expect(standingAsks.of(context).map(({ holder: by, quote }) => [by, quote])).toEqual([
      ['Pakistan', own],
      [holder, 'The Directory must remain open.'],
    ]);
  });
});

describe('the coverage of a draft', () => {
  it('names at most five absent asks of a subject, and the number of the others', () => {
    const context = createBundledContext();
    const { draft } = markedDraft('¦Rivers carry boats.', context);
    const coverage = finishSteps(coverageOf(draft, context));
    const total = coverage.reduce((sum, { absent, more }) => sum + absent.length + more, 0);
    expect(total).toBe(standingAsks.of(context).filter(({ pillar }) => pillar !== undefined).length);
    for (const { absent } of coverage) expect(absent.length).toBeLessThanOrEqual(5);
    const norms = coverage.find(({ pillar }) => pillar === 'Rules, norms and principles');
    expect(norms?.absent[0]?.quote).toContain('advocating for a legally-binding international instrument');
    expect(coverage.some(({ more }) => more > 0)).toBe(true);
  });
});
