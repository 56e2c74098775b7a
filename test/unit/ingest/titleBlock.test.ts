import { describe, expect, it } from 'vitest';
import type { DocumentMetadata } from '../../../server/src/ingest/corpusDocument.js';
import { parseText } from '../../../server/src/ingest/parseDocument.js';

const BODY =
  '1. The delegation wishes to recall what it has said on this matter before, and that it has not changed its mind.\n\n2. It has nothing to add to the record of the meeting.\n';

function read(head: readonly string[], name = 'paper.txt'): DocumentMetadata {
  const { document } = parseText({ uri: `file:///corpus/${name}`, name }, `${head.join('\n\n')}\n\n${BODY}`);
  if (document === undefined) throw new Error('nothing read');
  return document.metadata;
}

const LETTERHEAD = [
  'United Nations',
  'A/80/123',
  'General Assembly',
  'Distr.: General',
  '13 June 2025',
  'Original: French',
];

describe('the head of a United Nations document', () => {
  it('is not the title of a letter', () => {
    const title = 'Letter dated 9 June 2025 from the Permanent Representative of Peru to the United Nations';
    expect(read([...LETTERHEAD, 'Eightieth session', 'Agenda item 5', 'Question of the islands', title])).toMatchObject(
      {
        title,
        holder: 'Peru',
        date: '2025-06-13',
        symbol: 'A/80/123',
        session: 'eightieth session',
        forum: 'General Assembly',
        language: 'en',
        tier: 'other',
      },
    );
  });

  it('joins the parts of a title, and names the Secretary-General', () => {
    expect(
      read([...LETTERHEAD, 'Developments in the field of information', 'Report of the Secretary-General']),
    ).toMatchObject({
      title: 'Developments in the field of information: Report of the Secretary-General',
      holder: 'Secretary-General',
      kind: 'report',
      tier: 'other',
    });
  });

  it('leaves no agenda item behind as a section of the text', () => {
    const { document } = parseText(
      { uri: 'file:///corpus/a.txt', name: 'a.txt' },
      [...LETTERHEAD, 'Agenda item 5', 'Question of the islands', 'Note by the Secretariat', BODY].join('\n\n'),
    );
    expect(document?.passages.map(({ citation, headings }) => [citation, headings])).toEqual([
      ['para. 1', []],
      ['para. 2', []],
    ]);
  });

  it('tells the symbol of a joint document and the year of a resolution', () => {
    const symbolOf = (line: string): string | undefined =>
      read(['United Nations', line, 'Security Council', 'Distr.: General', 'Letter dated 9 June 2025 from Peru'])
        .symbol;
    expect(symbolOf('A/80/1029-S/2025/210')).toBe('A/80/1029');
    expect(symbolOf('S/RES/2779 (2025)')).toBe('S/RES/2779 (2025)');
    expect(symbolOf('A/C.1/78/L.60/Rev.1')).toBe('A/C.1/78/L.60/Rev.1');
    expect(symbolOf('A/AC.292/2023/WP.1*')).toBe('A/AC.292/2023/WP.1');
  });
});

