/** Text as an attacker writes it: runs that a careless pattern reads again from each of its characters, and what no editor shows. */

const PUNCTUATION = Array.from({ length: 0x7f - 0x21 }, (_, n) => String.fromCharCode(0x21 + n)).filter((char) =>
  /[^A-Za-z0-9]/.test(char),
);
const SPACES = [' ', '\t', '\n', '\r', '\r\n', '\f', '\u00a0', '\u2003', '\u202f', '\u2028', ' \n', '\n\n', ' \u00a0'];
const LETTERS = ['a', 'A', 'é', 'e\u0301', '\u0301', 'ß', 'ﬁ', 'ا', '漢', '😀', '0', '٣', '½', 'ii', 'IV'];
const UNSEEN = [
  '\u200b',
  '\u00ad',
  '\u2060',
  '\ufeff',
  '\u202e',
  '\u2066',
  '\u200f',
  '\ud800',
  '\udc00',
  '\0',
  '\u0085',
];
const WORDS = [
  'a ',
  'not ',
  'and ',
  'of ',
  'which ',
  'if ',
  'that ',
  'the ',
  'States should ',
  'it is ',
  'Pakistan ',
  'no ',
];
const MARKS = [
  ...['[(', '](', '[a](', '[](', '[^', '[^a]', '\n[^a]: ', '[a][', '[a] ', '[a]/', '[ ', '] [', '[[a]', '[a / b]'],
  ...[
    '<!--',
    '-->',
    '<!-- a',
    '<a ',
    '<div>',
    '<p>a',
    '</',
    '<b',
    '&amp;',
    '&#',
    '<![CDATA[',
    '<style>',
    '<li>',
    '<td>',
  ],
  ...['**', '*a', '*a ', ' *', '*a*', '_a', '_a ', '__', '`a', '```', '\n```', '~~~\n', '\\', '\\*', '\\['],
  ...[
    '“',
    '“a',
    '”',
    '"a',
    '" ',
    '("',
    '« ',
    "a'",
    "'s ",
    '’',
    'a’',
    '(',
    '(a',
    ' (',
    ') ',
    '(a ',
    '... ',
    '…',
    '. . ',
  ],
  ...[
    '1. ',
    '\n1. ',
    '(a) ',
    '\n(a) ',
    '\na) ',
    '\n1.1. ',
    '\nI. ',
    '\nA. ',
    '\n- ',
    '\n> ',
    '\n# ',
    '\n#a',
    '\n---',
    '- ',
  ],
  ...['\n\na', '\na', 'a\n', '\n  a', 'A\n', 'a-\n', '. ', '.”', '? ', 'a.', 'A. ', 'No. ', 'p. 5 ', 'U.N. ', 'e.g. '],
  ...[
    'A/',
    'A/RES/',
    'A/1/1/',
    '73/27 ',
    '73/27, ',
    '73/27 and ',
    'resolution ',
    'resolutions 73/27, ',
    'paragraph 5, ',
  ],
  ...[
    '1 January ',
    'January ',
    '1 ',
    '1, ',
    '1,000 ',
    '1-',
    '20',
    'first ',
    'twenty ',
    'Article 5, ',
    'article ',
    'GGE ',
  ],
  ...[
    ', ',
    '; ',
    ': ',
    ' – ',
    ' / ',
    'a/',
    '/a',
    'a-',
    ' -',
    'shall/should ',
    'a:',
    'a: ',
    '\na:',
    '\na: ',
    '\n- a',
    '{a: ',
    '[a, ',
  ],
  ...['&a ', '*a\n', '? ', '| ', '\n| ', 'www.', 'http://', 'a@a.', '$(', '%', '%2e', '../', 'holder:', 'by:', '-"a" '],
];

/** What bait is made of. */
export const BAIT_UNITS: readonly string[] = [
  ...new Set([...PUNCTUATION, ...SPACES, ...LETTERS, ...UNSEEN, ...WORDS, ...MARKS]),
];

/** What stands before and after the run: a pattern that is led on by the run fails at the end. */
export const BAIT_FRAMES: readonly (readonly [before: string, after: string])[] = [
  ['', ''],
  ['', 'x'],
  ['Pakistan supports a', ' x'],
];

/** A run of about so many UTF-16 units. */
export function bait(unit: string, [before, after]: readonly [string, string], units: number): string {
  return before + unit.repeat(Math.ceil(units / unit.length)) + after;
}
