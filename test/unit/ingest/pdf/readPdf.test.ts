import { describe, expect, it } from 'vitest';
import { DEFAULT_LIMITS, type ReadText } from '../../../../server/src/ingest/formats.js';
import { readPdf } from '../../../../server/src/ingest/pdf/readPdf.js';
import { lockedPdf } from '../../../support/lockedPdf.js';
import { linesAt, type PlacedText, widthOf, writePdf } from '../../../support/pdf.js';

async function read(pages: readonly (readonly PlacedText[])[]): Promise<ReadText> {
  const result = await readPdf(writePdf(pages), DEFAULT_LIMITS);
  if ('problem' in result) throw new Error(result.problem);
  return result;
}

async function paragraphs(pages: readonly (readonly PlacedText[])[]): Promise<string[]> {
  return (await read(pages)).text.split('\n\n');
}

/** Full lines of 60 letters at the most, as a page 360 points wide holds them. */
const PROSE = [
  'The ceasefire between the parties was generally maintained,',
  'notwithstanding multiple violations of the agreement between',
  'their forces. The overall situation in the area of operation',
  'remained volatile.',
];

describe('readPdf', () => {
  it('joins the lines of a paragraph and parts paragraphs at gaps', async () => {
    const second = ['Full use of the hotline was made by all of the parties to it', 'in the period under review.'];
    const page = [...linesAt(100, 700, PROSE), ...linesAt(100, 640, second)];
    expect(await paragraphs([page])).toEqual([PROSE.join(' '), second.join(' ')]);
  });

  it('parts paragraphs at an indented first line', async () => {
    const page = [
      { x: 124, y: 700, text: 'Recalling its resolutions on the subject, and all that' },
      { x: 100, y: 688, text: 'has been said of them in the years since,' },
      { x: 124, y: 676, text: 'Noting with concern that the resources which the group' },
      { x: 100, y: 664, text: 'asked for have not been provided,' },
    ];
    expect(await paragraphs([page])).toEqual([
      'Recalling its resolutions on the subject, and all that has been said of them in the years since,',
      'Noting with concern that the resources which the group asked for have not been provided,',
    ]);
  });

  it('keeps numbers, letters and bullets of paragraphs, and an enumeration within a line', async () => {
    const page = [
      { x: 100, y: 700, text: '12.' },
      { x: 124, y: 700, text: 'Diets are healthy when they are (i) diverse in foods;' },
      { x: 100, y: 688, text: '(ii) balanced in the energy that is taken in; and (iii) safe' },
      { x: 100, y: 676, text: 'for all. States should:' },
      { x: 124, y: 658, text: '(a)' },
      { x: 148, y: 658, text: 'Support them;' },
      { x: 124, y: 640, text: '\u0095' },
      { x: 148, y: 640, text: 'Report on them.' },
    ];
    expect(await paragraphs([page])).toEqual([
      '12. Diets are healthy when they are (i) diverse in foods; (ii) balanced in the energy that is taken in; and (iii) safe for all. States should:',
      '(a) Support them;',
      '- Report on them.',
    ]);
  });

  it('drops running headers, footers and page numbers and joins a paragraph over the page break', async () => {
    const furniture = (page: number): PlacedText[] => [
      { x: page % 2 === 0 ? 60 : 480, y: 740, text: 'A/80/61', size: 8 },
      { x: 60, y: 40, text: '25-01234', size: 8 },
      { x: 500, y: 40, text: `${page}/3`, size: 8 },
    ];
    const pages = [
      [...furniture(1), { x: 100, y: 740, text: 'United Nations' }, ...linesAt(100, 700, PROSE.slice(0, 2))],
      [
        ...furniture(2),
        ...linesAt(100, 700, PROSE.slice(2)),
        { x: 100, y: 400, text: 'In 4/5 of all cases A/80/61 was cited.' },
      ],
      [...furniture(3), ...linesAt(100, 700, ['It was agreed to meet again.'])],
    ];
    const { text, pages: pageOf } = await read(pages);
    expect(text.split('\n\n')).toEqual([
      'United Nations',
      'A/80/61',
      PROSE.join(' '),
      'In 4/5 of all cases A/80/61 was cited.',
      'It was agreed to meet again.',
    ]);
    expect(pageOf).toEqual([1, 1, 1, 1, 1, 1, 2, 2, 3]);
  });

  it('drops a header that changes with the chapter beside its page number', async () => {
    const pages = ['Threats', 'Norms', 'Law'].map((chapter, n) => [
      { x: 60, y: 740, text: `Chapter ${chapter}` },
      { x: 500, y: 740, text: String(n + 7) },
      ...linesAt(100, 700, PROSE),
    ]);
    expect(await paragraphs(pages)).toEqual(Array(3).fill(PROSE.join(' ')));
  });

  it('keeps a line at the edge of a page that does not recur', async () => {
    const foot = (page: number): PlacedText => ({ x: 300, y: 40, text: String(page) });
    const first = [...linesAt(100, 740, ['Statement by the delegation.', '', ...PROSE]), foot(1)];
    const second = [...linesAt(100, 740, ['The delegation thanks the Chair.']), foot(2)];
    expect(await paragraphs([first, second])).toEqual([
      'Statement by the delegation.',
      PROSE.join(' '),
      'The delegation thanks the Chair.',
    ]);
  });

  it('reads two columns one after the other under a heading across both', async () => {
    const left = [
      'States should settle their',
      'disputes by peaceful means',
      'in such a manner that peace',
      'and security are not',
      'endangered by them.',
    ];
    const right = [
      'Capacity-building should be',
      'demand-driven and based on',
      'the needs that each State',
      'has identified itself for',
      'its own development.',
    ];
    const page = [
      { x: 60, y: 720, text: 'A common understanding of all that has been agreed', size: 14 },
      ...linesAt(60, 690, left),
      // Set a little lower, as columns often are: rows of the page would mix the two.
      ...linesAt(310, 687, right),
    ];
    expect((await paragraphs([page])).slice(1)).toEqual([left.join(' '), right.join(' ')]);
  });

  it('reads a table row by row', async () => {
    const rows = [1, 2, 3, 4, 5].flatMap((n) => [
      { x: 60, y: 500 - 20 * n, text: `State ${n}` },
      { x: 400, y: 500 - 20 * n, text: `${n}00 dollars` },
    ]);
    const before = linesAt(60, 700, PROSE);
    expect((await paragraphs([[...before, ...rows]])).slice(1)).toEqual(
      [1, 2, 3, 4, 5].map((n) => `State ${n} | ${n}00 dollars`),
    );
  });

  it('keeps footnotes apart, at the end, and marks where the text refers to them', async () => {
    const start = 'The report was adopted by consensus';
    const page = [
      { x: 100, y: 700, text: start },
      { x: 100 + widthOf(start), y: 703.5, text: '1', size: 6 },
      { x: 100 + widthOf(`${start}  `), y: 700, text: 'and the annex to it' },
      ...linesAt(100, 688, ['was taken note of by the group.']),
      ...linesAt(100, 660, ['Nothing else was said of it in the room.']),
      { x: 100, y: 112, text: '__________', size: 8 },
      { x: 94, y: 103, text: '1', size: 5.5 },
      { x: 100, y: 100, text: 'A/75/816, annex,', size: 8 },
      { x: 100, y: 90, text: 'para. 12.', size: 8 },
    ];
    expect(await paragraphs([page])).toEqual([
      'The report was adopted by consensus[^1] and the annex to it was taken note of by the group.',
      'Nothing else was said of it in the room.',
      '[^1]: A/75/816, annex, para. 12.',
    ]);
  });

  it('takes marks that count up through the text for those of endnotes, and leaves exponents', async () => {
    const marked = (y: number, mark: string): PlacedText[] => [
      { x: 100, y, text: 'All of it was reported' },
      { x: 100 + widthOf('All of it was reported'), y: y + 3.5, text: mark, size: 6 },
    ];
    const endnotes = [...marked(700, '1'), ...marked(660, '2'), ...marked(620, '3')];
    expect(await paragraphs([endnotes])).toEqual(Array(3).fill('All of it was reported'));
    const exponents = [...marked(700, '2'), ...marked(660, '2'), ...marked(620, '3')];
    expect(await paragraphs([exponents])).toEqual(['2', '2', '3'].map((mark) => `All of it was reported${mark}`));
  });

  it('marks headings by their type, and leaves the title block plain', async () => {
    const page = [
      { x: 100, y: 740, text: 'Working paper of the delegation', size: 14, bold: true },
      ...linesAt(100, 700, PROSE),
      { x: 100, y: 630, text: 'Rules, norms and', size: 14, bold: true },
      { x: 100, y: 614, text: 'principles', size: 14, bold: true },
      { x: 100, y: 590, text: 'Attribution', bold: true },
      ...linesAt(100, 566, PROSE),
    ];
    expect(await paragraphs([page])).toEqual([
      'Working paper of the delegation',
      PROSE.join(' '),
      '# Rules, norms and principles',
      '## Attribution',
      PROSE.join(' '),
    ]);
  });

  it('reads a file that is only locked against changes, and asks for a copy of one that needs a password', async () => {
    expect(await readPdf(lockedPdf('Agreed text.', ''), DEFAULT_LIMITS)).toMatchObject({ text: 'Agreed text.' });
    expect(await readPdf(lockedPdf('Agreed text.', 'secret'), DEFAULT_LIMITS)).toEqual({
      problem: expect.stringMatching(/locked with a password.*save a copy without one/),
    });
  });

  it('says what to do about a file without text, cut off, damaged or too long', async () => {
    const whole = writePdf([linesAt(100, 700, PROSE), linesAt(100, 700, PROSE)]);
    const problem = async (bytes: Uint8Array, limits = DEFAULT_LIMITS): Promise<unknown> => readPdf(bytes, limits);
    expect(await problem(writePdf([[], []]))).toEqual({
      problem: expect.stringContaining('Run text recognition (OCR)'),
    });
    expect(await problem(whole.subarray(0, whole.length / 2))).toEqual({ problem: expect.stringContaining('cut off') });
    expect(await problem(new TextEncoder().encode('no PDF at all'))).toEqual({
      problem: expect.stringContaining('not a PDF'),
    });
    expect(await problem(new TextEncoder().encode('%PDF-1.4 nothing startxref 0 %%EOF'))).toEqual({
      problem: expect.stringContaining('damaged'),
    });
    expect(await problem(whole, { ...DEFAULT_LIMITS, pages: 1 })).toEqual({
      problem: expect.stringMatching(/2 pages, more than the limit of 1\..*aideMemoire\.corpus\.limits\.pages/),
    });
    expect(await problem(whole, { ...DEFAULT_LIMITS, textUnits: 100 })).toEqual({
      problem: expect.stringContaining('aideMemoire.corpus.limits.characters'),
    });
    expect(await problem(whole, { ...DEFAULT_LIMITS, milliseconds: -1 })).toEqual({
      problem: expect.stringContaining('aideMemoire.corpus.limits.secondsPerFile'),
    });
  });

  it('reads a file with anything after its end, and none that ends within its objects', async () => {
    const whole = writePdf([linesAt(100, 700, PROSE)]);
    const junk = new Uint8Array(20_000).fill(0x20).fill(0xff, 5000, 9000);
    expect(await readPdf(new Uint8Array([...whole, ...junk]), DEFAULT_LIMITS)).toMatchObject({
      text: expect.anything(),
    });
    // As a file made for the web begins.
    const early = new TextEncoder().encode('%PDF-1.4\nstartxref\n0\n%%EOF\n');
    expect(await readPdf(new Uint8Array([...early, ...whole.subarray(9, -60)]), DEFAULT_LIMITS)).toEqual({
      problem: expect.stringContaining('cut off'),
    });
  });

  it('leaves the bytes as they were and says which pages are pictures', async () => {
    const bytes = writePdf([linesAt(100, 700, PROSE), []]);
    const before = bytes.slice();
    const result = await readPdf(bytes, DEFAULT_LIMITS);
    expect(bytes).toEqual(before);
    expect(result).toMatchObject({
      remarks: [expect.stringMatching(/^1 of 2 pages \(page 2\) without text.*\(OCR\)/)],
    });
    const long = await readPdf(
      writePdf([linesAt(100, 700, PROSE), ...Array.from({ length: 14 }, () => [])]),
      DEFAULT_LIMITS,
    );
    expect(long).toMatchObject({ remarks: [expect.stringMatching(/^14 of 15 pages \(pages 2, .*, 11 and 4 more\)/)] });
  });
});
