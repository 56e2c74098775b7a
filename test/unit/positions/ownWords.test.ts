import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stemsOf } from '../../../server/src/positions/expressions.js';
import { type Lexicon, type LexiconSource, parseLexicon } from '../../../server/src/positions/lexicon.js';
import { createTokenizer } from '../../../server/src/text/tokens.js';

const BUNDLED: readonly LexiconSource[] = [
  {
    name: 'concepts.json',
    text: JSON.stringify({
      topics: { treaty: ['treaty', 'convention'], fund: ['fund'] },
      synonyms: { ict: ['ict'] },
      related: [['ban', 'prohibition']],
    }),
  },
  { name: 'modals.json', text: '{ "modals": { "must": { "strength": 4, "mood": "normative" } } }' },
  { name: 'spelling.json', text: '{ "variants": { "behavior": "behaviour" }, "stop-words": ["the"] }' },
  {
    name: 'stances.json',
    text: JSON.stringify({
      stances: ['urge', 'reject'],
      'own-stances': ['welcome'],
      'verb-orders': { agreement: ['welcome', 'endorse'] },
    }),
  },
];

/** The lexicon with these files of the workspace's own, each a name and a text. */
function read(...own: readonly (readonly [name: string, text: string])[]) {
  return parseLexicon(
    BUNDLED,
    own.map(([name, text]) => ({ uri: `file:///p/.aide-memoire/lexicon/${name}`, name, text })),
  );
}

/** What the table says of an expression. */
function find<T>(
  lexicon: Lexicon,
  table: (lexicon: Lexicon) => { match(stems: readonly string[], at: number): T },
  words: string,
): T {
  return table(lexicon).match(stemsOf(createTokenizer(lexicon.spelling)(words)), 0);
}
const meaning = (lexicon: Lexicon, words: string) => find(lexicon, (each) => each.expressions, words)?.value;
const stance = (lexicon: Lexicon, words: string) => find(lexicon, (each) => each.stances, words)?.value.by;
const rank = (lexicon: Lexicon, words: string) => find(lexicon, (each) => each.verbRanks, words)?.value.rank;

