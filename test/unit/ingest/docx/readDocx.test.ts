import { HeadingLevel, LevelFormat, Paragraph, Textbox, TextRun } from 'docx';
import { describe, expect, it } from 'vitest';
import { parseText } from '../../../../server/src/ingest/parseDocument.js';
import { readWord, richWordFile, withPart, wordParagraphs, wordText, wordXml } from '../../../support/wordFixtures.js';

/** A run of that text in Word's own XML. */
const r = (text: string, properties = ''): string => `<w:r>${properties}<w:t xml:space="preserve">${text}</w:t></w:r>`;
const p = (runs: string, properties = ''): string => `<w:p><w:pPr>${properties}</w:pPr>${runs}</w:p>`;
/** A field of Word: its code, which may hold runs and fields, and its result. */
const field = (code: string, result: string): string =>
  ['begin', code, 'separate', result, 'end']
    .map((part, i) => (i % 2 === 0 ? `<w:r><w:fldChar w:fldCharType="${part}"/></w:r>` : part))
    .join('');
const by = (author: string): string => `w:id="1" w:author="${author}" w:date="2026-03-04T10:00:00Z"`;

it('reads title, headings, automatic numbers, tables and footnotes; leaves headers, footers and comments out', async () => {
  const { text, layout, remarks } = await readWord(await richWordFile());
  expect(text.trimEnd().split('\n\n')).toEqual([
    '# Working paper by Pakistan',
    '## Introduction',
    '1. The delegation recalls earlier resolutions.',
    '2. States should refrain from[^1]:',
    '(a) attacks;',
    '(b) threats.',
    '3. Nothing else is affected.',
    'Norm',
    'Position',
    '[^1]: A/RES/73/27.',
  ]);
  expect(layout).toBe('paragraphs');
  expect(remarks).toEqual([
    'The document has 2 pending changes by A. Khan and B. Li; it is read as if all were accepted.',
    '1 comment in the margin left out.',
  ]);
});

it('comes out as passages that are cited by their automatic numbers', async () => {
  const { text } = await readWord(await richWordFile());
  const { document } = parseText({ uri: 'file:///paper.docx', name: 'paper.docx' }, text);
  expect(document?.metadata.title).toBe('Working paper by Pakistan');
  expect(document?.passages.slice(0, 5).map(({ citation, text }) => [citation, text])).toEqual([
    ['para. 1', 'The delegation recalls earlier resolutions.'],
    ['para. 2', 'States should refrain from:'],
    ['para. 2 (a)', 'attacks;'],
    ['para. 2 (b)', 'threats.'],
    ['para. 3', 'Nothing else is affected.'],
  ]);
  expect(document?.passages[1]?.notes).toEqual([
    { label: '1', at: 'States should refrain from'.length, text: 'A/RES/73/27.' },
  ]);
  expect(document?.passages.at(-1)?.citation).toBe('footnote 1 to para. 2');
});

