import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DocumentMetadata } from '../../../server/src/ingest/corpusDocument.js';
import { passesFilter } from '../../../server/src/store/filter.js';
import type { DocumentFilter } from '../../../server/src/store/precedentStore.js';

function metadataOf(known: Partial<DocumentMetadata>): DocumentMetadata {
  return { title: '', holder: 'Norway', kind: 'statement', tier: 'other', ...known };
}

const DATED = metadataOf({ date: '2020-05-02', forum: 'First Committee', language: 'en' });

describe('passesFilter', () => {
  it.each<[DocumentFilter | undefined, Partial<DocumentMetadata>, boolean]>([
    [undefined, {}, true],
    [{}, {}, true],
    [{ holders: ['Chile', 'Norway'] }, {}, true],
    [{ holders: ['norway'] }, {}, false],
    [{ holders: ['Norwa'] }, {}, false],
    [{ holders: [] }, {}, false],
    [{ from: '2020' }, { date: '2020' }, true],
    [{ from: '2020' }, { date: '2020-01-01' }, true],
    // A year alone may be before its first of January.
    [{ from: '2020-01-01' }, { date: '2020' }, false],
    [{ to: '2020' }, { date: '2020' }, true],
    [{ to: '2020' }, { date: '2020-01-01' }, false],
    [{ to: '2020-12-31' }, { date: '2020-12-31' }, true],
    [{ from: '2020', to: '2020-12-31' }, { date: '2020-06' }, true],
    [{ from: '2021' }, { between: ['2019', '2021-02'] }, true],
    [{ to: '2020' }, { between: ['2019', '2021-02'] }, false],
    [{ from: '' }, {}, false],
    [{ to: '9999' }, {}, false],
    [{ forum: 'First Committee' }, { forum: 'First Committee' }, true],
    [{ forum: 'First' }, { forum: 'First Committee' }, false],
    [{ forum: '' }, {}, false],
    [{ language: 'fr' }, { language: 'fr' }, true],
    [{ language: 'fr' }, { language: 'fr-CA' }, false],
    [{ language: 'fr' }, {}, false],
  ])('%j for a document with %j: %j', (filter, known, expected) => {
    expect(passesFilter(metadataOf(known), filter)).toBe(expected);
  });

  it('wants all that is given', () => {
    const met = { holders: ['Norway'], from: '2020', to: '2021', forum: 'First Committee', language: 'en' };
    const missed = { holders: ['Chile'], from: '2020-06', to: '2019', forum: 'OEWG', language: 'fr' };
    const keys = Object.keys(met) as (keyof typeof met)[];
    fc.assert(
      fc.property(fc.subarray(keys), fc.subarray(keys), (some, wrong) => {
        const filter = Object.fromEntries(some.map((key) => [key, (wrong.includes(key) ? missed : met)[key]]));
        expect(passesFilter(DATED, filter)).toBe(!some.some((key) => wrong.includes(key)));
      }),
    );
  });
});
