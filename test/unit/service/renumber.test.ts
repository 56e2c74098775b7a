import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { createDraft } from '../../../server/src/draft/draft.js';
import { renumberParagraphs } from '../../../server/src/service/renumber.js';
import { testTokenize } from '../../support/corpus.js';

function renumber(text: string) {
  const document = TextDocument.create('file:///draft.draft.md', 'negotiation-draft', 1, text);
  const { edits, ...counts } = renumberParagraphs(createDraft(document, testTokenize));
  return { text: TextDocument.applyEdits(document, [...edits]), edits: edits.length, ...counts };
}

/** Paragraphs separated by blank lines. */
function paragraphs(...lines: readonly string[]): string {
  return `${lines.join('\n\n')}\n`;
}

/** Fails unless the draft becomes the other. */
function checkRenumbered(before: readonly string[], after: readonly string[]): void {
  expect(renumber(paragraphs(...before)).text).toBe(paragraphs(...after));
}

describe('renumberParagraphs', () => {
  it('runs numbers on through the sections of a draft', () => {
    checkRenumbered(
      ['# Paper', '## Threats', '1. A.', '2. B.', '2. C.', '## Norms', '3. D.', '7. E.'],
      ['# Paper', '## Threats', '1. A.', '2. B.', '3. C.', '## Norms', '4. D.', '5. E.'],
    );
  });

  it('begins anew in each section where the draft does', () => {
    checkRenumbered(
      ['## A', '1. A.', '3. B.', '## B', '1. C.', '1. D.', '## C', '1. E.'],
      ['## A', '1. A.', '2. B.', '## B', '1. C.', '2. D.', '## C', '1. E.'],
    );
  });

  it('takes one paragraph numbered 1 for a new one where the others run on', () => {
    checkRenumbered(
      ['## A', '1. A.', '## B', '1. New.', '2. B.', '## C', '3. C.'],
      ['## A', '1. A.', '## B', '2. New.', '3. B.', '## C', '4. C.'],
    );
  });

  it('numbers letters and roman numerals within the paragraph they stand under', () => {
    checkRenumbered(
      ['1. States should:', '(a) A;', '(c) C:', '(i) one;', '(iii) two;', '(d) D.', '3. Further:', '(b) B;', '(c) C.'],
      ['1. States should:', '(a) A;', '(b) C:', '(i) one;', '(ii) two;', '(c) D.', '2. Further:', '(a) B;', '(b) C.'],
    );
  });

  it('tells the ninth letter from the first roman numeral', () => {
    const letters = Array.from('abcdefghij', (letter) => `(${letter}) ${letter.toUpperCase()};`);
    expect(renumber(paragraphs('1. List:', ...letters)).edits).toBe(0);
    expect(renumber(paragraphs('1. List:', ...letters.slice(0, 8), '(i) One;', '(ii) Two.')).edits).toBe(0);
  });

  it('keeps the way numbers are written, and indentation', () => {
    checkRenumbered(
      ['1) A:', '  - a) x;', '  - a) y.', '1) B:', '   i. z;', '   i. z.'],
      ['1) A:', '  - a) x;', '  - b) y.', '2) B:', '   i. z;', '   ii. z.'],
    );
  });

  it('carries dotted numbers along', () => {
    checkRenumbered(
      ['1. A.', '1. B:', '2. C:', '2.1. One.', '2.2. Two; see paragraph 2.2 above.'],
      ['1. A.', '2. B:', '3. C:', '3.1. One.', '3.2. Two; see paragraph 3.2 above.'],
    );
  });

  it('leaves an excerpt its first number', () => {
    checkRenumbered(['12. A.', '13. B.', '13. C.'], ['12. A.', '13. B.', '14. C.']);
    checkRenumbered(['2. A.', '3. B.'], ['1. A.', '2. B.']);
  });

  it('changes the references that mean this draft', () => {
    const references = (first: string, second: string) =>
      `See paragraphs ${first} and ${second}, para. ${first} (b) (ii) and subparagraph (a) above.`;
    checkRenumbered(
      ['1. A.', '1. New.', '2. B:', '(b) x;', '(c) y:', '(i) one;', '(ii) two.', `3. ${references('2', '3')}`],
      ['1. A.', '2. New.', '3. B:', '(a) x;', '(b) y:', '(i) one;', '(ii) two.', `4. ${references('3', '4')}`].map(
        (line) => line.replace('para. 3 (b)', 'para. 2 (b)'),
      ),
    );
    checkRenumbered(
      ['1. A.', '1. New.', '2. B:', '(b) x;', '(c) y, as in subparagraph (b) above;', '3. As in paragraph 2 (c).'],
      ['1. A.', '2. New.', '3. B:', '(a) x;', '(b) y, as in subparagraph (a) above;', '4. As in paragraph 3 (b).'],
    );
    checkRenumbered(
      ['1. A.', '1. New.', '2. B; see paras. 2, 3 and 4 of this paper.', '3. C.', '4. Paragraphs 2–4 stand.'],
      ['1. A.', '2. New.', '3. B; see paras. 3, 4 and 5 of this paper.', '4. C.', '5. Paragraphs 3–5 stand.'],
    );
  });

  it('leaves the paragraphs of other documents, quotations and code alone', () => {
    const kept = [
      'We recall paragraph 2 of resolution 73/27 and paragraphs 2 and 3 of its annex.',
      'It was said before (Pakistan, working paper, undated, para. 2), and “in paragraph 2 above”.',
      'Preambular paragraph 2 and `paragraph 2` stay.',
    ].join(' ');
    const quoted = ['> 2. Quoted, see paragraph 2 above.', '```\n2. Code.\n```', '<!-- paragraph 2 above -->'];
    checkRenumbered(['1. A.', '1. New.', `2. ${kept}`, ...quoted], ['1. A.', '2. New.', `3. ${kept}`, ...quoted]);
  });

  it('leaves a reference that may mean another paragraph or document, and tells of it', () => {
    const { text, unclear, references } = renumber(
      paragraphs(
        '1. A.',
        '1. New.',
        '2. Resolution 73/27 says in paragraph 2 more.',
        '3. See\nparagraph 9 above and paragraph 1.',
      ),
    );
    expect(text).toContain('in paragraph 2 more');
    expect(references).toBe(0);
    expect(unclear.map(({ text: written, range }) => [written, range.start.line])).toEqual([
      ['paragraph 2', 4],
      ['paragraph 9', 7],
      ['paragraph 1', 7],
    ]);
  });

  it('says how much it changes', () => {
    expect(renumber(paragraphs('1. A.', '1. B.', '2. See paragraphs 2 and 2 above.'))).toMatchObject({
      paragraphs: 2,
      references: 2,
      unclear: [],
    });
  });

  const line = fc.constantFrom(
    '# Part',
    '## Section',
    '---',
    'Prose, see paragraph 2 above and paras. 1 and 3 (a).',
    '> 4. Quoted.',
    '<!-- 1. Comment. -->',
  );
  const mark = fc.oneof(
    fc.nat(30).map((n) => `${n}. `),
    fc.nat(12).map((n) => `${n}) `),
    fc.constantFrom(
      '(a) ',
      '(b) ',
      '(h) ',
      '(i) ',
      '(ii) ',
      '(v) ',
      'c) ',
      '  - a) ',
      '   ii. ',
      '3.1 ',
      '3.2. ',
      'A. ',
      'II. ',
    ),
  );
  const numbered = fc.tuple(mark, fc.constantFrom('Text.', 'See paragraph 3.', 'As in subparagraph (b) above:'));
  const drafts = fc
    .array(
      fc.oneof(
        line,
        numbered.map((parts) => parts.join('')),
      ),
      { maxLength: 25 },
    )
    .map((lines) => paragraphs(...lines));

  it('finds nothing more to do in what it has numbered', () => {
    fc.assert(
      fc.property(drafts, (draft) => {
        expect(renumber(renumber(draft).text).edits).toBe(0);
      }),
      { numRuns: 300 },
    );
  });

  it('changes numbers alone, and keeps their order', () => {
    const rest = (text: string): string => text.replace(/\b(?:\d+|[ivxl]+|[a-z])\b/g, '#');
    fc.assert(
      fc.property(drafts, (draft) => {
        expect(rest(renumber(draft).text)).toBe(rest(draft));
      }),
      { numRuns: 500 },
    );
  });

  it('has nothing to do in a draft that is in order', () => {
    const inOrder = fc.array(fc.array(fc.nat(3), { maxLength: 4 }), { minLength: 1, maxLength: 8 }).map((sections) => {
      let number = 0;
      const lines = sections.flatMap((section) => [
        '## Section',
        ...section.flatMap((subs) => {
          number++;
          const letters = Array.from(
            { length: subs },
            (_, n) => `(${'abc'[n]}) Item, see paragraph ${number} (a) above;`,
          );
          return [`${number}. Paragraph:`, ...letters];
        }),
      ]);
      return paragraphs(...lines);
    });
    fc.assert(
      fc.property(inOrder, (draft) => {
        expect(renumber(draft).edits).toBe(0);
      }),
    );
  });
});