describe('headings', () => {
  it('follow the outline level of the paragraph, of its style, or the name of its style', async () => {
    const file = await wordText(
      [
        new Paragraph({ text: 'One', heading: HeadingLevel.HEADING_1 }),
        new Paragraph({ text: 'Two', style: 'Annex' }),
        new Paragraph({ text: 'Three', outlineLevel: 2 }),
        new Paragraph({ text: 'Text', style: 'Annex', outlineLevel: 9 }),
      ],
      { styles: { paragraphStyles: [{ id: 'Annex', name: 'Annex heading', basedOn: 'Heading2' }] } },
    );
    expect(await wordParagraphs(file)).toEqual(['# One', '## Two', '### Three', 'Text']);
  });

  it('carry their automatic numbers, but no bullets', async () => {
    const heading = (text: string, level: number): Paragraph =>
      new Paragraph({ text, heading: HeadingLevel.HEADING_1, numbering: { reference: 'list', level } });
    const file = await wordText([heading('Introduction', 0), heading('Conclusion', 0), heading('Annex', 1)], {
      numbering: {
        config: [
          {
            reference: 'list',
            levels: [
              { level: 0, format: LevelFormat.UPPER_ROMAN, text: '%1.' },
              { level: 1, format: LevelFormat.BULLET, text: '•' },
            ],
          },
        ],
      },
    });
    expect(await wordParagraphs(file)).toEqual(['# I. Introduction', '# II. Conclusion', '# Annex']);
  });

  it('are not whole paragraphs that have a heading style for the sake of their number', async () => {
    const long = 'The Group stresses that '.repeat(12).trim();
    expect(
      await wordParagraphs(await wordText([new Paragraph({ text: long, heading: HeadingLevel.HEADING_2 })])),
    ).toEqual([long]);
  });

  it('of a table of contents are left out with it, and a title in two paragraphs is one', async () => {
    const file = await wordText(
      [
        new Paragraph({ text: 'Working paper', heading: HeadingLevel.TITLE }),
        new Paragraph({ text: 'by Pakistan', heading: HeadingLevel.TITLE }),
        new Paragraph({ text: 'Introduction 3', style: 'TOC1' }),
        new Paragraph({ text: 'Introduction', heading: HeadingLevel.HEADING_1 }),
      ],
      { styles: { paragraphStyles: [{ id: 'TOC1', name: 'toc 1' }] } },
    );
    expect(await wordParagraphs(file)).toEqual(['# Working paper by Pakistan', '## Introduction']);
  });
});

describe('tracked changes', () => {
  it('are read as accepted: insertions and arrivals in, deletions and departures out', async () => {
    const file = await wordXml(
      p(
        `${r('States ')}<w:ins ${by('A')}>${r('should ')}<w:del ${by('B')}>${r('not ')}</w:del></w:ins>` +
          `<w:del ${by('A')}><w:r><w:delText>may </w:delText></w:r></w:del>` +
          `<w:moveFrom ${by('A')}>${r('always ')}</w:moveFrom>${r('cooperate')}<w:moveTo ${by('A')}>${r(' always')}</w:moveTo>.`,
      ),
    );
    const { text, remarks } = await readWord(file);
    expect(text).toBe('States should cooperate always\n');
    expect(remarks).toEqual(['The document has 4 pending changes by A and B; it is read as if all were accepted.']);
  });

  it('join paragraphs whose mark is deleted, and drop deleted rows', async () => {
    const file = await wordXml(
      p(r('One half'), `<w:rPr><w:del ${by('A')}/></w:rPr>`) +
        p(r(' and the other.')) +
        `<w:tbl><w:tr><w:trPr><w:del ${by('A')}/></w:trPr><w:tc>${p(r('gone'))}</w:tc></w:tr><w:tr><w:tc>${p(r('kept'))}</w:tc></w:tr></w:tbl>`,
    );
    const { text, remarks } = await readWord(file);
    expect(text).toBe('One half and the other.\n\nkept\n');
    expect(remarks).toEqual(['The document has 2 pending changes by A; it is read as if all were accepted.']);
  });

  it('name at most three authors', async () => {
    const file = await wordXml(p(['A', 'B', 'C', 'D', 'E'].map((a) => `<w:ins ${by(a)}>${r(a)}</w:ins>`).join('')));
    expect((await readWord(file)).remarks).toEqual([
      'The document has 5 pending changes by A, B, C and 2 others; it is read as if all were accepted.',
    ]);
  });

  it('are not claimed where there are none', async () => {
    expect((await readWord(await wordText([new Paragraph('Text.')]))).remarks).toEqual([]);
  });
});

