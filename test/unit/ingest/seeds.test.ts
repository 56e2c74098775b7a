import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { CorpusDocument } from '../../../server/src/ingest/corpusDocument.js';
import { readSeed, SEED_FILES, SEEDS } from '../../support/seeds.js';

const citations = (document: CorpusDocument): string[] => document.passages.map((passage) => passage.citation);
const textOf = (document: CorpusDocument, citation: string): string | undefined =>
  document.passages.find((passage) => passage.citation === citation)?.text;
const headingsOf = (document: CorpusDocument): string[] => [
  ...new Set(document.passages.flatMap((passage) => passage.headings)),
];
const range = (from: number, to: number): number[] => Array.from({ length: to - from + 1 }, (_, n) => from + n);
const ordinals = ['', '1st', '2nd', '3rd', ...range(4, 20).map((n) => `${n}th`)];

describe('the working paper (001)', () => {
  const paper = readSeed('workingPaper');

  it('has 45 numbered paragraphs, the fifth with three sub-paragraphs', () => {
    expect(citations(paper)).toEqual([
      ...range(1, 5).map((n) => `para. ${n}`),
      'para. 5 (a)',
      'para. 5 (b)',
      'para. 5 (c)',
      ...range(6, 45).map((n) => `para. ${n}`),
    ]);
  });

  it('has its seven headings, the one without a blank line before it included', () => {
    expect(headingsOf(paper)).toEqual([
      'Introduction',
      'Existing and potential threats',
      'International Law',
      'Rules, norms and principles',
      'Confidence Building Measures',
      'Capacity-building',
      'Regular Institutional Dialogue',
    ]);
    expect(paper.passages.find((passage) => passage.citation === 'para. 6')?.headings).toEqual([
      'Existing and potential threats',
    ]);
  });

  it('joins the paragraph that a page number cuts in two', () => {
    expect(textOf(paper, 'para. 27')).toBe(
      'At the same time, they should avoid any undue restrictions on the peaceful uses of ICTs, international cooperation in this field or technology transfer, which could undermine economic and social development and hamper the efforts, particularly of developing countries, in realizing their sustainable development goals.',
    );
  });

  it('keeps a hyphen at the end of a line, and the slips of the original', () => {
    expect(textOf(paper, 'para. 7')).toContain('future inter-State conflicts more likely (UNGA Resolution 73/27).');
    expect(textOf(paper, 'para. 24')).toContain('specifically tailored the unique attributes of ICTs');
  });

  it('points at the place in the file', () => {
    const file = readFileSync(SEEDS + SEED_FILES.workingPaper, 'utf8');
    const passage = paper.passages.find(({ citation }) => citation === 'para. 17');
    expect(passage?.line).toBe(160);
    expect(file.slice(passage?.span.start, passage?.span.end)).toMatch(
      /^In an increasingly[\s\S]+global ICT environment\.$/,
    );
  });
});

describe('the damaged copy (000)', () => {
  it('reads as the first eight passages of the paper it was copied from', () => {
    const copied = readSeed('damagedCopy').passages.map(({ citation, text }) => ({ citation, text }));
    const original = readSeed('workingPaper').passages.map(({ citation, text }) => ({ citation, text }));
    expect(copied).toEqual(original.slice(0, 8));
  });
});

describe('the statements of March 2023 (002)', () => {
  const statements = readSeed('statements2023');

  it('has six agenda items with unnumbered paragraphs and lists', () => {
    const expected = [11, 4, 8, 9, 4, 4].flatMap((paragraphs, n) => [
      ...range(1, paragraphs).map((p) => `agenda item ${n + 1}, ${ordinals[p]} para.`),
      ...(n === 1 ? Array.from('abcdefg', (letter) => `agenda item 2, 4th para. (${letter})`) : []),
      ...(n === 4 ? range(1, 5).map((figure) => `agenda item 5, 4th para. (${figure})`) : []),
    ]);
    expect(citations(statements)).toEqual(expected);
    expect(headingsOf(statements)).toHaveLength(6);
    expect(headingsOf(statements)[3]).toBe('Agenda Item 4: Confidence Building Measures (CBMs) / PoC Directory');
  });

  it('joins paragraphs that a page cuts in mid-sentence', () => {
    expect(textOf(statements, 'agenda item 1, 6th para.')).toContain(
      'disruption of essential services, and even the compromise of critical infrastructure.',
    );
    expect(textOf(statements, 'agenda item 6, 3rd para.')).toContain(
      'an ideal platform for such discussion. Therefore',
    );
  });

  it('takes emphasis marks out of the prose', () => {
    expect(textOf(statements, 'agenda item 4, 4th para.')).toContain('part (c) concerning "Information Access", we');
    expect(textOf(statements, 'agenda item 5, 4th para. (2)')).toContain(
      'By ensuring fair, unconditional, and equitable access to',
    );
  });

  it('knows who speaks and when from the title block', () => {
    expect(statements.metadata).toMatchObject({ holder: 'Pakistan', kind: 'statement', date: '2023-03' });
  });
});

