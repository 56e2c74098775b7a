import { describe, expect, it } from 'vitest';
import { makeIndex } from '../../support/corpus.js';

const LAW = `Previous GGEs have concluded that international law, and in particular the Charter of the United Nations, is
  applicable and is essential to maintaining peace and stability and promoting an open, secure, stable, accessible and
  peaceful ICT environment.`;
const RULES = `There is a need to develop binding rules that can promote an open, secure, stable, accessible and peaceful ICT
  environment. The rules should guide States.`;

function texts(...documents: readonly { id: string; text: string; date?: string; holder?: string }[]): string[] {
  return [...makeIndex(documents).phrases].map(({ text }) => text);
}

describe('phrases', () => {
  it('finds recurring wording, trimmed so that it reads as a phrase, punctuation kept', () => {
    expect(texts({ id: 'a', text: `${LAW}\n\n${RULES}` })).toEqual([
      'open, secure, stable, accessible and peaceful ICT environment',
    ]);
  });

  it('writes a phrase as the newest document does and counts documents and places', () => {
    const index = makeIndex([
      { id: 'old', date: '2019', text: 'We support responsible State behaviour in cyber-space.' },
      { id: 'new', date: '2023', text: 'It promotes responsible State behavior in cyberspace.' },
    ]);
    const phrases = [...index.phrases];
    expect(phrases).toHaveLength(1);
    expect(phrases[0]).toMatchObject({ text: 'responsible State behavior in cyberspace', documents: 2 });
    expect([...(phrases[0]?.occurrences ?? [])].map(({ document }) => document)).toEqual([0, 1]);
  });

  it('needs two passages', () => {
    expect(texts({ id: 'a', text: 'The digital divide grows. The digital divide grows.' })).toEqual([]);
  });

  it('does not run over the end of a sentence or clause', () => {
    const text = 'It ends with global peace. Nobody doubts.';
    expect(texts({ id: 'a', text: `${text}\n\n${text}` })).toEqual(['ends with global peace']);
    const list = 'sovereign equality of States; peaceful settlement of disputes';
    expect(texts({ id: 'a', text: `${list}\n\n${list}` }).sort()).toEqual([
      'peaceful settlement of disputes',
      'sovereign equality of States',
    ]);
  });

  it('leaves out what stands only inside a longer phrase, and keeps what stands elsewhere too', () => {
    const found = texts({
      id: 'a',
      text: `threat or use of force against the territorial integrity of any State

        threat or use of force against the territorial integrity of any State

        threat or use of force in relations among nations

        the legitimization of the threat or use of force`,
    });
    expect(found).toEqual([
      'threat or use of force against the territorial integrity of any State',
      'threat or use of force',
    ]);
  });

  it('ranks by number of documents before length', () => {
    const found = texts(
      { id: 'a', holder: 'A', text: 'sustainable development goals of every nation\n\nexchange of best practices' },
      { id: 'b', holder: 'B', text: 'sustainable development goals of every nation\n\nour exchange of best practices' },
      { id: 'c', holder: 'C', text: 'an exchange of best practices' },
    );
    expect(found).toEqual(['exchange of best practices', 'sustainable development goals of every nation']);
  });

  it('closes the bracket that a phrase opens', () => {
    const found = texts({
      id: 'a',
      text: 'international security (OEWG group)\n\nthe international security (OEWG group)',
    });
    expect(found).toEqual(['international security (OEWG group)']);
  });
});
