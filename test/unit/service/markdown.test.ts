import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { escapeMarkdown, markupFor } from '../../../server/src/service/markdown.js';

/** What a reader sees of escaped text, by CommonMark's rules for backslashes and entities. */
function unescape(markdown: string): string {
  return markdown
    .replace(/\\([!-/:-@[-`{-~])/g, '\u0000$1\u0000')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&amp;/g, '&')
    .replaceAll('\u0000', '');
}

describe('escapeMarkdown', () => {
  it.each([
    ['[run](command:workbench.action.quit)', '\\[run\\](command:workbench.action.quit)'],
    ['<img src=x onerror=alert(1)>', '&lt;img src=x onerror=alert(1)&gt;'],
    ['`code` **bold** _it_ ~~no~~', '\\`code\\` \\*\\*bold\\*\\* \\_it\\_ \\~\\~no\\~\\~'],
    ['a & b &lt; c', 'a &amp; b &amp;lt; c'],
    ['see https://example.org or www.example.org', 'see https\\://example.org or www\\.example.org'],
    ['# heading', '\\# heading'],
    ['- item', '\\- item'],
    ['12. item', '12\\. item'],
    ['one\n\n> two\u2028three', 'one &gt; two three'],
    ['open, secure, non-binding (OEWG)', 'open, secure, non-binding (OEWG)'],
    ['confiance\u202f: élevée', 'confiance\u202f: élevée'],
    ['a \u202efeb\u2066 c', 'a \ufffdfeb\ufffd c'],
  ])('shows %j as it stands', (text, expected) => {
    expect(escapeMarkdown(text)).toBe(expected);
  });

  it('leaves no character that could act, and loses none', () => {
    const odd = fc.string({ unit: fc.constantFrom(...'ab 1.-+=#!<>&[]()*_`~|\\{}$@^:/\n\t'.split('')), maxLength: 40 });
    fc.assert(
      fc.property(odd, (text) => {
        const escaped = escapeMarkdown(text);
        expect(unescape(escaped)).toBe(text.replace(/\s+/g, ' ').trim());
        expect(escaped).not.toMatch(/[<>\n]/);
        expect(escaped.replace(/\\./g, 'x')).not.toMatch(/[\\`*_[\]{}|~$@]|:\/\/|^[-+=#]|^\d+[.)]/);
      }),
    );
  });
});

describe('markupFor', () => {
  it('writes plain text without marks that only Markdown hides', () => {
    const plain = markupFor('plaintext');
    expect(plain.quote(`a ${plain.bold('[b]')} c`)).toBe('“a «[b]» c”');
  });
});
