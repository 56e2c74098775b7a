import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { provideDefinition } from '../../../server/src/service/definition.js';
import { providePhrases } from '../../../server/src/service/phrases.js';
import { provideReferences } from '../../../server/src/service/references.js';
import { searchPassages } from '../../../server/src/service/search.js';
import { searchPrecedents } from '../../../server/src/service/searchPrecedents.js';
import { provideWorkspaceSymbols } from '../../../server/src/service/workspaceSymbols.js';
import { anyText } from '../../support/arbitraries.js';
import { createBundledContext, loadBundledText } from '../../support/bundled.js';
import { markedDraft } from '../../support/checks.js';
import { makeDocument } from '../../support/corpus.js';
import { createContextOf } from '../../support/record.js';

const context = createBundledContext();

const small = createContextOf([
  { id: 'statement', date: '2022', text: 'Rivers carry boats.\n\nPakistan is preparing treaties.' },
  {
    id: 'group',
    holder: 'Non-Aligned Movement',
    tier: 'group',
    date: '2021',
    text: 'States are preparing treaties for all the moons.',
  },
  {
    id: 'foreign',
    holder: 'Elsewhere',
    tier: 'other',
    date: '2020',
    text: 'A treaty on rivers is what Elsewhere wants.',
  },
  { id: 'resolution', holder: 'General Assembly', tier: 'adopted', date: '2019', text: 'Calls for a treaty on space.' },
]);

/** What is found in the small record: "document passage: reasons". */
function find(query: string, limit = 10): string[] {
  return searchPassages(query, limit, small).found.map(
    ({ document, passage, reasons }) =>
      `${document.id} ${passage.citation.replace('para. ', '')}: ${reasons.join(', ')}`,
  );
}

describe('definition and references', () => {
  const { draft, position } = markedDraft(
    'An open, sec¦ure, stable, accessible and peaceful ICT environment.',
    context,
  );

  it('leads to each passage that has the phrase, with the phrase as origin', () => {
    const links = provideDefinition(draft, position, context);
    expect(links.map(({ targetUri }) => targetUri.split('/').at(-1))).toEqual([
      'pakistan-working-paper-oewg.md',
      'pakistan-working-paper-oewg.md',
    ]);
    expect(
      links.map(({ originSelectionRange }) => originSelectionRange && draft.document.getText(originSelectionRange)),
    ).toEqual(Array(2).fill('open, secure, stable, accessible and peaceful ICT environment'));
    for (const { targetUri, targetRange } of links) {
      const line = loadBundledText(targetUri).split('\n')[targetRange.start.line];
      expect(line).toContain('open, secure, stable, accessible and peaceful ICT environment');
    }
  });

  it('lists the same passages as references', () => {
    expect(provideReferences(draft, position, context)).toEqual(
      provideDefinition(draft, position, context).map(({ targetUri, targetRange }) => ({
        uri: targetUri,
        range: targetRange,
      })),
    );
  });

  it('answers nothing where there is no phrase', () => {
    const nowhere = markedDraft('zep¦pelin', context);
    expect(provideDefinition(nowhere.draft, nowhere.position, context)).toEqual([]);
    expect(provideReferences(nowhere.draft, nowhere.position, context)).toEqual([]);
  });
});

