import { type ILevelsOptions, LevelFormat, Paragraph } from 'docx';
import { describe, expect, it } from 'vitest';
import { formatNumber } from '../../../../server/src/ingest/listLabels.js';
import { UN_LEVELS, withPart, wordParagraphs, wordText } from '../../../support/wordFixtures.js';

/** Labels of a document whose paragraphs are at these levels, all of one list unless an instance is named. */
async function labels(
  levels: readonly ILevelsOptions[],
  places: readonly (number | readonly [level: number, instance: number])[],
  edit: (numberingXml: string) => string = (xml) => `${xml} `,
): Promise<string[]> {
  const children = places.map((place) => {
    const [level, instance] = typeof place === 'number' ? [place, 0] : place;
    return new Paragraph({ text: 'x', numbering: { reference: 'list', level, instance } });
  });
  const file = await wordText(children, { numbering: { config: [{ reference: 'list', levels }] } });
  const paragraphs = await wordParagraphs(withPart(file, 'word/numbering.xml', edit));
  return paragraphs.map((paragraph) => paragraph.replace(/ ?x$/, ''));
}

const level = (level: number, format: ILevelsOptions['format'], text: string, start?: number): ILevelsOptions => ({
  level,
  text,
  ...(format === undefined ? {} : { format }),
  ...(start === undefined ? {} : { start }),
});

