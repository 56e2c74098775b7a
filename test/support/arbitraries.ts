import fc from 'fast-check';

const FRAGMENTS = [
  ...['Pakistan', 'States', 'a treaty', 'the Directory', 'some delegations', 'norms', 'Mr. Khan', 'A/RES/73/27'],
  ...['should', 'must', 'not', 'no need for', 'rather than', 'refrain from', 'without prejudice to', 'lack of'],
  ...['believes that', 'which', 'although', 'if', 'is', 'are needed', 'voluntary', 'unacceptable', 'behavior'],
  ...[' ', ' ', ' ', ' ', ', ', '. ', '; ', ': ', '? ', ' – ', '“', '”', '"', '(', ')', '’s', '-'],
  ...[
    '\n',
    '\n\n',
    '\r\n',
    '\t',
    '---\n',
    '# ',
    '## ',
    '1. ',
    'a) ',
    '- ',
    '> ',
    '```\n',
    '<!--',
    '-->',
    'é',
    '😀',
    '\u0301',
  ],
];

/** Any text at all, half of it made of what drafts are made of. */
export const anyText: fc.Arbitrary<string> = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 120 }),
  fc.array(fc.constantFrom(...FRAGMENTS), { maxLength: 60 }).map((parts) => parts.join('')),
);