describe('what stands in a paragraph', () => {
  it.each([
    [
      'results of fields, not their codes',
      `${field(`<w:r><w:instrText>IF </w:instrText></w:r>${field(r('a'), r('b'))}${r('code')}`, r('para. 5'))}${r('!')}`,
      'para. 5!',
    ],
    [
      'results of simple fields and links',
      `<w:fldSimple w:instr="PAGE">${r('7')}</w:fldSimple><w:hyperlink>${r(' here')}</w:hyperlink>`,
      '7 here',
    ],
    ['tabs as spaces', `<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t></w:r>`, 'a b'],
    ['line breaks as lines', `<w:r><w:t>a</w:t><w:br/><w:t>b</w:t><w:br w:type="page"/><w:t>c</w:t></w:r>`, 'a\nb c'],
    [
      'hyphens that do not break, and none that only might',
      `<w:r><w:t>non</w:t><w:noBreakHyphen/><w:t>Sta</w:t><w:softHyphen/><w:t>te\u00adless</w:t></w:r>`,
      'non-Stateless',
    ],
    ['symbols', `<w:r><w:sym w:font="Symbol" w:char="F0B0"/><w:sym w:font="Times" w:char="00E9"/></w:r>`, '°é'],
    [
      'no hidden text',
      `${r('seen')}${r('hidden', '<w:rPr><w:vanish/></w:rPr>')}${r(' too', '<w:rPr><w:vanish w:val="0"/></w:rPr>')}`,
      'seen too',
    ],
    [
      'no invitation to write',
      `<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>${r('Click here')}</w:sdtContent></w:sdt><w:sdt><w:sdtContent>${r('written')}</w:sdtContent></w:sdt>`,
      'written',
    ],
    ['what looks like markup as words', r('# not a heading, *not* emphasis'), '\\# not a heading, \\*not\\* emphasis'],
    ['entities', r('R&amp;D &lt;b&gt;'), 'R&D <b>'],
  ])('gives %s', async (_, runs, text) => {
    expect(await readWord(await wordXml(p(runs)))).toEqual({ text: `${text}\n`, layout: 'paragraphs', remarks: [] });
  });

  it('gives a text box once, after its paragraph, though it is written for two versions of Word', async () => {
    const box = (text: string): string => `<wps:txbx><w:txbxContent>${p(r(text))}</w:txbxContent></wps:txbx>`;
    const file = await wordXml(
      p(
        `${r('Beside the box.')}<w:r><mc:AlternateContent><mc:Choice Requires="wps">${box('Boxed.')}</mc:Choice><mc:Fallback>${box('Boxed.')}</mc:Fallback></mc:AlternateContent></w:r>`,
      ),
    );
    expect(await wordParagraphs(file)).toEqual(['Beside the box.', 'Boxed.']);
    const made = await wordText([
      new Textbox({ style: { width: '100pt' }, children: [new Paragraph({ children: [new TextRun('Boxed.')] })] }),
    ]);
    expect(await wordParagraphs(made)).toEqual(['Boxed.']);
  });

  it('gives a text box by itself, though its paragraph runs on into the next', async () => {
    const runsOn = `<w:rPr><w:del ${by('A')}/></w:rPr>`;
    const box = `<w:r><w:pict><w:txbxContent>${p(r('Boxed.'))}</w:txbxContent></w:pict></w:r>`;
    const file = await wordXml(p(`${r('One half')}${box}`, runsOn) + p(r(' and the other.')));
    expect(await wordParagraphs(file)).toEqual(['Boxed.', 'One half and the other.']);
  });

  it('says that text struck through by hand is read', async () => {
    const file = await wordText([new Paragraph({ children: [new TextRun({ text: 'shall', strike: true })] })]);
    expect(await readWord(file)).toMatchObject({
      text: 'shall\n',
      remarks: ['Some text is struck through by hand; it is read as part of the text.'],
    });
  });
});

it('finds the parts where the relationships say they are, whatever the prefix of the names', async () => {
  const file = withPart(await wordText([new Paragraph('Text.')]), 'word/document.xml', (xml) =>
    xml.replaceAll('w:', 'ns0:').replaceAll('xmlns:w=', 'xmlns:ns0='),
  );
  expect(await wordParagraphs(file)).toEqual(['Text.']);
});
