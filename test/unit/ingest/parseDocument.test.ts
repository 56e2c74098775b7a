import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CorpusDocument } from '../../../server/src/ingest/corpusDocument.js';
import { type ParsedDocument, parseDocument } from '../../../server/src/ingest/parseDocument.js';
import { writeDocument } from '../../../server/src/ingest/writeDocument.js';
import { spanContains } from '../../../server/src/text/span.js';

const parse = (text: string, name = 'paper.md'): ParsedDocument =>
  parseDocument({ uri: `file:///corpus/${name}`, name }, new TextEncoder().encode(text));

const read = (text: string, name?: string): CorpusDocument => {
  const { document, problems } = parse(text, name);
  if (document === undefined) throw new Error(JSON.stringify(problems));
  return document;
};

const cited = (document: CorpusDocument): [string, string][] =>
  document.passages.map((passage) => [passage.citation, passage.text]);

describe('paragraphs', () => {
  it('joins hard-wrapped lines', () => {
    expect(
      cited(read('States should co-\noperate in this field,\nand share informa-\ntion. Information matters.\n')),
    ).toEqual([['1st para.', 'States should co-operate in this field, and share information. Information matters.']]);
  });

  it.each([
    ['the first word', 1],
    ['the hundredth', 100],
  ])("takes the hyphen of %s cut at a line's end out only where the whole word stands by itself", (_, times) => {
    const rest = 'We cooperate with every transnational body in good faith.';
    const cut = 'The group will co-\noperate on all multi-\nlateral and trans-\nnation work.';
    const { passages } = read([rest, ...Array.from({ length: times }, () => cut), rest].join('\n\n'));
    expect(passages.at(-2)?.text).toBe('The group will cooperate on all multi-lateral and trans-nation work.');
  });

  it('joins a double-spaced unnumbered text into the paragraphs that short last lines show', () => {
    const lines = [
      'The group remains convinced that the peaceful use of outer space must be kept for all',
      'nations, large and small, and it will continue to work for this aim in every forum. The',
      'group has said so before.',
      'Weapons in orbit would undo the work of decades, and the group therefore calls upon all',
      'states that are able to place objects there to show restraint in what they develop and',
      'in what they test.',
      'The group will speak again on this item when the draft of the report is before us and all',
      'members have had the time to read it.',
    ];
    expect(read(lines.join('\n\n')).passages.map(({ text }) => text.slice(0, 20))).toEqual([
      'The group remains co',
      'Weapons in orbit wou',
      'The group will speak',
    ]);
  });

  it('does not join what only looks like the end of a page', () => {
    const text =
      'Recalling the earlier resolution,\n\nNoting the report,\n\n1. Decides to continue;\n\n2. Requests a report.\n';
    expect(cited(read(text)).map(([, prose]) => prose)).toEqual([
      'Recalling the earlier resolution,',
      'Noting the report,',
      'Decides to continue;',
      'Requests a report.',
    ]);
  });

  it.each([
    '12',
    'page 3',
    '{:toc}',
    '{:.no_toc}',
    '[source]: http://unfccc.int/l09r01.pdf',
    '[decision]: /decision/',
    '1 400 1 149 | 1 161 1 130 97.5%',
    '- 4 -',
    '2/7',
    'Page 2 of 7',
    '* * *',
    '\\*\\*\\*',
    'Skip to main content',
  ])('leaves out "%s" on a line of its own, even in mid-sentence', (furniture) => {
    const text = `1. The group calls for the\n\n${furniture}\n\nearly conclusion of the talks.\n\n2. It asks for support in this work.\n`;
    expect(cited(read(text))).toEqual([
      ['para. 1', 'The group calls for the early conclusion of the talks.'],
      ['para. 2', 'It asks for support in this work.'],
    ]);
  });

  it('leaves out the figures of a chart, and takes its legend for no heading', () => {
    const text = '1. It grew.\n\n1 400\n\n1 149 | 1 161\n\n800 600\n\nAlpha line | Bravo line\n\n2. It shrank.\n';
    expect(read(text).passages.map(({ text: prose, headings }) => [prose, headings])).toEqual([
      ['It grew.', []],
      ['Alpha line | Bravo line', []],
      ['It shrank.', []],
    ]);
  });

  it('keeps brackets of a draft, and figures that are part of a sentence', () => {
    const text = '1. [Parties]: shall act in 2015 2016.\n\n2. It took note of paragraphs\n\n3 4 5\n\nof the report.\n';
    expect(cited(read(text)).map(([, prose]) => prose)).toEqual([
      '[Parties]: shall act in 2015 2016.',
      'It took note of paragraphs 3 4 5 of the report.',
    ]);
  });

  it('keeps a fraction, a year and a resolution number that belong to the text', () => {
    const text = '1. The group recalls resolution\n\n73/27\n\nof that year, in full.\n\n2. It was adopted in 2018.\n';
    expect(cited(read(text))[0]).toEqual(['para. 1', 'The group recalls resolution 73/27 of that year, in full.']);
  });

  it('points every passage at its own line in the file', () => {
    const text =
      '---\r\nholder: Chile\r\n---\r\n\r\n# A title\r\n\r\n## One\r\n\r\n1. First paragraph here.\r\n2. Second paragraph here.\r\n';
    const passages = read(text).passages;
    expect(passages.map((passage) => passage.line)).toEqual([8, 9]);
    expect(passages.map(({ span }) => text.slice(span.start, span.end))).toEqual([
      'First paragraph here.',
      'Second paragraph here.',
    ]);
  });
});

