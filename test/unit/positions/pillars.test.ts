import { describe, expect, it } from 'vitest';
import { parseLexicon } from '../../../server/src/positions/lexicon.js';
import { loadBundledDocuments, loadBundledLexicon } from '../../support/bundled.js';

const { pillars } = loadBundledLexicon();
const pillar = (headings: readonly string[], ...concepts: string[]) => pillars.of(headings, concepts)?.id;

describe('the pillars', () => {
  it('stand in the order of the agenda', () => {
    expect(pillars.all.map(({ name }) => name)).toEqual([
      'Existing and potential threats',
      'Rules, norms and principles',
      'International law',
      'Confidence-building measures',
      'Capacity-building',
      'Regular institutional dialogue',
    ]);
  });

  it('are named by the innermost heading that tells', () => {
    expect(pillar(['International law', 'Capacity building', 'Remarks'])).toBe('capacity-building');
    expect(pillar(['Agenda Item 4: Confidence Building Measures (CBMs) / PoC Directory'])).toBe('confidence-building');
    expect(pillar(['Regular Institutional Dialogues'])).toBe('institutional-dialogue');
  });

  it('go by the concepts only where no heading tells', () => {
    expect(pillar(['Introduction'], 'capacity-building')).toBe('capacity-building');
    expect(pillar(['International Law'], 'capacity-building')).toBe('international-law');
    expect(pillar([], 'oewg', 'capacity-building', 'digital-divide')).toBe('capacity-building');
    expect(pillar([], 'oewg', 'capacity-building')).toBe('capacity-building');
    expect(pillar(['Introduction'], 'bread')).toBeUndefined();
    expect(pillar([])).toBeUndefined();
  });

  it('are six for the headings of the bundled working paper', () => {
    const paper = loadBundledDocuments().find(({ id }) => id === 'pakistan-working-paper-oewg');
    const found = new Set(paper?.passages.map(({ headings }) => pillar(headings)));
    expect(found).toEqual(new Set([undefined, ...pillars.all.map(({ id }) => id)]));
  });

  it('are those of all files together', () => {
    const { lexicon, problems } = parseLexicon([
      { name: 'a.yaml', text: 'pillars:\n  bread: { name: Bread, headings: [bread], concepts: [loaf] }' },
      { name: 'b.yaml', text: 'pillars:\n  bread: { name: Bread, headings: [rolls], concepts: [oven] }' },
    ]);
    expect(problems).toEqual([]);
    expect(lexicon.pillars.all).toEqual([{ id: 'bread', name: 'Bread' }]);
    expect(lexicon.pillars.of(['On rolls'], [])?.id).toBe('bread');
    expect(lexicon.pillars.of([], ['oven'])?.id).toBe('bread');
  });

  it('are refused when one has no name', () => {
    const { problems } = parseLexicon([{ name: 'a.yaml', text: 'pillars:\n  bread: { headings: [], concepts: [] }' }]);
    expect(problems[0]?.message).toMatch(/^entry "pillars\.bread\.name"/);
  });
});

describe('lines', () => {
  it('join concepts that the lexicon has', () => {
    const lexicon = loadBundledLexicon();
    expect(lexicon.lines.get('binding-rules')).toBe('legally-binding-instrument');
    expect(lexicon.lines.get('legally-binding-instrument')).toBeUndefined();
  });
});