describe('automatic numbers', () => {
  it('nest and start again under each higher number', async () => {
    expect(await labels(UN_LEVELS, [0, 1, 1, 2, 2, 1, 0, 1, 2])).toEqual([
      '1.',
      '(a)',
      '(b)',
      '(i)',
      '(ii)',
      '(c)',
      '2.',
      '(a)',
      '(i)',
    ]);
  });

  it('are written in the format and from the start of their level', async () => {
    const levels = [
      level(0, LevelFormat.UPPER_ROMAN, '%1.', 4),
      level(1, LevelFormat.UPPER_LETTER, '%2)', 26),
      level(2, LevelFormat.DECIMAL_ZERO, '%3.'),
      level(3, LevelFormat.BULLET, '\uf0b7'),
      level(4, LevelFormat.NONE, ''),
      level(5, LevelFormat.DECIMAL, '%6'),
    ];
    expect(await labels(levels, [0, 1, 1, 2, 3, 4, 5])).toEqual(['IV.', 'Z)', 'AA)', '01.', '-', '', '1.']);
  });

  it('can hold the numbers above them, in figures where the list is legal', async () => {
    const levels = [
      level(0, LevelFormat.UPPER_ROMAN, 'Article %1'),
      level(1, LevelFormat.DECIMAL, '%1.%2'),
      { ...level(2, LevelFormat.LOWER_LETTER, '%1.%2.%3'), isLegalNumberingStyle: true },
    ];
    expect(await labels(levels, [0, 0, 1, 1, 2])).toEqual(['Article I', 'Article II', 'II.1', 'II.2', '2.2.1']);
  });

  it('show the start of a level that has been passed over', async () => {
    const levels = [level(0, LevelFormat.DECIMAL, '%1.', 3), level(1, LevelFormat.DECIMAL, '%1.%2')];
    expect(await labels(levels, [1, 1, 0])).toEqual(['3.1', '3.2', '3.']);
  });

  it('start again where a list overrides its start, and count on where it does not', async () => {
    const places = [0, 0, [0, 1], [0, 1], 0] as const;
    // The library writes a start override into every further instance.
    expect(await labels(UN_LEVELS, places)).toEqual(['1.', '2.', '1.', '2.', '3.']);
    const without = (xml: string): string => xml.replaceAll(/<w:lvlOverride.*?<\/w:lvlOverride>/gs, '');
    expect(await labels(UN_LEVELS, places, without)).toEqual(['1.', '2.', '3.', '4.', '5.']);
  });

  it('of a level that never restarts run through', async () => {
    const through = (xml: string): string =>
      xml.replace(/(<w:lvl w:ilvl="1"[^>]*>.*?<w:numFmt[^>]*\/>)/gs, '$1<w:lvlRestart w:val="0"/>');
    expect(await labels(UN_LEVELS, [0, 1, 0, 1], through)).toEqual(['1.', '(a)', '2.', '(b)']);
  });

  it('come from the style of the paragraph and from what it is based on', async () => {
    const style = (id: string, rest: object): { id: string; name: string } => ({ id, name: id, ...rest });
    const file = await wordText(
      [
        new Paragraph({ text: 'one', style: 'Numbered' }),
        new Paragraph({ text: 'two', style: 'Narrow' }),
        new Paragraph({ text: 'sub', style: 'Lettered' }),
        new Paragraph({ text: 'plain' }),
        new Paragraph({ text: 'three', style: 'Numbered' }),
      ],
      {
        numbering: { config: [{ reference: 'list', levels: UN_LEVELS }] },
        styles: {
          paragraphStyles: [
            style('Numbered', { paragraph: { numbering: { reference: 'list', level: 0 } } }),
            style('Narrow', { basedOn: 'Numbered' }),
            style('Lettered', { basedOn: 'Numbered', paragraph: { numbering: { reference: 'list', level: 1 } } }),
          ],
        },
      },
    );
    expect(await wordParagraphs(file)).toEqual(['1. one', '2. two', '(a) sub', 'plain', '3. three']);
    const ended = withPart(file, 'word/document.xml', (xml) =>
      xml.replace('<w:pStyle w:val="Narrow"/>', '$&<w:numPr><w:numId w:val="0"/></w:numPr>'),
    );
    expect(await wordParagraphs(ended)).toEqual(['1. one', 'two', '(a) sub', 'plain', '2. three']);
  });

  it('come at the level that a list ties to the style', async () => {
    const numbered = { paragraph: { numbering: { reference: 'list', level: 0 } } };
    const levels = UN_LEVELS.map((own) => (own.level === 1 ? { ...own, style: { style: 'Lettered' } } : own));
    const file = await wordText([new Paragraph({ text: 'x', style: 'Lettered' })], {
      numbering: { config: [{ reference: 'list', levels }] },
      styles: { paragraphStyles: [{ id: 'Lettered', name: 'Lettered', ...numbered }] },
    });
    const tied = withPart(file, 'word/styles.xml', (xml) => xml.replaceAll('<w:ilvl w:val="0"/>', ''));
    expect(await wordParagraphs(tied)).toEqual(['(a) x']);
  });

  it('come at the depth that a style gives to the list of the style it is based on', async () => {
    const file = await wordText(
      ['Numbered', 'Lettered'].map((style) => new Paragraph({ text: 'x', style })),
      {
        numbering: { config: [{ reference: 'list', levels: UN_LEVELS }] },
        styles: {
          paragraphStyles: [
            { id: 'Numbered', name: 'Numbered', paragraph: { numbering: { reference: 'list', level: 0 } } },
            { id: 'Lettered', name: 'Lettered', basedOn: 'Numbered', paragraph: { spacing: { before: 1 } } },
          ],
        },
      },
    );
    const deeper = withPart(file, 'word/styles.xml', (xml) =>
      xml.replace(/(w:styleId="Lettered".*?<w:pPr>)/s, '$1<w:numPr><w:ilvl w:val="1"/></w:numPr>'),
    );
    expect(await wordParagraphs(deeper)).toEqual(['1. x', '(a) x']);
  });

  it('are used up by an empty paragraph, as Word shows them there', async () => {
    const numbering = { reference: 'list', level: 0 };
    const file = await wordText(
      ['one', '', 'three'].map((text) => new Paragraph({ text, numbering })),
      { numbering: { config: [{ reference: 'list', levels: UN_LEVELS }] } },
    );
    expect(await wordParagraphs(file)).toEqual(['1. one', '3. three']);
  });
});

it.each([
  [27, 'lowerLetter', 'aa'],
  [53, 'upperLetter', 'AAA'],
  [1994, 'upperRoman', 'MCMXCIV'],
  [38, 'lowerRoman', 'xxxviii'],
  [0, 'lowerLetter', '0'],
  [-3, 'lowerRoman', '-3'],
  [5, 'chineseCounting', '5'],
])('writes %d as %s: %s', (value, format, written) => {
  expect(formatNumber(value, format)).toBe(written);
});
