import { describe, expect, it } from 'vitest';
import { provideHover } from '../../../server/src/service/hover.js';
import { createBundledContext } from '../../support/bundled.js';
import { checkHover, markedDraft } from '../../support/checks.js';
import { makeDocument } from '../../support/corpus.js';

const context = createBundledContext();

describe('hover', () => {
  it('shows the longest phrase of the corpus around the cursor, wherever in it the cursor is', () => {
    const phrase = 'open, secure, stable, accessible and peaceful ICT environment';
    const draft = `Pakistan remains committed to an ${phrase}.`;
    for (const word of ['open', 'stable', 'peaceful', 'environment']) {
      expect(checkHover(draft.replace(word, `${word.slice(0, 2)}¦${word.slice(2)}`), context)?.over).toBe(phrase);
    }
  });

  it('names who, when, where and quotes the sentence with the phrase marked', () => {
    const text = checkHover('specifically tail¦ored to the unique attributes of ICTs', context)?.text;
    expect(text).toContain('Used by 1 document in 1 passage');
    expect(text).toContain('**Pakistan** · statement, 13 December 2021');
    expect(text).toContain('own position');
    expect(text).toContain('own position  \n“Pakistan therefore shares the view');
    expect(text).toContain('instrument, **specifically tailored to the unique attributes of ICTs**, to provide');
  });

  it('names the pages of a document that has pages', () => {
    const text = ['First', 'Second', 'Third'].map((word) => `${word}, zeppelin traffic must stop.`).join('\n\n');
    const { passages, ...rest } = makeDocument({ id: 'paged', date: '2024', text });
    const paged = { ...rest, passages: passages.map((passage, n) => ({ ...passage, page: n + 3 })) };
    const hover = checkHover('zepp¦elin traffic must stop', createBundledContext([paged]))?.text;
    expect(hover).toContain('para. 1, p. 3 · own position');
    expect(hover).toContain('Also in para. 2, p. 4; para. 3, p. 5');
  });

  it('groups by document, newest first, and gives first and last use', () => {
    const text = checkHover('the malicious u¦se of ICTs by States', context)?.text ?? '';
    expect(text).toMatch(/^Used by \d documents in \d+ passages/m);
    expect(text).toMatch(/First use: Non-Aligned Movement, undated, between March 2020 and September 2020/);
    expect(text).toMatch(/Last use: Pakistan, March 2023/);
    expect(text.indexOf('statement, March 2023')).toBeLessThan(text.indexOf('working paper, undated'));
    expect(text).toContain('group position');
  });

  it('shows as many documents as the settings say and counts the rest', () => {
    const narrow = { ...context, settings: { ...context.settings, hover: { enable: true, maxDocuments: 1 } } };
    const text = checkHover('the malicious u¦se of ICTs by States', narrow)?.text;
    expect(text?.match(/^“/gm)).toHaveLength(1);
    expect(text).toMatch(/and 2 more documents/);
  });

  it('tells a client with links how many documents it leaves out, and only then', () => {
    const { draft, position } = markedDraft('the malicious u¦se of ICTs by States', context);
    const narrow = { ...context, settings: { ...context.settings, hover: { enable: true, maxDocuments: 1 } } };
    const hover = provideHover(draft, position, narrow, 'markdown', true);
    expect(hover?.moreDocuments).toBe(2);
    expect(JSON.stringify(hover?.contents)).not.toContain('more documents');
    expect(provideHover(draft, position, context, 'markdown', true)).not.toHaveProperty('moreDocuments');
    expect(provideHover(draft, position, narrow)).not.toHaveProperty('moreDocuments');
  });

  it('names spellings that differ', () => {
    const text = checkHover('rules for responsible State beha¦viour', context)?.text;
    expect(text).toContain('Spelt “behavior”, “behaviour”');
  });

  it('names a shorter part that more documents use', () => {
    const text = checkHover('an open, secure, sta¦ble, accessible and peaceful ICT environment', context)?.text;
    expect(text).toContain(
      'Within it, “open, secure, stable, accessible and peaceful”: used by 2 documents in 3 passages',
    );
  });

  it('says what a passage itself reports as agreed, and calls nothing else agreed', () => {
    const draft = (word: string) => `${word} more than a transfer of knowledge and skills`;
    expect(checkHover(draft('capacity-building in¦volves'), context)?.text).toContain(
      'reported as agreed in the 2015 GGE report',
    );
    for (const marked of [
      'open, sec¦ure, stable, accessible',
      'need to cre¦ate any parallel structure to the existing OEWG',
    ]) {
      expect(checkHover(marked, context)?.text).not.toContain('agreed');
    }
  });

  it.each([
    ['a stop-word', 'peace a¦nd security'],
    ['a lone word that is everywhere', 'Internation¦al'],
    ['a word nobody used', 'zep¦pelin'],
    ['white space', 'peace  ¦  security'],
    ['code', '```\nopen, sec¦ure, stable\n```'],
    ['inline code', 'see `open, sec¦ure, stable`'],
    ['a quotation', '> open, sec¦ure, stable'],
    ['a comment', '<!-- open, sec¦ure, stable -->'],
    ['front matter', '---\ntitle: open, sec¦ure, stable\n---\n'],
    ['an empty draft', '¦'],
  ])('is silent on %s', (_, marked) => {
    expect(checkHover(marked, context)).toBeUndefined();
  });

  it('speaks on a lone word that is rare', () => {
    expect(checkHover('the conun¦drum', context)?.over).toBe('conundrum');
  });

  it('is silent when switched off', () => {
    const off = { ...context, settings: { ...context.settings, hover: { enable: false, maxDocuments: 3 } } };
    expect(checkHover('open, sec¦ure, stable, accessible', off)).toBeUndefined();
  });

  it('lets no text of a corpus act', () => {
    const hostile = makeDocument({
      id: 'hostile',
      date: '2024',
      holder: '<b>X</b>',
      text: '[Click](command:evil) zeppelin traffic must ![img](http://x.example/a.png) <script>alert(1)</script> `stop`.',
    });
    const text = checkHover('zepp¦elin traffic rules', createBundledContext([hostile]))?.text ?? '';
    expect(text).toContain('**zeppelin traffic**');
    expect(text).toContain('\\[Click\\]');
    expect(text).not.toMatch(/[^\\]\[|[^\\]\]\(|<|(?<!\\):\/\/|[^\\]`/);
  });

  it('writes plain text for clients that show no Markdown', () => {
    const text = checkHover('specifically tail¦ored to the unique attributes of ICTs', context, 'plaintext')?.text;
    expect(text).toContain('«specifically tailored to the unique attributes of ICTs»');
    expect(text).not.toMatch(/\*\*|\\|^> /m);
  });
});