describe('a workspace’s own words', () => {
  it('are added to the bundled ones', () => {
    const { lexicon, problems } = read(
      ['concepts.yaml', 'topics:\n  treaty: [compact]\n  water: [water sharing]\nrelated:\n  - [halt, stop]\n'],
      ['spelling.yaml', 'variants: { centre: center }\nstop-words: [a]\n'],
      ['stances.yaml', 'own-stances: [applaud]\n'],
    );
    expect(problems).toEqual([]);
    for (const words of ['treaty', 'convention', 'compact'])
      expect(meaning(lexicon, words)).toMatchObject({ id: 'treaty' });
    expect(meaning(lexicon, 'water sharing')).toEqual({ kind: 'topic', id: 'water' });
    expect(Object.fromEntries(lexicon.spelling.variants)).toEqual({ behavior: 'behaviour', centre: 'center' });
    expect([...lexicon.spelling.stopWords]).toEqual(['the', 'a']);
    expect([stance(lexicon, 'welcome'), stance(lexicon, 'applaud')]).toEqual(['author', 'author']);
    const asks = (words: string) =>
      lexicon.related.match(
        createTokenizer(lexicon.spelling)(words).map(({ term }) => term),
        0,
      )?.others;
    expect(JSON.stringify(asks('compact'))).toContain('convention');
  });

  it('decide what an expression means that both list', () => {
    const { lexicon } = read(
      ['concepts.yaml', 'synonyms:\n  pact: [convention]\n'],
      ['modals.yaml', 'modals:\n  must: { strength: 3, mood: normative }\n'],
      ['spelling.yaml', 'variants: { behavior: conduct }\n'],
      ['stances.yaml', 'courtesies: [urge]\n'],
    );
    expect(meaning(lexicon, 'convention')).toEqual({ kind: 'synonym', id: 'pact' });
    expect(meaning(lexicon, 'must')).toMatchObject({ strength: 3 });
    expect(lexicon.spelling.variants.get('behavior')).toBe('conduct');
  });

  it('take the place of the lists and entries that "replaces" names', () => {
    const { lexicon, problems } = read(
      ['concepts.yaml', 'replaces: [topics.treaty]\ntopics:\n  treaty: [compact]\n'],
      ['stances.yaml', 'replaces: [stances]\nstances: [demand]\n'],
    );
    expect(problems).toEqual([]);
    expect(meaning(lexicon, 'compact')).toEqual({ kind: 'topic', id: 'treaty' });
    expect(meaning(lexicon, 'convention')).toBeUndefined();
    expect(meaning(lexicon, 'fund')).toEqual({ kind: 'topic', id: 'fund' });
    expect(['urge', 'demand', 'welcome'].map((word) => stance(lexicon, word))).toEqual([undefined, 'anyone', 'author']);
  });

  it('are an order of their own where they order verbs', () => {
    const { lexicon } = read(['stances.yaml', 'verb-orders:\n  agreement: [endorse, welcome]\n']);
    expect([rank(lexicon, 'endorse'), rank(lexicon, 'welcome')]).toEqual([0, 1]);
  });

  it.each([
    [
      'words.yaml',
      'topics: {}',
      'words.yaml: no word list is called so; call it one of concepts, modals, spelling, stances (.yaml).',
    ],
    ['concepts.yml', 'topics: {}', 'concepts.yml: no word list is called so; call it one of'],
    ['concepts.yaml', 'topics:\n  water: [river\n', 'concepts.yaml, line 3: correct the YAML ('],
    ['concepts.yaml', '- river', 'concepts.yaml, line 1: write lists as in the bundled concepts.yaml.'],
    ['concepts.yaml', 'topics: *nothing', 'concepts.yaml, line 1: write lists as in the bundled concepts.yaml.'],
    [
      'concepts.yaml',
      'related: []\ntopix: {}',
      'concepts.yaml, line 2: take "topix" out; the lists here are topics, synonyms, related.',
    ],
    ['concepts.yaml', 'constructor: [urge]', 'concepts.yaml, line 1: take "constructor" out;'],
    ['concepts.yaml', 'stances: [urge]', 'concepts.yaml, line 1: move "stances" to stances.yaml.'],
    [
      'concepts.yaml',
      'topics:\n  water: [river]\n  air: sky',
      'concepts.yaml, line 3: correct "topics.air"; "topics" is written like { treaty: [ treaty, convention ] }.',
    ],
    [
      'modals.yaml',
      'modals:\n  may:\n    strength: weak\n    mood: either',
      'modals.yaml, line 3: correct "modals.may.strength"; "modals" is written like { must: { strength: 4, mood: normative } }.',
    ],
    [
      'stances.yaml',
      'stances: urge',
      'stances.yaml, line 1: correct "stances"; "stances" is written like [ urge, reject ].',
    ],
    [
      'stances.yaml',
      'stances: [urge]\nreplaces: stances',
      'stances.yaml, line 2: write "replaces: [list, list.entry]".',
    ],
    [
      'stances.yaml',
      'replaces: [own-stances]\nstances: [urge]',
      'stances.yaml, line 1: correct "replaces": "own-stances" is not in this file.',
    ],
    [
      'concepts.yaml',
      'topics: { air: [sky] }\nreplaces: [topics.air]',
      'concepts.yaml, line 2: correct "replaces": the bundled concepts.yaml has no "topics.air".',
    ],
  ])('say what is wrong with %s “%s”, and the rest goes on', (name, text, message) => {
    const { lexicon, problems } = read([name, text], ['spelling.yaml', 'variants: { centre: center }']);
    expect(problems).toEqual([
      { file: `file:///p/.aide-memoire/lexicon/${name}`, message: expect.stringContaining(message) as string },
    ]);
    expect(problems[0]?.message).toMatch(/^\.aide-memoire\/lexicon\/.* The file is left out until then\.$/);
    expect(lexicon.spelling.variants.get('centre')).toBe('center');
    expect(meaning(lexicon, 'treaty')).toEqual({ kind: 'topic', id: 'treaty' });
    expect(stance(lexicon, 'urge')).toBe('anyone');
  });

  it('may be empty', () => {
    expect(read(['concepts.yaml', ''], ['stances.yaml', 'stances:\n']).problems).toEqual([]);
  });

  it('are any text without harm', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        const { lexicon, problems } = read(['stances.yaml', text]);
        expect(problems.length).toBeLessThanOrEqual(1);
        expect(stance(lexicon, 'urge')).toBe('anyone');
      }),
    );
  });
});
