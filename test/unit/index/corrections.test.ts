import { describe, expect, it } from 'vitest';
import { makeIndex, type TestDocument } from '../../support/corpus.js';

const SLIP = `Pakistan also recognizes the need for legally binding international instruments, specifically tailored the unique
  attributes of ICTs, which can provide a regulatory course to ensure stability and security in the ICT environment.`;
const RIGHT = `Pakistan therefore shares the view that it is essential to develop a legally binding international instrument,
  specifically tailored to the unique attributes of ICTs, to provide a regulatory framework.`;

function offers(documents: readonly TestDocument[], typed: string): string[] {
  return makeIndex(documents)
    .complete(typed, 20)
    .map(({ text }) => text);
}

describe('corrected wording', () => {
  const both: TestDocument[] = [
    { id: 'paper', between: ['2019', '2021-03'], text: SLIP },
    { id: 'statement', date: '2021-12-13', text: RIGHT },
  ];

  it('is never offered once a later document of the holder has put it right', () => {
    for (const typed of [
      'specifically tail',
      'specificaly tailord',
      'specifically tailored the',
      'binding international instruments, spec',
    ]) {
      expect(offers(both, typed).filter((text) => text.includes('tailored the'))).toEqual([]);
    }
    expect(offers(both, 'specifically tail')).toContain('specifically tailored to the unique attributes of ICTs');
  });

  it('is found as precedent all the same', () => {
    expect(makeIndex(both).findPhrase(['tailored', 'the', 'unique'])).toHaveLength(1);
  });

  it('is offered as long as nothing corrects it', () => {
    expect(offers([{ id: 'paper', date: '2019', text: SLIP }], 'specifically tail')).toEqual([
      'specifically tailored the unique attributes of ICTs',
    ]);
  });

  it.each([
    ['another holder writes otherwise', { id: 'b', date: '2021-12-13', holder: 'Group of 77', text: RIGHT }],
    ['the other document is older', { id: 'b', date: '2017', text: RIGHT }],
    ['nobody knows when the other document was written', { id: 'b', text: RIGHT }],
  ])('is not corrected when %s', (_, other) => {
    const found = offers([{ id: 'paper', date: '2019', text: SLIP }, other], 'specifically tail');
    expect(found).toContain('specifically tailored the unique attributes of ICTs');
  });

  it('does not take a change of modality, negation or scope for a correction', () => {
    const older = 'In our view the Directory should be used to settle technical attribution of incidents.';
    for (const newer of [older.replace('should be', 'should not be'), older.replace('should', 'may')]) {
      const documents = [
        { id: 'a', date: '2020', text: older },
        { id: 'b', date: '2023', text: newer },
      ];
      expect(offers(documents, 'view the Directory sho')).toContain(
        'view the Directory should be used to settle technical attribution of incidents',
      );
    }
  });

  it('leaves wording alone that the holder used again since', () => {
    const documents = [...both, { id: 'later', date: '2023', text: `On security, ${SLIP}` }];
    expect(offers(documents, 'specifically tail')).toContain('specifically tailored the unique attributes of ICTs');
  });

  it('keeps a slip that recurs out of the phrases too', () => {
    const index = makeIndex([
      { id: 'paper', date: '2019', text: `${SLIP}\n\nFor the record: ${SLIP}` },
      { id: 'statement', date: '2021-12-13', text: RIGHT },
    ]);
    expect([...index.phrases].filter(({ text }) => text.includes('tailored the'))).toEqual([]);
  });
});
