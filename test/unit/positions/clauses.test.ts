import { describe, expect, it } from 'vitest';
import { splitClauses } from '../../../server/src/positions/clauses.js';
import { readSentence } from '../../../server/src/positions/readSentence.js';
import { loadBundledLexicon } from '../../support/bundled.js';
import { createTokenizer } from '../../../server/src/text/tokens.js';

const lexicon = loadBundledLexicon();
const tokenize = createTokenizer(lexicon.spelling);

function clauses(text: string): string[] {
  const sentence = readSentence(text, tokenize, lexicon);
  const { tokens } = sentence;
  const quotations = [...text.matchAll(/“[^”]+”/g)].map(({ index, 0: { length } }) => ({
    start: index,
    end: index + length,
  }));
  return splitClauses(sentence, quotations).map(
    ({ from, to, opening }) => `${opening}: ${text.slice(tokens[from]?.start, tokens[to - 1]?.end)}`,
  );
}

describe('clauses', () => {
  it.each([
    ['a semicolon', 'States must act; they must act now.', ['main: States must act', 'main: they must act now']],
    [
      'a coordinator behind a comma',
      'States must act, and others may.',
      ['main: States must act', 'main: and others may'],
    ],
    ['“but”', 'States must act but may wait.', ['main: States must act', 'main: but may wait']],
    ['what is reported', 'We believe that States must act.', ['main: We believe', 'complement: that States must act']],
    ['a relative clause', 'We need rules which bind.', ['main: We need rules', 'relative: which bind']],
    [
      'a concession, to its comma',
      'Although rules exist, States must act.',
      ['concession: Although rules exist', 'main: States must act'],
    ],
    ['a condition', 'States must act if rules fail.', ['main: States must act', 'condition: if rules fail']],
    [
      'an inversion',
      'Were rules to fail, States must act.',
      ['condition: Were rules to fail', 'main: States must act'],
    ],
    [
      'a quotation that says something',
      'The report says “we must act” again.',
      ['main: The report says', 'main: we must act', 'main: again'],
    ],
  ])('are cut at %s', (_, text, expected) => {
    expect(clauses(text)).toEqual(expected);
  });

  it.each([
    ['a list', 'States need rules, norms, and principles.'],
    ['an insertion without a predicate', 'International law, and in particular the Charter, applies.'],
    ['a past tense', 'The rules were adopted.'],
    ['a term of art in quotation marks', 'We need “common but differentiated responsibilities” here.'],
    ['a hyphen', 'Capacity-building is needed.'],
    ['“that” behind a preposition', 'No mechanism is needed for that purpose.'],
  ])('are not cut by %s', (_, text) => {
    expect(clauses(text)).toHaveLength(1);
  });
});
