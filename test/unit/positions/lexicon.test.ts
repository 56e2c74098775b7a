import { describe, expect, it } from 'vitest';
import { EMPTY_LEXICON, type Meaning, parseLexicon } from '../../../server/src/positions/lexicon.js';
import { extractCommitments } from '../../../server/src/positions/extractCommitments.js';
import { stemsOf } from '../../../server/src/positions/expressions.js';
import { createTokenizer } from '../../../server/src/text/tokens.js';
import { loadBundledLexicon } from '../../support/bundled.js';

const meaning = (lexicon: ReturnType<typeof loadBundledLexicon>, ...stems: string[]): Meaning | undefined =>
  lexicon.expressions.match(stems, 0)?.value;

describe('a lexicon', () => {
  it('is made of all its files together', () => {
    const { lexicon, problems } = parseLexicon([
      { name: 'a.yaml', text: 'negators: [not]\nvariants: { behavior: behaviour }\nstop-words: [the]' },
      { name: 'b.yaml', text: 'negators: [never]\nmodals:\n  must: { strength: 4, mood: normative }' },
    ]);
    expect(problems).toEqual([]);
    expect(meaning(lexicon, 'not')).toEqual({ kind: 'negator' });
    expect(meaning(lexicon, 'never')).toEqual({ kind: 'negator' });
    expect(meaning(lexicon, 'must')).toEqual({ kind: 'modal', strength: 4, mood: 'normative' });
    expect(lexicon.spelling.variants.get('behavior')).toBe('behaviour');
    expect(lexicon.spelling.stopWords.has('the')).toBe(true);
  });

  it('reads words that YAML takes for something else as words', () => {
    const { lexicon, problems } = parseLexicon([{ name: 'a.yaml', text: 'negators: [no, 73, true]' }]);
    expect(problems).toEqual([]);
    expect(meaning(lexicon, 'no')).toEqual({ kind: 'negator' });
    expect(meaning(lexicon, '73')).toEqual({ kind: 'negator' });
  });

  it('takes JSON as well', () => {
    const { lexicon, problems } = parseLexicon([{ name: 'a.json', text: '{"negators": ["not"]}' }]);
    expect(problems).toEqual([]);
    expect(meaning(lexicon, 'not')).toEqual({ kind: 'negator' });
  });

  it.each([
    ['broken YAML', 'negators:\n  - not\n opposing: [', /^line 3, column \d+: not valid YAML/],
    ['an unknown entry', 'negatives: [not]', /^entry "negatives"/],
    ['a wrong value', 'modals:\n  must: { strength: strong, mood: normative }', /^entry "modals\.must\.strength"/],
    ['a wrong mood', 'modals:\n  must: { strength: 4, mood: angry }', /^entry "modals\.must\.mood"/],
    ['a bare word', 'not', /^entry ""/],
    ['a reference to nothing', 'negators: *missing', /^not valid YAML \(Unresolved alias/],
  ])('leaves a file with %s out, says where, and reads the others', (_, text, message) => {
    const { lexicon, problems } = parseLexicon([
      { name: 'broken.yaml', text },
      { name: 'good.yaml', text: 'negators: [never]' },
    ]);
    expect(problems).toHaveLength(1);
    expect(problems[0]?.file).toBe('broken.yaml');
    expect(problems[0]?.message).toMatch(message);
    expect(problems[0]?.message).toMatch(/ignored until this is corrected\.$/);
    expect(meaning(lexicon, 'never')).toEqual({ kind: 'negator' });
    expect(meaning(lexicon, 'not')).toBeUndefined();
  });

  it('names the line of broken JSON’s file', () => {
    expect(parseLexicon([{ name: 'a.json', text: '{' }]).problems[0]).toMatchObject({
      file: 'a.json',
      message: expect.stringMatching(/^not valid JSON/),
    });
  });

  it('of an empty file, or of none, knows only the names of States', () => {
    const { lexicon, problems } = parseLexicon([{ name: 'a.yaml', text: '' }]);
    expect(problems).toEqual([]);
    expect(meaning(lexicon, 'kenya')).toEqual({ kind: 'holder', name: 'Kenya' });
    expect(meaning(lexicon, 'not')).toBeUndefined();
    expect(meaning(EMPTY_LEXICON, 'kenya')).toBeUndefined();
  });
});

describe('the bundled lexicon', () => {
  const lexicon = loadBundledLexicon();

  it.each([
    ['not', 'negator'],
    ['without', 'local-negator'],
    ['oppos', 'operator'],
    ['support', 'operator'],
    ['treati', 'topic'],
    ['oewg', 'body'],
    ['nam', 'holder'],
    ['although', 'concession'],
    ['unless', 'condition'],
    ['insurmount', 'negative-form'],
    ['voluntari', 'pole'],
    ['we', 'self'],
  ])('knows what “%s” does', (stem, kind) => {
    expect(meaning(lexicon, stem)?.kind).toBe(kind);
  });

  it.each([
    ['Harmful hidden functions pose a threat to supply chains.', 3, 'harm'],
    ['Norms contribute to stability.', 1, 'benefit'],
    ['Verification strengthens trust.', 1, 'benefit'],
  ])('knows the effect in “%s”, and reads the words as it would without', (sentence, at, effect) => {
    const tokens = createTokenizer(lexicon.spelling)(sentence);
    expect(lexicon.effects.match(stemsOf(tokens), at)?.value.effect).toBe(effect);
    const without = { ...lexicon, effects: EMPTY_LEXICON.effects };
    const read = (words: typeof lexicon): unknown =>
      extractCommitments(sentence, {
        lexicon: words,
        tokenize: createTokenizer(words.spelling),
        holder: 'Pakistan',
      }).map((commitment) => ({ ...commitment, effects: [] }));
    expect(read(lexicon)).toEqual(read(without));
  });

  it('has no term that folds into another by spelling alone', () => {
    for (const [variant, preferred] of lexicon.spelling.variants) {
      expect(lexicon.spelling.variants.has(preferred), `${variant} -> ${preferred}`).toBe(false);
    }
  });
});
