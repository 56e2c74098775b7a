import { describe, expect, it } from 'vitest';
import { provideCompletion, resolveCompletionItem } from '../../../server/src/service/completion.js';
import { createBundledContext } from '../../support/bundled.js';
import { checkCompletion, markedDraft } from '../../support/checks.js';
import { makeDocument } from '../../support/corpus.js';

const context = createBundledContext();
const AGREED = 'open, secure, stable, accessible and peaceful ICT environment';

describe('completion', () => {
  it('replaces the words typed by the whole phrase', () => {
    const { results, items } = checkCompletion('Pakistan remains committed to an open, secure, sta¦', context);
    expect(results[0]).toBe(`Pakistan remains committed to an ${AGREED}`);
    expect(items[0]?.filterText).toBe('open, secure, sta');
    expect(items[0]?.documentation).toBeUndefined();
  });

  it.each([
    ['an open, secure, sta¦', 'sta', AGREED.slice('open, secure, '.length)],
    ['an open, secure, ¦', '', AGREED.slice('open, secure, '.length)],
    ['committed to an opne, secure, sta¦', 'sta', AGREED.slice('open, secure, '.length)],
  ])('replaces but the word at the cursor where the editor takes no edit: %s', (marked, filterText, insertText) => {
    const { draft, position } = markedDraft(marked, context);
    const [item] = provideCompletion(draft, position, context, 'word').items;
    expect(item).toMatchObject({ filterText, insertText });
    expect(item?.textEdit).toBeUndefined();
  });

  it.each([
    ['an open, secure, sta¦', 'sta', AGREED.slice('open, secure, '.length)],
    ['an open, secure, ¦', '', AGREED.slice('open, secure, '.length)],
    ['committed to an opne, secure, sta¦', 'sta', AGREED.slice('open, secure, '.length)],
    ['wording for a legally-bind¦', 'legally-bind', 'legally-binding'],
    ['wording for a legally-bind¦', 'legally-bind', 'legally binding instrument'],
    ['non-secure, sta¦', 'sta', 'stable, accessible and peaceful ICT environment'],
    ['wide-open, secure, sta¦', 'sta', 'stable, accessible and peaceful ICT environment'],
    ['We want a pan-open¦', 'pan-open', `pan-${AGREED}`],
  ])('replaces the word at the cursor with what joins it, where the editor goes by that: %s', (marked, word, text) => {
    const { draft, position } = markedDraft(marked, context);
    const { items } = provideCompletion(draft, position, context, 'symbol');
    const start = { line: position.line, character: position.character - word.length };
    expect(items).toContainEqual(
      expect.objectContaining({
        label: text,
        filterText: word,
        textEdit: { range: { start, end: position }, newText: text },
      }),
    );
  });

  it('mends a typo in passing', () => {
    expect(checkCompletion('committed to an opne, secure, ¦', context).results[0]).toBe(`committed to an ${AGREED}`);
    expect(checkCompletion('instrument, specificaly tail¦', context).results[0]).toBe(
      'instrument, specifically tailored to the unique attributes of ICTs',
    );
  });

  it('never offers wording that was put right later', () => {
    for (const typed of ['specifically tail¦', 'specifically tailored ¦', 'international instruments, specif¦']) {
      expect(checkCompletion(typed, context).results.filter((text) => text.includes('tailored the'))).toEqual([]);
    }
  });

  it('keeps a capital that the drafter typed, and a name’s own', () => {
    expect(checkCompletion('Open, secure, sta¦', context).results[0]).toBe(`O${AGREED.slice(1)}`);
    expect(checkCompletion('member States should be enc¦', context).results[0]).toBe(
      'Member States should be encouraged',
    );
  });

  it('leaves words on an earlier line alone', () => {
    expect(checkCompletion('committed to an open,\nsecure, sta¦', context).results[0]).toBe(
      `committed to an open,\n${AGREED.slice('open, '.length)}`,
    );
  });

  it('completes in a numbered paragraph and in a list', () => {
    expect(checkCompletion('# T\n\n3. An open, secure, ¦\n', context).results[0]).toBe(`# T\n\n3. An ${AGREED}\n`);
    expect(checkCompletion('- a) open, secure, ¦', context).results[0]).toBe(`- a) ${AGREED}`);
  });

  it.each([
    ['too little is typed', 'the op¦'],
    ['the sentence has ended', 'An open, secure, stable world. ¦'],
    ['the cursor is inside a word', 'open, secure, sta¦ble'],
    ['front matter', '---\ntitle: open, secure, sta¦\n---\n'],
    ['code', '```\nopen, secure, sta¦\n```'],
    ['inline code', 'see `open, secure, sta¦`'],
    ['a comment', '<!-- open, secure, sta¦ -->'],
    ['an inline comment', 'Well <!-- open, secure, sta¦ -->'],
    ['a quotation', '> open, secure, sta¦'],
    ['the phrase stands already', `${AGREED}¦`],
    ['an empty draft', '¦'],
  ])('offers nothing when or in %s', (_, marked) => {
    expect(checkCompletion(marked, context).items).toEqual([]);
  });

  it('offers nothing when switched off, and no more than the settings say', () => {
    const withItems = (enable: boolean, maxItems: number) => ({
      ...context,
      settings: { ...context.settings, completion: { enable, maxItems } },
    });
    expect(checkCompletion('open, secure, ¦', withItems(false, 20)).items).toEqual([]);
    expect(checkCompletion('capacity buil¦', withItems(true, 2)).items).toHaveLength(2);
  });

  it('offers no other delegation’s wording', () => {
    const foreign = makeDocument({
      id: 'foreign',
      holder: 'Elsewhere',
      tier: 'own',
      date: '2024',
      text: 'Zeppelin traffic management is a sovereign matter.',
    });
    const more = createBundledContext([foreign]);
    expect(checkCompletion('zeppelin traffic man¦', more).items).toEqual([]);
    const theirs = { ...more, settings: { ...more.settings, delegation: 'Elsewhere' } };
    expect(checkCompletion('zeppelin traffic man¦', theirs).results).toEqual([
      'zeppelin traffic management is a sovereign matter',
    ]);
  });
});

describe('completion label', () => {
  it('begins with the last typed word, since a list is narrow', () => {
    expect(checkCompletion('It remains open, secure, sta¦', context).items[0]?.label).toBe(
      '… stable, accessible and peaceful ICT environment',
    );
  });
});

describe('completion resolve', () => {
  it('gives the evidence', () => {
    const { draft, position } = markedDraft('open, secure, sta¦', context);
    const [item] = provideCompletion(draft, position, context).items;
    const resolved = item && resolveCompletionItem(JSON.parse(JSON.stringify(item)), context);
    expect(resolved?.documentation).toMatchObject({
      kind: 'markdown',
      value: expect.stringContaining(`**${AGREED}**`),
    });
    expect(resolved?.textEdit).toEqual(item?.textEdit);
  });

  it.each([undefined, null, 'x', {}, { phrase: 7 }, { phrase: 'zeppelin' }])(
    'leaves an item with data %j alone',
    (data) => {
      const item = { label: 'x', data };
      expect(resolveCompletionItem(item, context)).toBe(item);
    },
  );
});
