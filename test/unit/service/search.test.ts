import { describe, expect, it } from 'vitest';
import { provideDefinition } from '../../../server/src/service/definition.js';
import { providePhrases } from '../../../server/src/service/phrases.js';
import { provideReferences } from '../../../server/src/service/references.js';
import { searchPrecedents } from '../../../server/src/service/searchPrecedents.js';
import { provideWorkspaceSymbols } from '../../../server/src/service/workspaceSymbols.js';
import { createBundledContext, loadBundledText } from '../../support/bundled.js';
import { markedDraft } from '../../support/checks.js';
import { makeDocument } from '../../support/corpus.js';

const context = createBundledContext();

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
    const [first] = searchPrecedents({ query: 'outright ban on the development', limit: 5 }, context);
    expect(first).toMatchObject({ holder: 'Pakistan', date: 'March 2023', tier: 'own position' });
    expect(first?.text).toContain('outright ban on the development of offensive cyber weapons');
    expect(first?.quotation).toMatch(/^“.*” \(Pakistan, statement, March 2023, .*\)$/);
  });

  it('finds by words in other forms and order, each passage once, no more than asked', () => {
    const found = searchPrecedents({ query: 'weapons banned developing', limit: 4 }, context);
    expect(found).toHaveLength(4);
    expect(found[0]?.text).toContain('outright ban on the development of offensive cyber weapons');
    expect(new Set(found.map(({ uri, range }) => `${uri} ${range.start.line}`)).size).toBe(4);
  });

  it.each(['', '  ', 'the of', '***', 'zeppelin'])('finds nothing for %j', (query) => {
    expect(searchPrecedents({ query, limit: 5 }, context)).toEqual([]);
    expect(provideWorkspaceSymbols(query, context)).toEqual([]);
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
