import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseBlocks } from '../../../server/src/text/blocks.js';
import { anyText } from '../../support/arbitraries.js';

/** Each block as "kind level marker|prose". */
const show = (text: string): string[] =>
  parseBlocks(text).map(
    ({ kind, level, marker, textStart, end }) =>
      `${kind} ${level} ${marker ?? ''}|${text.slice(textStart, end).replace(/\s+/g, ' ')}`,
  );

describe('blocks', () => {
  it('are headings, paragraphs, quotations, code, comments, rules and front matter', () => {
    const text = [
      '---',
      'title: x',
      '---',
      '## Threats',
      'Text under it',
      'goes on.',
      '',
      '> quoted',
      'and on',
      '',
      '```',
      'code',
      '',
      'more',
      '```',
      '***',
      '<!-- a',
      '',
      'b -->',
      'Last.',
    ].join('\n');
    expect(show(text)).toEqual([
      'front-matter 0 |--- title: x ---',
      'heading 2 |Threats',
      'paragraph 0 |Text under it goes on.',
      'quotation 0 |> quoted and on',
      'code 0 |``` code more ```',
      'rule 0 |***',
      'comment 0 |<!-- a b -->',
      'paragraph 0 |Last.',
    ]);
  });

  it.each([
    ['1. One', '1', 'One'],
    ['12) Twelve', '12', 'Twelve'],
    ['(3) Three', '3', 'Three'],
    ['a) Letter', 'a', 'Letter'],
    ['(iv) Roman', 'iv', 'Roman'],
    ['- a) Bullet and letter', 'a', 'Bullet and letter'],
    ['• Bullet', undefined, 'Bullet'],
    ['* Star', undefined, 'Star'],
    ['2023. Not a number of a paragraph', undefined, '2023. Not a number of a paragraph'],
    ['1.5 per cent', undefined, '1.5 per cent'],
    ['-not a bullet', undefined, '-not a bullet'],
  ])('know what numbers “%s”', (line, marker, prose) => {
    const [block] = parseBlocks(line);
    expect(block?.marker).toBe(marker);
    expect(line.slice(block?.textStart)).toBe(prose);
  });

  it.each([
    ['1. Scope\n1.1 The first\n1.2 The second\n1.2.1 Part of it', ['1', '1.1', '1.2', '1.2.1']],
    ['2.1 The first\ngoes on.\n\n2.2 The second', ['2.1', '2.2']],
    ['(A) To act;\n(B) To report;\n(C) To end.', ['A', 'B', 'C']],
    ['A. To act;\nB. To report.', ['A', 'B']],
    ['I. To act;\nII. To report;\nIII. To end;\nIV. To go.', ['I', 'II', 'III', 'IV']],
    ['H. To act;\nI. To report.', [undefined]],
    ['G. So;\nH. And so.', [undefined]],
    ['A. Smith said\nso, and B. Jones too.', [undefined]],
    ['I. The author says no more.', [undefined]],
    ['A. Threats\n\nB. Norms', [undefined, undefined]],
    ['It grew by\n1.1 per cent and\n1.2 per cent.', [undefined]],
    ['In 2.1 The Group\n3.2 The Chair', [undefined]],
  ])('believe “%s” by its neighbours', (text, markers) => {
    expect(parseBlocks(text).map((block) => block.marker)).toEqual(markers);
  });

  it('give each item its own block and a line without a marker to the item before', () => {
    expect(show('1. One\ngoes on\n2. Two\n\n  a) Three\n    i. Four\n\tii. Five')).toEqual([
      'paragraph 0 1|One goes on',
      'paragraph 0 2|Two',
      'paragraph 1 a|Three',
      'paragraph 2 i|Four',
      'paragraph 2 ii|Five',
    ]);
  });

  it.each([
    ['\n', 'One\n\nTwo'],
    ['\r\n', 'One\r\n\r\nTwo'],
    ['\r', 'One\r\rTwo'],
  ])('end with any line break', (_, text) => {
    expect(show(text)).toEqual(['paragraph 0 |One', 'paragraph 0 |Two']);
  });

  it('take an unclosed fence, comment or front matter as it is', () => {
    expect(show('```\ncode\n\nall of it')).toEqual(['code 0 |``` code all of it']);
    expect(show('<!-- never\n\nclosed')).toEqual(['comment 0 |<!-- never closed']);
    expect(show('---\nOne\n\nTwo')).toEqual(['rule 0 |---', 'paragraph 0 |One', 'paragraph 0 |Two']);
  });

  it('lie in order inside any text and hold all of it but white space', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        let reached = 0;
        for (const { start, end, textStart } of parseBlocks(text)) {
          expect(text.slice(reached, start).trim()).toBe('');
          expect(end).toBeGreaterThan(start);
          expect(textStart).toBeGreaterThanOrEqual(start);
          expect(textStart).toBeLessThanOrEqual(end);
          reached = end;
        }
        expect(text.slice(reached).trim()).toBe('');
        expect(parseBlocks(text)).toEqual(parseBlocks(text));
      }),
    );
  });
});