describe('tier', () => {
  const tierOf = (...head: readonly string[]): DocumentMetadata['tier'] => read(head).tier;
  const resolution = (symbol: string, ...rest: readonly string[]): readonly string[] => [
    'United Nations',
    symbol,
    'General Assembly',
    'Distr.: General',
    ...rest,
  ];

  it.each([
    [resolution('A/RES/73/27', 'Resolution adopted by the General Assembly on 5 December 2018')],
    [
      resolution(
        'S/RES/2779 (2025)',
        'Resolution 2779 (2025)',
        'Adopted by the Security Council at its 9913th meeting',
      ),
    ],
    [['Resolution adopted by the General Assembly on 5 December 2018', 'Developments in the field of information']],
  ])('is adopted for %j', (head) => {
    expect(tierOf(...head)).toBe('adopted');
    expect(read(head).holder).toMatch(/^(?:General Assembly|Security Council)$/);
    expect(read(head).guessed).toContain('tier');
  });

  it.each([
    ['a draft resolution', resolution('A/C.1/78/L.60', 'Draft resolution', 'Programme of action')],
    ['a draft of one adopted before', resolution('A/80/L.4', 'Revised draft resolution', 'Recalling resolution 73/27')],
    [
      'a report on one',
      resolution('A/80/12', 'Report of the First Committee on resolution 73/27 adopted by consensus'),
    ],
    [
      'a letter about one',
      resolution(
        'S/2025/31',
        'Letter dated 9 June 2025 from the Permanent Representative of Peru on resolution 2779 (2025), adopted by the Security Council',
      ),
    ],
    ['a paper that quotes one', ['Working paper by Peru', 'On resolution 73/27, adopted by the General Assembly']],
  ])('is never adopted for %s', (_, head) => {
    expect(tierOf(...head)).not.toBe('adopted');
  });

  it.each([
    ['Chair’s summary'],
    ["Co-Chairs' non-paper on regular institutional dialogue"],
    ['Zero draft by the Chair of the Working Group'],
    ['Discussion paper prepared by the Co-Facilitators'.replace('Discussion paper', 'Paper')],
  ])('is chair for "%s"', (line) => {
    expect(read([line])).toMatchObject({ tier: 'chair', holder: 'Chair' });
  });

  it.each([
    ['Statement on behalf of the Non-Aligned Movement', 'Non-Aligned Movement'],
    ['Statement delivered by Peru on behalf of the Group of 77 and China', 'Group of 77 and China'],
    ['Statement on behalf of the European Union', 'European Union'],
    ['Statement by Fiji on behalf of the Alliance of Small Island States', 'Alliance of Small Island States'],
  ])('is group for "%s"', (line, holder) => {
    expect(read([line])).toMatchObject({ tier: 'group', holder });
  });
});

describe('holder', () => {
  it.each([
    ['Statement by the delegation of the Islamic Republic of Pakistan', 'Pakistan'],
    ['Working paper submitted by Egypt, France and Norway', 'Egypt, France and Norway'],
    ['Submission by New Zealand', 'New Zealand'],
    ['Statement by Pakistan', 'Pakistan'],
    ['Statement by Côte d’Ivoire', 'Côte d’Ivoire'],
    ['Statement by the Russian Federation', 'Russian Federation'],
    ['Statement by Ambassador Ana Diaz', 'Unknown'],
    ['Statement by Ana Diaz', 'Unknown'],
    ['National statement of Côte d’Ivoire', 'Côte d’Ivoire'],
    [
      'Permanent Mission of the United Kingdom of Great Britain and Northern Ireland',
      'United Kingdom of Great Britain and Northern Ireland',
    ],
  ])('is read from "%s"', (line, holder) => {
    const found = read([line]).holder;
    expect(found.replace(/^the /, '')).toBe(holder);
  });
});

describe('handling', () => {
  it.each([
    ['CONFIDENTIAL', 'restricted'],
    ['Strictly confidential', 'restricted'],
    ['[RESTRICTED]', 'restricted'],
    ['For official use only', 'internal'],
    ['Not for circulation', 'internal'],
    ['INTERNAL', 'internal'],
    ['Distr.: Limited', undefined],
    ['Confidence-building measures', undefined],
  ])('of "%s" is %s', (line, handling) => {
    expect(read([line, 'Working paper by Peru']).handling).toBe(handling);
  });

  it('goes by a restricted distribution', () => {
    const head = ['United Nations', 'A/AC.1/2', 'General Assembly', 'Distr.: Restricted', 'Note by the Secretariat'];
    expect(read(head)).toMatchObject({ handling: 'restricted', guessed: expect.arrayContaining(['handling']) });
  });
});

describe('date', () => {
  it.each([
    ['6 March 2023', '2023-03-06'],
    ['March 6, 2023', '2023-03-06'],
    ['2023-03-06', '2023-03-06'],
    ['06.03.2023', '2023-03-06'],
    ['6-10 March 2023', '2023-03'],
    ['30 May – 3 June 2022', '2022-05'],
    ['25/03/2023', '2023-03-25'],
    ['03/25/2023', '2023-03-25'],
    ['06/03/2023', '2023'],
    ['March 2023', '2023-03'],
  ])('is read from "%s"', (line, date) => {
    expect(read(['Working paper by Peru', line]).date).toBe(date);
  });

  it('is read from the name of the file when the text has none', () => {
    expect(read(['Working paper by Peru'], '2023-03-06_statement.txt').date).toBe('2023-03-06');
    expect(read(['Working paper by Peru'], 'statement_6-March-2023.txt').date).toBe('2023-03-06');
  });
});
