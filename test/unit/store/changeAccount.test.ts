import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CorpusDocument, Passage } from '../../../server/src/ingest/corpusDocument.js';
import { type ChangeAccount, createChangeAccount, saySame } from '../../../server/src/store/changeAccount.js';
import { finishSteps } from '../../../server/src/util/steps.js';
import { makeDocument } from '../../support/corpus.js';

const DOCUMENT = makeDocument({ id: 'a', text: '# Threats\n\nOne. Two.\n\nThree.', date: '2020', symbol: 'S/1' });

function take(account: ChangeAccount, ...texts: readonly (readonly [id: string, text: string])[]): void {
  finishSteps(account.take(texts.map(([id, text]) => makeDocument({ id, text }))));
}

describe('a change account', () => {
  it('knows of nothing at first', () => {
    expect(createChangeAccount().since(0)).toEqual({ revision: 0, changed: [], removed: [] });
  });

  it('makes a revision of each state, also of one that is the same', () => {
    const account = createChangeAccount();
    take(account, ['a', 'One.']);
    take(account, ['a', 'One.']);
    take(account);
    expect(account.revision).toBe(3);
    expect(account.since(1)).toEqual({ revision: 3, changed: [], removed: ['a'] });
    expect(account.since(3)).toEqual({ revision: 3, changed: [], removed: [] });
  });

  it('tells what is new, changed, gone and back since each revision', () => {
    const account = createChangeAccount();
    take(account, ['a', 'One.'], ['b', 'Two.']);
    take(account, ['a', 'Another.'], ['c', 'Three.']);
    take(account, ['a', 'Another.'], ['b', 'Two.']);
    expect(account.since(0)).toEqual({ revision: 3, changed: ['a', 'b'], removed: ['c'] });
    expect(account.since(1)).toEqual({ revision: 3, changed: ['a', 'b'], removed: ['c'] });
    expect(account.since(2)).toEqual({ revision: 3, changed: ['b'], removed: ['c'] });
    expect(account.since(3)).toEqual({ revision: 3, changed: [], removed: [] });
  });

  it('lists ids by code points', () => {
    const account = createChangeAccount();
    const ids = ['\u{10437}', '\u{ff21}', 'b', 'B'];
    take(account, ...ids.map((id) => [id, 'One.'] as const));
    expect(account.since(0).changed).toEqual(['B', 'b', '\u{ff21}', '\u{10437}']);
    take(account);
    expect(account.since(0).removed).toEqual(['B', 'b', '\u{ff21}', '\u{10437}']);
  });

  it('stays as it was until all documents are taken', () => {
    const account = createChangeAccount();
    take(account, ['a', 'One.']);
    const before = account.since(0);
    const steps = account.take([makeDocument({ id: 'b', text: 'Two.' }), makeDocument({ id: 'c', text: 'Three.' })]);
    steps.next();
    steps.next();
    expect([account.revision, account.since(0)]).toEqual([1, before]);
    finishSteps(steps);
    expect(account.since(1)).toEqual({ revision: 2, changed: ['b', 'c'], removed: ['a'] });
  });

  it('tells of any row of states what one learns by comparing them', () => {
    const state = fc.dictionary(fc.constantFrom('p', 'q', 'r'), fc.nat(1));
    fc.assert(
      fc.property(fc.array(state, { minLength: 1, maxLength: 6 }), (row) => {
        const account = createChangeAccount();
        for (const each of row) {
          take(account, ...Object.entries(each).map(([id, n]) => [id, `Text ${n}.`] as const));
        }
        const states = [{}, ...row] as readonly Readonly<Record<string, number>>[];
        const last = states.at(-1) ?? {};
        states.forEach((_, revision) => {
          const since = states.slice(revision);
          const moved = ['p', 'q', 'r'].filter((id) =>
            since.some((each, i) => i > 0 && each[id] !== since[i - 1]?.[id]),
          );
          const known = ['p', 'q', 'r'].filter((id) => since.some((each) => id in each));
          expect(account.since(revision)).toEqual({
            revision: row.length,
            changed: moved.filter((id) => id in last),
            removed: known.filter((id) => !(id in last)),
          });
        });
      }),
    );
  });
});

describe('saySame', () => {
  const withPassage = (changed: Partial<Passage>): CorpusDocument => ({
    ...DOCUMENT,
    passages: DOCUMENT.passages.map((passage, i) => (i === 0 ? { ...passage, ...changed } : passage)),
  });

  it.each<[string, CorpusDocument]>([
    ['itself', DOCUMENT],
    ['a copy', structuredClone(DOCUMENT)],
    ['one of another file', { ...DOCUMENT, uri: 'file:///elsewhere/a.md' }],
    ['one that stands elsewhere in its file', withPassage({ span: { start: 900, end: 920 }, line: 40, page: 3 })],
    [
      'one with its facts in another order',
      { ...DOCUMENT, metadata: Object.fromEntries(Object.entries(DOCUMENT.metadata).reverse()) as never },
    ],
    [
      'one with a fact that is not known',
      { ...DOCUMENT, metadata: { ...DOCUMENT.metadata, forum: undefined } as never },
    ],
    ['one whose passage stands under none, as it says', withPassage({ depth: 0 })],
    ['one of another fingerprint', { ...DOCUMENT, fingerprint: 'other' }],
  ])('takes %s for the same', (_, other) => {
    expect(saySame(DOCUMENT, other)).toBe(true);
    expect(saySame(other, DOCUMENT)).toBe(true);
  });

  it.each<[string, CorpusDocument]>([
    ['another text', withPassage({ text: 'One. Two!' })],
    ['another citation', withPassage({ citation: 'para. 9' })],
    ['another heading', withPassage({ headings: ['Opportunities'] })],
    ['a heading more', withPassage({ headings: ['Threats', 'Old ones'] })],
    ['an enumerator', withPassage({ marker: '1' })],
    ['another depth', withPassage({ depth: 1 })],
    ['a passage less', { ...DOCUMENT, passages: DOCUMENT.passages.slice(0, 1) }],
    ['another date', { ...DOCUMENT, metadata: { ...DOCUMENT.metadata, date: '2021' } }],
    ['another handling', { ...DOCUMENT, metadata: { ...DOCUMENT.metadata, handling: 'restricted' } }],
    ['other bounds', { ...DOCUMENT, metadata: { ...DOCUMENT.metadata, between: ['2019', '2020'] } }],
  ])('tells one with %s from it', (_, other) => {
    expect(saySame(DOCUMENT, other)).toBe(false);
    expect(saySame(other, DOCUMENT)).toBe(false);
  });

  it('takes the same passages in another order for something else', () => {
    expect(saySame(DOCUMENT, { ...DOCUMENT, passages: DOCUMENT.passages.toReversed() })).toBe(false);
  });

  it('reads no text where a fingerprint or a fact tells', () => {
    const unreadable = (changed: Partial<CorpusDocument>): CorpusDocument => {
      const { passages: _, ...known } = { ...DOCUMENT, fingerprint: 'f', ...changed };
      return {
        ...known,
        get passages(): never {
          throw new Error('a text was read');
        },
      };
    };
    expect(saySame(unreadable({}), unreadable({}))).toBe(true);
    const elsewhere = { uri: 'file:///elsewhere/a.md' };
    expect(() => saySame(unreadable({}), unreadable(elsewhere))).toThrow('a text was read');
    const metadata = { ...DOCUMENT.metadata, date: '2021' };
    expect(saySame(unreadable({}), unreadable({ metadata }))).toBe(false);
  });
});
