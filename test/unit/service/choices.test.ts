import { describe, expect, it } from 'vitest';
import { meantChoice, type MeantChoice, sameChoices } from '../../../server/src/service/choices.js';
import type { ServiceContext } from '../../../server/src/service/context.js';
import { createContextOf } from '../../support/record.js';

const BEGINNING = 'Pakistan calls for the early start of talks';
const context: ServiceContext = createContextOf([
  {
    id: 'said',
    date: '2021',
    text: `${BEGINNING} on zeppelins in Geneva.\n\n${BEGINNING} on airships, in Geneva or in New York.\n\nNo harbours.`,
  },
  { id: 'other', date: '2022', text: 'Airfields are needed.' },
]);
const SAID = 'file:///corpus/said.md';

function meant(params: Parameters<typeof meantChoice>[0], within = context): MeantChoice {
  const found = meantChoice(params, within);
  if ('problem' in found) throw new Error(found.problem);
  return found;
}

describe('what a request to choose means', () => {
  it('is a document, by the name of its file', () => {
    const { choice, isSame } = meant({ document: SAID, reason: 'instruction' });
    expect(choice).toEqual({ document: 'said.md', reason: 'instruction' });
    expect([{ document: 'said' }, { document: 'said.md', words: 'x' }, { document: 'other' }].map(isSame)).toEqual([
      true,
      false,
      false,
    ]);
  });

  it('is a document by its id, where a newer one has a file of the same name', () => {
    const [old, newer] = [context.index.documents[1], context.index.documents[0]];
    if (old === undefined || newer === undefined) throw new Error('two documents');
    const documents = [{ ...newer, uri: 'file:///elsewhere/said.md' }, old];
    const within = { ...context, index: { ...context.index, documents } };
    expect(meant({ document: SAID }, within).choice).toEqual({ document: 'said' });
    expect(meant({ document: SAID }, within).isSame({ document: 'said.md' })).toBe(false);
    expect(meant({ document: 'file:///elsewhere/said.md' }, within).choice).toEqual({ document: 'said.md' });
  });

  it('is a passage, by as many of its first words as no other passage begins with', () => {
    expect(meant({ document: SAID, line: 4 }).choice).toEqual({ document: 'said.md', words: 'No harbours.' });
    expect(meant({ document: SAID, line: 0 }).choice.words).toBe(`${BEGINNING} on zeppelins in Geneva.`);
    const { choice, isSame } = meant({ document: SAID, line: 3 });
    expect(choice.words).toBe(`${BEGINNING} on airships, in Geneva or in New York.`);
    expect(['on airships', 'early start', 'zeppelins'].map((words) => isSame({ document: 'said', words }))).toEqual([
      true,
      true,
      false,
    ]);
    expect(isSame({ document: 'said' })).toBe(false);
  });

  it('is one that the file has, whatever the words it has', () => {
    const choices = { pinned: [{ document: 'said', words: 'No harbours' }], retired: [] };
    expect(sameChoices(meant({ document: SAID, line: 4 }), 'pinned', { choices })).toEqual(choices.pinned);
    expect(sameChoices(meant({ document: SAID, words: 'No harbours' }), 'pinned', { choices })).toEqual(choices.pinned);
    expect(sameChoices(meant({ document: SAID }), 'pinned', { choices })).toEqual([]);
  });

  it('is nothing for a document that is gone, and above the first passage', () => {
    expect(meantChoice({ document: 'file:///gone.md' }, context)).toEqual({
      problem: 'The record holds no such document any more.',
    });
    const within = createContextOf([{ id: 'late', text: '\n\n\nAirfields are needed.' }]);
    expect(meantChoice({ document: 'file:///corpus/late.md', line: 1 }, within)).toEqual({
      problem: 'There is no passage of the record here. Choose one of its paragraphs.',
    });
  });
});