describe('the statement of December 2021 (003)', () => {
  const statement = readSeed('statement2021');

  it('has twenty unnumbered paragraphs and nothing of the letterhead', () => {
    expect(citations(statement)).toEqual(range(1, 20).map((n) => `${ordinals[n]} para.`));
    expect(textOf(statement, '1st para.')).toMatch(/^The Pakistan delegation congratulates you/);
    expect(textOf(statement, '20th para.')).toMatch(/the objective of cyber security\.$/);
    expect(textOf(statement, '5th para.')).toContain('in recent years in the frequency of cyber attacks');
  });

  it('knows speaker, title and date from the title block', () => {
    expect(statement.metadata).toMatchObject({ holder: 'Pakistan', kind: 'statement', date: '2021-12-13' });
    expect(statement.metadata.title).toMatch(/^Statement by Ambassador Munir Akram.*2021-2025$/);
  });
});

describe('the NAM working paper (004)', () => {
  const paper = readSeed('namPaper');

  it('names the section, because the numbers start again', () => {
    expect(citations(paper)).toEqual([
      'sect. I, para. 1',
      'sect. I, para. 2',
      'sect. I, para. 3',
      'sect. I, para. 4',
      'sect. I, para. 4 (a)',
      'sect. I, para. 4 (b)',
      ...['i', 'ii', 'iii', 'iv'].map((roman) => `sect. I, para. 4 (b) (${roman})`),
      'sect. I, para. 4 (c)',
      'sect. I, para. 4 (d)',
      ...['i', 'ii', 'iii'].map((roman) => `sect. I, para. 4 (d) (${roman})`),
      'sect. I, para. 4 (e)',
      'sect. II, opening para.',
      ...range(1, 35).map((n) => `sect. II, para. ${n}`),
    ]);
  });

  it('puts the positions under their pillar', () => {
    const passage = paper.passages.find(({ citation }) => citation === 'sect. II, para. 8');
    expect(passage?.headings).toEqual([
      'II. Positions on the Six Pillars of the OEWG Deliberation',
      'International Law',
    ]);
    expect(textOf(paper, 'sect. I, para. 4 (b) (ii)')).toBe(
      'Member States should not conduct or knowingly support any ICT activities that intentionally damages or impairs the use and operation of critical infrastructures of other Member States in contravention of international law.',
    );
  });
});

describe('every seed', () => {
  const seeds = Object.keys(SEED_FILES) as (keyof typeof SEED_FILES)[];

  it.each(seeds)('%s: no page or web furniture, salutation or markup in any passage', (seed) => {
    for (const { text } of readSeed(seed).passages) {
      expect(text).not.toMatch(/\d\/5\b|Select target|___|\*|\\|I thank you|^(?:Mr\. )?Chair(?:man)?,$|879-8600/);
      expect(text).toBe(text.trim());
      expect(text).not.toMatch(/\s{2}|[\r\n\t]/);
    }
  });

  it.each(seeds)('%s: has every word of the body, in order', (seed) => {
    const document = readSeed(seed);
    const raw = readFileSync(SEEDS + SEED_FILES[seed], 'utf8').slice(BODY_STARTS[seed]);
    const body = FURNITURE.reduce((text, pattern) => text.replace(pattern, '\n'), raw);
    let open: readonly string[] = [];
    const read = document.passages.flatMap((passage) => {
      const fresh = passage.headings.filter((heading) => !open.includes(heading));
      open = passage.headings;
      const marker = passage.marker === undefined || passage.marker === '-' ? [] : [passage.marker];
      return [...fresh, ...marker, passage.text];
    });
    expect(words(read.join(' '))).toEqual(words(body));
  });
});

/** UTF-16 offset at which letterhead and title end. */
const BODY_STARTS: Readonly<Record<keyof typeof SEED_FILES, number>> = {
  damagedCopy: startOf('damagedCopy', '1. Pakistan'),
  workingPaper: startOf('workingPaper', 'Introduction'),
  statements2023: startOf('statements2023', 'Agenda Item 1'),
  statement2021: startOf('statement2021', 'The Pakistan delegation'),
  namPaper: startOf('namPaper', 'I. Remarks'),
};

/** All that may be missing from the passages, and nothing else. */
const FURNITURE: readonly RegExp[] = [
  /^\s*4\/5\s*$/gm,
  / 1\/5$/gm,
  /^Select target paragraph3$/gm,
  /^(?:\*\*)?(?:Chair|Mr\. Chairman),(?:\*\*)?$/gm,
  /^I thank you(?:, Chair\.)?$/gm,
];

function startOf(seed: keyof typeof SEED_FILES, words: string): number {
  const at = readFileSync(SEEDS + SEED_FILES[seed], 'utf8').indexOf(words);
  if (at < 0) throw new Error(`${seed} does not hold "${words}"`);
  return at;
}

function words(text: string): string[] {
  return text.match(/[\p{L}\p{N}]+/gu) ?? [];
}
