import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { CITATION_STYLES, type CitationStyle } from '../../../server/src/api/settings.js';
import { type CitedWords, insertCited } from '../../../server/src/service/insertion.js';

const ADDRESS = 'https://undocs.org/en/A/RES/73/27';
const CITED: CitedWords = { quoted: '“Peace.”', citation: 'A/RES/73/27, para. 5', target: ADDRESS };
const ALONE: CitedWords = { citation: CITED.citation, target: ADDRESS };

/** The text with the citation in place of what stands between `⟦` and `⟧`, and at each `¦`. */
function cite(marked: string, style: CitationStyle, cited: CitedWords): string {
  const places: { start: number; end: number }[] = [];
  let text = '';
  for (const part of marked.split(/(¦|⟦[^⟧]*⟧)/)) {
    const words = part === '¦' ? '' : part.startsWith('⟦') ? part.slice(1, -1) : undefined;
    if (words !== undefined) places.push({ start: text.length, end: text.length + words.length });
    text += words ?? part;
  }
  return apply(text, insertCited(text, places, cited, style));
}

function apply(text: string, insertions: ReturnType<typeof insertCited>): string {
  const document = TextDocument.create('file:///a.md', 'markdown', 1, text);
  return TextDocument.applyEdits(
    document,
    insertions.map(({ start, end, newText }) => ({
      range: { start: document.positionAt(start), end: document.positionAt(end) },
      newText,
    })),
  );
}

describe('what is inserted', () => {
  it.each([
    ['text', CITED, 'We recall: “Peace.” (A/RES/73/27, para. 5)'],
    ['text', ALONE, 'We recall: (A/RES/73/27, para. 5)'],
    ['link', CITED, `We recall: “Peace.” ([A/RES/73/27, para. 5](${ADDRESS}))`],
    ['link', ALONE, `We recall: ([A/RES/73/27, para. 5](${ADDRESS}))`],
    ['footnote', CITED, 'We recall: “Peace.”[^1]\n\n[^1]: A/RES/73/27, para. 5.\n'],
    ['footnote', ALONE, 'We recall:[^1]\n\n[^1]: A/RES/73/27, para. 5.\n'],
  ] as const)('as %s', (style, cited, expected) => {
    expect(cite('We recall:¦', style, cited)).toBe(expected);
  });

  it('stands apart from words, but not from brackets and spaces', () => {
    expect(cite('all States¦.', 'text', ALONE)).toBe('all States (A/RES/73/27, para. 5).');
    expect(cite('see ¦also', 'text', ALONE)).toBe('see (A/RES/73/27, para. 5) also');
    expect(cite('(see: “¦”)', 'text', CITED)).toBe('(see: ““Peace.” (A/RES/73/27, para. 5)”)');
  });

  it('takes the place of what is selected, everywhere with one footnote', () => {
    expect(cite('One ⟦two⟧, three¦.\n', 'footnote', CITED)).toBe(
      'One “Peace.”[^1], three “Peace.”[^1].\n\n[^1]: A/RES/73/27, para. 5.\n',
    );
  });

  it('goes behind the footnotes that are there, in the line ends of the draft', () => {
    expect(cite('Old.[^3] New.¦\r\n\r\n[^3]: A.\r\n', 'footnote', ALONE)).toBe(
      'Old.[^3] New.[^4]\r\n\r\n[^3]: A.\r\n[^4]: A/RES/73/27, para. 5.\r\n',
    );
  });

  it('is one link and one line whatever the document calls itself', () => {
    const hostile = { citation: 'X](http://evil) [y\n\nz', target: ADDRESS };
    expect(cite('¦', 'link', hostile)).toBe(`([X\\](http\\://evil) \\[y z](${ADDRESS}))`);
    expect(cite('¦', 'footnote', hostile)).toBe('[^1]\n\n[^1]: X](http://evil) [y z.\n');
  });
});

describe('whatever the draft', () => {
  const text = fc
    .array(fc.oneof(fc.constantFrom('[^1]', '[^2]: ', '\n', '\n\n', '\r\n', ' ', '[^999999999]', '[^07]'), fc.string()))
    .map((parts) => parts.join(''));
  const placed = text.chain((written) =>
    fc
      .uniqueArray(fc.nat(written.length), { maxLength: 6 })
      .map((offsets) => ({ written, offsets: offsets.sort((a, b) => a - b) })),
  );

  it('changes nothing else, and uses a number that nothing else has', () => {
    fc.assert(
      fc.property(placed, fc.constantFrom(...CITATION_STYLES), ({ written, offsets }, style) => {
        const places = offsets.flatMap((start, n) => (n % 2 === 0 ? [{ start, end: offsets[n + 1] ?? start }] : []));
        const insertions = insertCited(written, places, CITED, style);
        expect(insertions.slice(0, places.length).map(({ start, end }) => ({ start, end }))).toEqual(places);
        const added = insertions.slice(places.length);
        expect(added.map(({ start, end }) => [start, end])).toEqual(
          style === 'footnote' ? [[written.length, written.length]] : [],
        );
        const number = /\[\^(\d+)\]: /.exec(added[0]?.newText ?? '')?.[1];
        expect(number === undefined).toBe(style !== 'footnote');
        if (number === undefined) return;
        expect(written).not.toContain(`[^${number}]`);
        for (const { newText } of insertions) expect(newText).toContain(`[^${number}]`);
      }),
    );
  });
});
