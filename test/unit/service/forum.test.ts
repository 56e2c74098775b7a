import { describe, expect, it } from 'vitest';
import { createForumFilter } from '../../../server/src/service/forum.js';
import { searchPassages } from '../../../server/src/service/search.js';
import { provideSimilar } from '../../../server/src/service/similar.js';
import { checkHover } from '../../support/checks.js';
import { createContextOf } from '../../support/record.js';

const WORDS = 'a hotline between the capitals of all States';
const documents = [
  { id: 'newest', holder: 'Japan', tier: 'other', date: '2023', forum: 'First Committee', text: `There is ${WORDS}.` },
  {
    id: 'same',
    holder: 'Norway',
    tier: 'other',
    date: '2019',
    forum: 'Open-ended Working Group on security of and in the use of ICTs',
    text: `There is ${WORDS}.`,
  },
  { id: 'own', date: '2018', forum: 'First Committee', text: `We thank you. There was ${WORDS}.` },
  // Words that every passage has say nothing of likeness.
  { id: 'else', holder: 'Japan', tier: 'other', date: '2017', text: 'Rivers carry boats.\n\nBoats need harbours.' },
] as const;
const usual = createContextOf(documents);
const inGroup = createContextOf(documents, { forum: 'OEWG' });

describe('the forum', () => {
  it.each([
    ['OEWG', ['same']],
    ['open-ended working group', ['same']],
    ['first committee', ['newest', 'own']],
    ['Second Committee', []],
    ['', []],
    ['–', []],
  ])('%j has the documents %j', (forum, ids) => {
    const isOfForum = createForumFilter(forum, usual);
    expect(usual.index.documents.flatMap(({ id }, i) => (isOfForum(i) ? id : []))).toEqual(ids);
  });

  it('comes after authority and before the date in a search', () => {
    const found = (context: typeof usual): string[] =>
      searchPassages('capitals hotline', 5, context).found.map(
        ({ document, reasons }) =>
          `${document.id}: ${reasons.filter((each) => /own|forum|newest/.test(each)).join(', ')}`,
      );
    expect(found(usual)).toEqual(['own: own delegation', 'newest: newest', 'same: ']);
    expect(found(inGroup)).toEqual(['own: own delegation', 'same: same forum', 'newest: newest']);
  });

  it('of the draft, else of the settings, comes first in a hover', () => {
    const sources = (front: string, context: typeof usual): string[] => {
      const text = checkHover(`${front}We want a hot¦line between the capitals of all States.`, context)?.text ?? '';
      return [...text.matchAll(/^\*\*(\w+)\*\* .*?(same forum)? *$/gm)].map(
        ([, holder, same]) => `${holder} ${same ?? ''}`,
      );
    };
    expect(sources('', usual)).toEqual(['Japan ', 'Norway ', 'Pakistan ']);
    expect(sources('', inGroup)).toEqual(['Norway same forum', 'Japan ', 'Pakistan ']);
    expect(sources('---\nforum: First Committee\n---\n', inGroup)).toEqual([
      'Japan same forum',
      'Pakistan same forum',
      'Norway ',
    ]);
  });

  it('decides between passages that are equally like a text', () => {
    const holders = (context: typeof usual, forum?: string): string[] =>
      provideSimilar(`There is ${WORDS}.`, 2, context, forum).similar.map(
        ({ precedent: { holder, reasons } }) => `${holder} ${reasons.join()}`,
      );
    expect(holders(usual)).toEqual(['Japan ', 'Norway ']);
    expect(holders(inGroup)).toEqual(['Norway same forum', 'Japan ']);
    expect(holders(inGroup, 'First Committee')[0]).toBe('Japan same forum');
  });
});