describe('search', () => {
  it('puts passages with the very words first', () => {
    const [first] = searchPrecedents({ query: 'outright ban on the development', limit: 5 }, context).precedents;
    expect(first).toMatchObject({ holder: 'Pakistan', date: 'March 2023', tier: 'own position' });
    expect(first?.text).toContain('outright ban on the development of offensive cyber weapons');
  });

  it('finds by words in other forms and order, each passage once, no more than asked', () => {
    const found = searchPrecedents({ query: 'weapons banned developing', limit: 4 }, context).precedents;
    expect(found).toHaveLength(4);
    expect(found[0]?.text).toContain('outright ban on the development of offensive cyber weapons');
    expect(new Set(found.map(({ uri, range }) => `${uri} ${range.start.line}`)).size).toBe(4);
  });

  it.each(['', '  ', 'the of', '***', 'zeppelin'])('finds nothing for %j', (query) => {
    expect(searchPrecedents({ query, limit: 5 }, context).precedents).toEqual([]);
    expect(provideWorkspaceSymbols(query, context)).toEqual([]);
  });

  it('wants wording in quotation marks word for word, and ranks by the words beside it', () => {
    expect(find('"preparing treaties"')).toEqual([
      'statement 2: exact wording, own delegation, newest',
      'group 1: exact wording, own group',
    ]);
    expect(find('“preparing treaties” moon')[0]).toBe('group 1: exact wording, all the words, own group');
    expect(find('"treaties preparing"')).toEqual([]);
  });

  it('puts words in a row first, then passages with all of them, whatever their authority', () => {
    expect(find('preparing treaties moon')).toEqual([
      'group 1: all the words, close together, own group',
      'statement 2: own delegation, newest',
      'resolution 1: adopted text',
      'foreign 1: ',
    ]);
    expect(find('treaty on rivers')[0]).toBe('foreign 1: exact wording');
  });

  it('puts words that stand close together before authority', () => {
    const spread = createContextOf([
      { id: 'own', date: '2023', text: 'A ban is needed on what many in this hall have called new weapons.' },
      { id: 'apart', holder: 'A', tier: 'other', date: '2022', text: 'Weapons kill. We want a ban.' },
      { id: 'close', holder: 'B', tier: 'other', date: '2020', text: 'Weapons that all ban are few.' },
    ]);
    const found = searchPassages('ban on weapons', 5, spread).found;
    expect(found.map(({ document, reasons }) => [document.id, ...reasons])).toEqual([
      ['close', 'all the words', 'close together'],
      ['own', 'all the words', 'in one clause', 'own delegation', 'newest'],
      ['apart', 'all the words'],
    ]);
  });

  it('finds by heading and title, behind what a text itself says', () => {
    const labelled = createContextOf([
      {
        id: 'paper',
        title: 'Lunar security',
        date: '2022',
        text: '# Crisis hotline\n\nPakistan supports it.\n\n# Other matters\n\nPakistan thanks the Chair for its maps.',
      },
      {
        id: 'foreign',
        holder: 'Elsewhere',
        tier: 'other',
        date: '2020',
        text: 'A hotline in a crisis saves lives. Lunar.',
      },
    ]);
    const found = (query: string): string[] =>
      searchPassages(query, 5, labelled).found.map(
        ({ document, passage, reasons }) => `${document.id} ${passage.citation}: ${reasons.join(', ')}`,
      );
    expect(found('crisis hotline')).toEqual([
      'foreign para. 1: all the words, close together',
      'paper para. 1: all the words, in the heading, own delegation, newest',
    ]);
    expect(found('hotline')).toEqual([
      'foreign para. 1: exact wording',
      'paper para. 1: in the heading, own delegation, newest',
    ]);
    expect(found('lunar maps')[0]).toBe('paper para. 2: all the words, in the title, own delegation, newest');
    // What is left out is left out of the text: all of a document stands under its title.
    expect(found('crisis -lunar')).toEqual(['paper para. 1: in the heading, own delegation']);
    expect(searchPassages('security', 5, labelled)).toMatchObject({ found: [{}, {}], remarks: [] });
  });

  it('puts a lone word as it is typed before its other forms, then authority before age', () => {
    expect(find('treaty')).toEqual([
      'resolution 1: exact wording, adopted text',
      'foreign 1: exact wording',
      'statement 2: own delegation, newest',
      'group 1: own group',
    ]);
    expect(find('treaties').slice(0, 2)).toEqual([
      'statement 2: exact wording, own delegation, newest',
      'group 1: exact wording, own group',
    ]);
  });

  it('leaves out a word in any form, and wording as it stands, before the limit', () => {
    expect(find('treaty -prepare')).toEqual([
      'resolution 1: exact wording, adopted text',
      'foreign 1: exact wording, newest',
    ]);
    expect(find('treaty -"treaty on"')).toHaveLength(2);
    expect(find('treaty -prepare', 1)).toHaveLength(1);
    expect(find('treaty by:other -rivers', 1)).toEqual(['resolution 1: exact wording, adopted text']);
    expect(find('treaty -treaty')).toEqual([]);
  });

  it('lists what passes the filters when there is nothing else', () => {
    expect(find('by:own')).toEqual(['statement 1: own delegation', 'statement 2: own delegation']);
    expect(find('by:own -rivers')).toEqual(['statement 2: own delegation']);
    expect(find('by:own', 1)).toHaveLength(1);
    expect(find('-rivers')).toEqual([]);
    expect(searchPassages('-rivers', 5, small).remarks).toEqual([
      'Write what to look for as well as what to leave out.',
    ]);
  });

  it('takes an unknown word for the nearest known one, and says so', () => {
    const { found, remarks } = searchPassages('preparng treaties', 5, small);
    expect(remarks).toEqual(['The record has no “preparng”: showing results for “preparing”.']);
    expect(found[0]?.reasons).toContain('exact wording');
    expect(searchPassages('treaty zeppelin', 5, small).remarks).toEqual([
      'The record has no “zeppelin”, nor a word like it.',
    ]);
    expect(searchPassages('"preparng treaties"', 5, small)).toMatchObject({
      found: [],
      remarks: [
        'The record has no “preparng treaties” word for word. Without quotation marks its words are looked for.',
      ],
    });
  });

  it('does not say that a passage holds all the words when the record lacks one of them', () => {
    expect(find('preparing zeppelin')).toEqual(['statement 2: own delegation, newest', 'group 1: own group']);
    expect(find('carry zeppelin boats rivers')).toEqual([
      'statement 1: most of the words, close together, own delegation, newest',
      'foreign 1: ',
    ]);
  });

  it('tells of three words that the record lacks, and counts the others', () => {
    expect(searchPassages('treaty zeppelin quux xylem plugh frobs', 5, small).remarks).toEqual([
      ...['zeppelin', 'quux', 'xylem'].map((word) => `The record has no “${word}”, nor a word like it.`),
      'The record lacks 2 more of the words as they are typed.',
    ]);
  });

  it('does not look for anything when a filter is not understood', () => {
    const { found, problems } = searchPassages('treaty from:yesterday', 5, small);
    expect(found).toEqual([]);
    expect(problems).toEqual([expect.stringContaining('“yesterday” is not a date')]);
  });

  it('marks what was asked for, words in any form and wording as a whole', () => {
    const { found } = searchPassages('moon "preparing treaties"', 1, small);
    const text = found[0]?.passage.text ?? '';
    expect(found[0]?.marks.map(({ start, end }) => text.slice(start, end))).toEqual(['preparing treaties', 'moons']);
  });

  it('answers any text at all with passages inside its limit, each once', () => {
    fc.assert(
      fc.property(anyText, (query) => {
        const { found } = searchPassages(query, 3, small);
        expect(found.length).toBeLessThanOrEqual(3);
        expect(new Set(found.map(({ passage }) => passage)).size).toBe(found.length);
        for (const { passage, marks, sentence } of found) {
          for (const { start, end } of [...marks, sentence]) {
            expect(start).toBeLessThanOrEqual(end);
            expect(end).toBeLessThanOrEqual(passage.text.length);
          }
        }
      }),
    );
  });

  it('names a workspace symbol by the sentence that answers, so that editors keep it', () => {
    const symbols = provideWorkspaceSymbols('parallel structure', context);
    expect(symbols[0]?.name).toContain('parallel structure');
    expect(symbols[0]?.containerName).toMatch(/^Pakistan, statement, March 2023, /);
    expect(symbols.length).toBeLessThanOrEqual(50);
    expect(provideWorkspaceSymbols('States', context)).toHaveLength(50);
  });
});

describe('phrases to insert', () => {
  it('says who uses each and calls none agreed', () => {
    const phrases = providePhrases(context);
    expect(phrases.length).toBeGreaterThan(50);
    expect(phrases.find(({ text }) => text === 'harmful hidden functions')?.evidence).toBe(
      'used by 3 documents in 3 passages; newest: Pakistan, March 2023',
    );
    expect(phrases.filter(({ evidence }) => /agreed|adopted/.test(evidence))).toEqual([]);
    expect(phrases.filter(({ text }) => text.includes('tailored the'))).toEqual([]);
  });

  it('leaves out what only other delegations write', () => {
    const text = 'zeppelin traffic management\n\non zeppelin traffic management';
    const more = createBundledContext([makeDocument({ id: 'x', holder: 'Elsewhere', text })]);
    expect([...more.index.phrases].some((phrase) => phrase.text === 'zeppelin traffic management')).toBe(true);
    expect(providePhrases(more).filter((phrase) => phrase.text.includes('zeppelin'))).toEqual([]);
  });
});
