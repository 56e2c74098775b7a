import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { extractCommitments } from '../../../server/src/positions/extractCommitments.js';
import { readSentence } from '../../../server/src/positions/readSentence.js';
import { compareStrength, type Strength, strengthOf } from '../../../server/src/positions/strength.js';
import { createTokenizer } from '../../../server/src/text/tokens.js';
import { loadBundledLexicon } from '../../support/bundled.js';

const lexicon = loadBundledLexicon();
const tokenize = createTokenizer(lexicon.spelling);

function strength(text: string): Strength {
  const [commitment] = extractCommitments(text, { lexicon, tokenize, holder: 'Pakistan' });
  if (commitment === undefined) throw new Error(`nothing read: ${text}`);
  return strengthOf(commitment, readSentence(text, tokenize, lexicon), lexicon);
}

describe('strength', () => {
  it.each([
    ['States may share data.', 'States should share data.', 1],
    ['States shall share data.', 'States should share data.', -1],
    ['States shall share data.', 'States must share data.', 0],
    ['We welcome the report.', 'We endorse the report.', 1],
    ['We endorse the report.', 'We take note of the report.', -1],
    ['We invite States to share data.', 'We urge States to share data.', 1],
    ['States should share data as appropriate.', 'States should share data.', 1],
    ['States should share data.', 'States should share data as appropriate.', -1],
  ])('of “%s” against “%s” is %d', (earlier, later, expected) => {
    expect(compareStrength(strength(earlier), strength(later))).toBe(expected);
    expect(compareStrength(strength(later), strength(earlier))).toBe(-expected + 0);
  });

  it.each([
    ['of two orders', 'We welcome the report.', 'We urge States to share data.'],
    ['that the orders do not list', 'We recommend the report.', 'We endorse the report.'],
    ['of which one has no modal', 'We need data.', 'States should share data.'],
    ['that point both ways', 'States may share data.', 'States should share data as appropriate.'],
  ])('is not compared for verbs and modals %s', (_, earlier, later) => {
    expect(compareStrength(strength(earlier), strength(later))).toBe(0);
  });

  it('is as strong as itself, and turns round with its sides', () => {
    const modal = fc.option(fc.record({ start: fc.nat(), end: fc.nat(), strength: fc.integer({ min: 1, max: 4 }) }), {
      nil: undefined,
    });
    const verb = fc.option(fc.record({ order: fc.constantFrom('a', 'b'), rank: fc.nat(4) }), { nil: undefined });
    const softener = fc.option(fc.record({ start: fc.nat(), end: fc.nat() }), { nil: undefined });
    const any = fc.record({ modal, verb, softener });
    fc.assert(
      fc.property(any, any, (a, b) => {
        expect(compareStrength(a, a)).toBe(0);
        expect(compareStrength(a, b) + compareStrength(b, a)).toBe(0);
      }),
    );
  });
});
