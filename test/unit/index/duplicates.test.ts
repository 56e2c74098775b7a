import { describe, expect, it } from 'vitest';
import { createBundledContext } from '../../support/bundled.js';
import { makeIndex } from '../../support/corpus.js';
import { readSeed } from '../../support/seeds.js';

const FIRST = `Pakistan attaches immense importance to the Open-ended working group on developments in the field of
  information and telecommunications in the context of international security (OEWG), established pursuant to General
  Assembly resolution 73/27 of December 2018.`;
const SECOND = `The OEWG represents the first inclusive institutional process under the UN auspices, having universal
  membership on this topic of great significance.`;
const THIRD = 'Progress in this field is a measure and driver of economic growth and prosperity.';
const PAPER = [FIRST, SECOND, THIRD].join('\n\n');
const COPY = `Working Paper by Pakistan 1. ${FIRST} 2. ${SECOND} 1/5 Select target paragraph3`;

describe('duplicates', () => {
  it('leaves out a damaged copy on which the enumerators are in the text and nobody is named', () => {
    const index = makeIndex([
      { id: '000', holder: 'Unknown', text: COPY },
      { id: '001', text: PAPER },
    ]);
    expect(index.documents.map(({ id }) => id)).toEqual(['001']);
    expect(index.duplicates).toEqual([
      { document: expect.objectContaining({ id: '000' }), of: '001', share: expect.any(Number) },
    ]);
    expect(index.duplicates[0]?.share).toBeGreaterThan(0.8);
    expect(index.findPhrase(['universal', 'membership'])).toHaveLength(1);
  });

  it('does not depend on the order in which the documents come', () => {
    const index = makeIndex([
      { id: '001', text: PAPER },
      { id: '000', text: COPY },
    ]);
    expect(index.duplicates.map(({ document, of }) => [document.id, of])).toEqual([['000', '001']]);
  });

  it('keeps what others may see beside a restricted copy, and leaves out a restricted copy of what they may', () => {
    const idsOf = (...restricted: string[]): string[] =>
      makeIndex(
        [
          { id: 'long', text: PAPER },
          { id: 'short', text: `${FIRST}\n\n${SECOND}` },
        ].map((each) => (restricted.includes(each.id) ? { ...each, handling: 'restricted' as const } : each)),
      ).documents.map(({ id }) => id);
    expect(idsOf()).toEqual(['long']);
    expect(idsOf('short')).toEqual(['long']);
    expect(idsOf('long', 'short')).toEqual(['long']);
    expect(idsOf('long').sort()).toEqual(['long', 'short']);
  });

  it('keeps the attributed document, be it shorter', () => {
    const index = makeIndex([
      { id: 'scan', holder: 'Unknown', text: PAPER },
      { id: 'paper', text: `${FIRST}\n\n${SECOND}` },
    ]);
    expect(index.duplicates.map(({ document }) => document.id)).not.toContain('paper');
  });

  it.each([
    ['another holder says the same', { holder: 'Group of 77', text: FIRST }],
    ['it was said again on another day', { date: '2023-03-06', text: FIRST }],
    [
      'less than four fifths are the same',
      {
        text: `${FIRST} Something quite different follows here in this one. ${THIRD.replace('measure', 'gauge')} We have more to say on several other matters of some weight today.`,
      },
    ],
  ])('keeps both when %s', (_, other) => {
    const index = makeIndex([
      { id: 'paper', date: '2019', text: PAPER },
      { id: 'other', ...other },
    ]);
    expect(index.duplicates).toEqual([]);
    expect(index.documents).toHaveLength(2);
  });

  it('knows the damaged first page of the working paper as received', () => {
    const { index } = createBundledContext([readSeed('damagedCopy')]);
    expect(index.duplicates.map(({ of }) => of)).toEqual(['pakistan-working-paper-oewg']);
    expect(index.documents).toHaveLength(4);
  });

  it('keeps near-copies inside one document as passages of one document', () => {
    const text = `NAM underscores that a multilateral inclusive institutional platform will represent a major contribution.

      NAM further underscores that a multilateral inclusive institutional platform will represent a major contribution.`;
    const index = makeIndex([{ id: 'nam', text }]);
    expect(index.passageCount).toBe(2);
    const phrase = [...index.phrases].find((each) => each.text.includes('multilateral inclusive'));
    expect(phrase?.documents).toBe(1);
    expect(phrase?.occurrences).toHaveLength(2);
  });
});