describe('numbering', () => {
  const citations = (text: string): string[] => read(text).passages.map((passage) => passage.citation);

  it('tells the ninth letter from the first roman numeral', () => {
    const letters = Array.from('abcdefghij', (letter) => `${letter}) Item of the list.`).join('\n');
    expect(citations(`1. The list follows:\n${letters}\ni. Not again.\n`).slice(-3)).toEqual([
      'para. 1 (i)',
      'para. 1 (j)',
      'para. 1 (j) (i)',
    ]);
  });

  it('counts bullets and paragraphs that stand under a number', () => {
    expect(
      citations('1. The list follows:\n- One thing.\n- Another thing.\n\nMore on this.\n\n2. The end.\n\n3. Yes.\n'),
    ).toEqual(['para. 1', 'para. 1, 1st bullet', 'para. 1, 2nd bullet', 'para. 1, 2nd subpara.', 'para. 2', 'para. 3']);
  });

  it('nests numbers by their full stops, wherever the one they divide stands', () => {
    expect(
      citations(
        '1. Scope is so:\n1.1 First part.\n1.2 Second part:\n(a) Letter.\n1.2.1 Third.\n\n2. End.\n\n2.1 Last.\n',
      ),
    ).toEqual(['para. 1', 'para. 1.1', 'para. 1.2', 'para. 1.2 (a)', 'para. 1.2.1', 'para. 2', 'para. 2.1']);
  });

  it('nests a number that is indented under another, even where nothing leads in to it', () => {
    expect(
      citations('1. Timing\n\n    1. First.\n\n    2. Second.\n\n2. Housing is\n   kept apart.\n\n3. The rest.\n'),
    ).toEqual(['para. 1', 'para. 1 (1)', 'para. 1 (2)', 'para. 2', 'para. 3']);
  });

  it('nests capital letters and numerals that count', () => {
    expect(
      citations(
        '1. The list follows:\n(A) First:\n(i) Small;\n(B) Second.\n\n2. The end:\nI. So.\nII. And so.\n\n3. Yes.\n',
      ),
    ).toEqual([
      'para. 1',
      'para. 1 (A)',
      'para. 1 (A) (i)',
      'para. 1 (B)',
      'para. 2',
      'para. 2 (I)',
      'para. 2 (II)',
      'para. 3',
    ]);
  });

  it('names sections by numeral and letter when numbers start again under them', () => {
    expect(
      citations(
        '# T\n\n## I. Remarks\n\n1. One.\n\n## II. Views\n\n### A. Law\n\n1. One.\n2. Two.\n\n## Annex\n\n1. One.\n',
      ),
    ).toEqual(['sect. I, para. 1', 'sect. II.A, para. 1', 'sect. II.A, para. 2', '“Annex”, para. 1']);
  });

  it('numbers the operative paragraphs of a resolution by themselves, however long its preamble', () => {
    const preamble = [
      'The General Assembly,',
      'Recalling its resolution 73/27,',
      'Noting the report,',
      'Convinced of the need,',
    ];
    expect(
      citations(
        [
          ...preamble,
          '1. Decides to act;',
          '2. Also decides:',
          '(a) To meet;',
          '(b) To report.',
          '3. Requests it.',
        ].join('\n\n'),
      ).slice(-5),
    ).toEqual(['para. 1', 'para. 2', 'para. 2 (a)', 'para. 2 (b)', 'para. 3']);
  });

  it('never cites two passages alike', () => {
    const found = citations('1. One.\n\n3. Three.\n\n3. Three again.\n\n1. One again.\n');
    expect(new Set(found).size).toBe(found.length);
  });
});

