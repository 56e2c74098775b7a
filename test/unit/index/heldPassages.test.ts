import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { take } from '../../../server/src/util/iterables.js';
import { makeIndex } from '../../support/corpus.js';

/** Words in two or three forms each, by their form. */
const FORMS = { norm: ['norm', 'norms'], attack: ['attack', 'attacks', 'attacked'], treati: ['treaty', 'treaties'] };
const form = fc.constantFrom(...(Object.keys(FORMS) as (keyof typeof FORMS)[]));
const word = form.chain((each) => fc.constantFrom(...FORMS[each]));
const passage = fc.array(fc.oneof({ weight: 1, arbitrary: word }, { weight: 3, arbitrary: fc.constant('x') }), {
  minLength: 1,
  maxLength: 5,
});

describe('passagesHolding', () => {
  it('gives each passage that holds a form of each word, once and in order', () => {
    const record = fc.array(fc.array(passage, { minLength: 1, maxLength: 30 }), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(record, fc.array(word, { minLength: 1, maxLength: 4 }), fc.nat(20), (documents, query, count) => {
        const index = makeIndex(
          documents.map((passages, i) => ({
            ...{ id: `d${i}`, holder: `holder ${i}`, date: `20${20 - i}` },
            text: passages.map((words) => words.join(' ')).join('\n\n'),
          })),
        );
        const wanted = Object.values(FORMS).filter((forms) => query.some((each) => forms.includes(each)));
        const expected = documents.flatMap((passages, document) =>
          passages.flatMap((words, passage) =>
            wanted.every((forms) => forms.some((each) => words.includes(each))) ? [{ document, passage }] : [],
          ),
        );
        const found = index.passagesHolding(query);
        expect(take(found, count)).toEqual(expected.slice(0, count));
        // Whoever asks again begins anew.
        expect([...found]).toEqual(expected);
      }),
    );
  });
});
