import { describe, expect, it } from 'vitest';
import { positionsIn } from '../../../server/src/store/positionsIn.js';
import { storeDocument, STORE_WORDS } from '../../support/storeFixtures.js';

/** Passage, topic and sentence of each position. */
function positionsOf(text: string, holder = 'Norway'): readonly (readonly [number, string, string])[] {
  const document = storeDocument({ id: 'a', holder, text });
  return [...positionsIn(document, STORE_WORDS)].map(({ passage, sentence, topic }) => [
    passage,
    topic,
    document.passages[passage]?.text.slice(sentence.start, sentence.end) ?? '',
  ]);
}

const sentencesOf = (text: string, holder?: string): readonly string[] =>
  positionsOf(text, holder).map(([, , sentence]) => sentence);

describe('positionsIn', () => {
  it('gives each sentence in which a line is taken, where it stands', () => {
    const found = positionsOf(
      'We thank the Chair. We support a legally binding instrument.\n\nHello.\n\nCapacity-building should be voluntary.',
    );
    expect(found.map(([passage, , sentence]) => [passage, sentence])).toEqual([
      [0, 'We support a legally binding instrument.'],
      [2, 'Capacity-building should be voluntary.'],
    ]);
    expect(new Set(found.map(([, topic]) => topic)).size).toBe(2);
  });

  it('names one matter by one topic, however it is worded', () => {
    const topics = positionsOf('We support a legally binding instrument. We oppose a treaty.').map(
      ([, topic]) => topic,
    );
    expect(topics).toHaveLength(2);
    expect(new Set(topics).size).toBe(1);
  });

  it('takes nothing for a position that is asked, reported of others, or merely said', () => {
    expect(
      sentencesOf(
        'Should there be a legally binding instrument? Some say that capacity-building is not needed. The meeting was long.',
      ),
    ).toEqual([]);
  });

  it('takes what the holder is reported to hold for his, and not what another is', () => {
    const text = 'Norway supports a legally binding instrument.';
    expect(sentencesOf(text, 'Norway')).toEqual([text]);
    expect(sentencesOf(text, 'Chile')).toEqual([]);
  });

  it('tells each topic of a sentence once, in the order of code points', () => {
    const text = 'The OEWG should deliberate on norms, and the OEWG should deliberate on norms again.';
    expect(positionsOf(text)).toEqual([
      [0, 'norms', text],
      [0, 'oewg', text],
    ]);
  });

  it('finds nothing in a document without passages', () => {
    expect(positionsOf('')).toEqual([]);
  });
});