describe('metadata', () => {
  it('is read from front matter', () => {
    const { document, problems } = parse(
      '---\ntitle: Views of Chile\nholder: Chile\nkind: statement\ntier: other\ndate: 2023\nsymbol: A/AC.292/2023/1\n---\n\nWe support the draft.\n',
    );
    expect(problems).toEqual([]);
    expect(document?.metadata).toMatchObject({ title: 'Views of Chile', holder: 'Chile', date: '2023' });
  });

  it('is guessed from the title block where that says it, and "Unknown" where not', () => {
    const guessed = read(
      'Statement by the delegation of Costa Rica\n\nGeneva, 3 May 2022\n\nChair,\n\nWe support the draft.\n',
    );
    expect(guessed.metadata).toMatchObject({
      holder: 'Costa Rica',
      kind: 'statement',
      tier: 'other',
      date: '2022-05-03',
    });
    expect(read('We support the draft.', 'note.txt').metadata).toMatchObject({
      title: 'note',
      holder: 'Unknown',
      kind: 'other',
      tier: 'other',
      source: 'note.txt',
    });
  });

  it('gives one problem for malformed front matter, and indexes the text', () => {
    const { document, problems } = parse('---\nholder: "Chile\ntier: own\n---\n\nWe support the draft.\n');
    expect(problems).toHaveLength(1);
    expect(problems[0]?.file).toBe('file:///corpus/paper.md');
    expect(problems[0]?.message).toMatch(/^paper\.md, line \d: .*holder: Pakistan/);
    expect(document?.passages.map(({ text }) => text)).toEqual(['We support the draft.']);
  });

  it('gives one problem for front matter that is never closed, and indexes the text', () => {
    const { document, problems } = parse('---\nholder: Chile\ntier: own\n\nWe support the draft.\n');
    expect(problems.map(({ message }) => message)).toEqual([
      'paper.md, line 1: the fields at the top are never closed. Add a line --- after the last one.',
    ]);
    expect(document?.passages.map(({ text }) => text)).toEqual(['We support the draft.']);
  });

  it('names a field that cannot be used with its line and what to write, and keeps the others', () => {
    const { document, problems } = parse(
      '---\nholder: Chile\ndate: 6 March\ntier: ours\n---\n\nWe support the draft.\n',
    );
    expect(problems.map(({ message }) => message)).toEqual([
      'paper.md, line 4: "tier" cannot be used: write one of: adopted, chair, group, own, other.',
      'paper.md, line 3: "date" cannot be used: write a date such as 2023, 2023-03 or 2023-03-06.',
    ]);
    expect(document?.metadata).toMatchObject({ holder: 'Chile', tier: 'other' });
  });
});

describe('bad input', () => {
  it.each<[string, Uint8Array, RegExp]>([
    [
      'scan.txt',
      new TextEncoder().encode('%PDF-1.7 ...'),
      /scan\.txt: skipped: it is a PDF, not text: save its text as UTF-8/,
    ],
    ['paper.md', Uint8Array.of(0x50, 0x4b, 3, 4, 20), /paper\.md: skipped: it is a Word document or an archive/],
    ['image.txt', Uint8Array.of(0x89, 0x50, 0, 1, 2), /image\.txt: skipped: it is/],
    ['empty.md', new Uint8Array(), /empty\.md: skipped: it holds no text to index/],
  ])('%s: one problem that says what to do', (name, bytes, message) => {
    const { document, problems } = parseDocument({ uri: `file:///c/${name}`, name }, bytes);
    expect(document).toBeUndefined();
    expect(problems).toHaveLength(1);
    expect(problems[0]?.message).toMatch(message);
  });

  it('reads UTF-8 and UTF-16 with a byte order mark', () => {
    const utf16 = Uint8Array.from([
      0xff,
      0xfe,
      ...Array.from('Yes, we agree.', (letter) => [letter.charCodeAt(0), 0]).flat(),
    ]);
    for (const bytes of [new TextEncoder().encode('\ufeffYes, we agree.'), utf16]) {
      const { document } = parseDocument({ uri: 'file:///c/a.txt', name: 'a.txt' }, bytes);
      expect(document?.passages[0]).toMatchObject({ text: 'Yes, we agree.', span: { start: 0, end: 14 } });
    }
  });

  it('never throws on any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
        parseDocument({ uri: 'file:///c/a.txt', name: 'a.txt' }, bytes);
      }),
    );
  });
});

/** Texts made of what documents are made of, and of what they should not hold. */
const anyLine = fc.oneof(
  fc.constantFrom(
    '# T',
    '## I. Remarks',
    '### A. Law',
    '###### Deep',
    'Chair,',
    '1/5',
    '---',
    '***',
    '> quoted',
    '```',
    '<!-- x',
    '',
    '## Article 1',
    'Article 2 (scope)',
    'Article 3',
    '## Chapter I: All',
    'Annex II',
    'Agenda item 2',
    'Option 1:',
    '[Option 2: open',
    'Recalling it,',
    'Noting this,',
    'Decides to act;',
    '[^1]: A note [^*] on it.',
    '[^*]: Another',
    '[^*]: 12',
  ),
  fc.constantFrom('layout: normalised', 'holder: Chile', 'title: "x', 'between: [2020, 2019]', '- a: *b', '&a [*a]'),
  fc
    .tuple(
      fc.constantFrom(
        '',
        '',
        '1. ',
        '2. ',
        '3. ',
        'a) ',
        '- b. ',
        '  i) ',
        'ii. ',
        '- ',
        '* ',
        '(c) ',
        '\\',
        '  ',
        'A. ',
        '(B) ',
        'I. ',
        '1.1 ',
        '1.2. ',
        '2.1 ',
      ),
      fc.oneof(
        fc.constantFrom(
          'The group notes this.',
          'and the rest of it',
          'as follows:',
          'Heading',
          '**bold** *x* _y_ \\*',
          '# no',
          'in-',
          'noted[^1] , as [^*][^1] said [[^*]].',
          '[^1]',
          '[^1]: [^*] \\[^1] _[^*]_ [^2]',
        ),
        fc.string({ unit: 'binary', maxLength: 12 }),
      ),
    )
    .map((parts) => parts.join('')),
);
const anyDocument = fc
  .tuple(fc.array(anyLine, { maxLength: 25 }), fc.constantFrom('\n', '\n\n', '\r\n', '\r'))
  .map(([lines, ending]) => lines.join(ending));

describe('any text', () => {
  it('has its sentences inside the passage, its spans inside the file and in order, and its citations unique', () => {
    fc.assert(
      fc.property(anyDocument, (text) => {
        const { document } = parse(text);
        let last = -1;
        for (const passage of document?.passages ?? []) {
          for (const sentence of passage.sentences) {
            expect(spanContains({ start: 0, end: passage.text.length }, sentence)).toBe(true);
          }
          expect(passage.text).not.toMatch(/[\r\n\t]|^\s|\s$/);
          expect(passage.span.start).toBeGreaterThan(last);
          expect(passage.span.end).toBeLessThanOrEqual(text.length);
          expect(passage.line).toBe(text.slice(0, passage.span.start).split(/\r\n|\n|\r/).length - 1);
          last = passage.span.start;
        }
        const citations = document?.passages.map((passage) => passage.citation) ?? [];
        expect(new Set(citations).size).toBe(citations.length);
      }),
      { numRuns: 400 },
    );
  });

  it('reads back from the normalised layout as it was read first', () => {
    const content = ({ id, metadata, passages }: CorpusDocument) => ({
      id,
      metadata,
      passages: passages.map(({ span: _span, line: _line, ...rest }) => rest),
    });
    fc.assert(
      fc.property(anyDocument, (text) => {
        const { document } = parse(text);
        if (document === undefined) return;
        const markdown = writeDocument(document);
        const again = parse(markdown);
        expect(again.problems).toEqual([]);
        expect(again.document && content(again.document)).toEqual(content(document));
        expect(writeDocument(read(markdown))).toBe(markdown);
      }),
      { numRuns: 600 },
    );
  });

  it('is read in linear time, whatever it repeats', () => {
    for (const piece of [
      '*a ',
      '_a ',
      '\\',
      '1. A ',
      '**',
      '- - ',
      '( ',
      'a-\n',
      'Chair, ',
      'Mr. ',
      '\n\nand the',
      '## ',
      '["',
      '[^1] ',
      '[^1]: [^1]\n',
    ]) {
      const started = performance.now();
      parse(piece.repeat(Math.ceil(60_000 / piece.length)));
      expect(performance.now() - started, piece).toBeLessThan(1_500);
    }
  });
});

it('a short first sentence is text where front matter gives the title', () => {
  const text =
    '---\ntitle: Statement\nholder: Pakistan\n---\n\nPakistan supports a treaty on outer space.\n\nIt has said so before, and says so again.\n';
  const { document } = parseDocument({ uri: 'file:///a.md', name: 'a.md' }, new TextEncoder().encode(text));
  expect(document?.passages.map((passage) => passage.text)).toEqual([
    'Pakistan supports a treaty on outer space.',
    'It has said so before, and says so again.',
  ]);
});

it('reads text in an older charset, and says that it guessed', () => {
  const bytes = Uint8Array.from('The group said \x93no\x94 to it.', (letter) => letter.charCodeAt(0));
  const { document, problems } = parseDocument({ uri: 'file:///c/old.txt', name: 'old.txt' }, bytes);
  expect(document?.passages[0]?.text).toBe('The group said “no” to it.');
  expect(problems).toEqual([
    { file: 'file:///c/old.txt', message: expect.stringMatching(/^old\.txt is not UTF-8; it was read as .*1252/) },
  ]);
});
