import { describe, expect, it } from 'vitest';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { MarkupContent } from 'vscode-languageserver-types';
import { DEFAULT_SETTINGS } from '../../../server/src/api/settings.js';
import { createDraft } from '../../../server/src/draft/draft.js';
import { EMPTY_LEXICON } from '../../../server/src/positions/lexicon.js';
import type { ServiceContext } from '../../../server/src/service/context.js';
import { provideInlayHints, resolveInlayHint } from '../../../server/src/service/inlayHints.js';
import { finishSteps } from '../../../server/src/util/steps.js';
import { makeIndex, TEST_SPELLING, type TestDocument, testTokenize } from '../../support/corpus.js';

const OWN: TestDocument = { id: 'own', date: '2023', text: 'States must protect submarine cables at all times.' };
const GROUP: TestDocument = {
  id: 'group',
  holder: 'Non-Aligned Movement',
  tier: 'group',
  text: 'States must protect submarine cables at all times.\n\nVessels <b>must report</b> every incident in the strait.',
};
const ADOPTED: TestDocument = {
  id: 'adopted',
  holder: 'General Assembly',
  tier: 'adopted',
  symbol: 'A/RES/80/1',
  text: 'Vessels must report every incident in the strait without delay.',
};

function contextOf(documents: readonly TestDocument[], enable = true): ServiceContext {
  return {
    index: makeIndex(documents),
    lexicon: { ...EMPTY_LEXICON, spelling: TEST_SPELLING },
    tokenize: testTokenize,
    settings: { ...DEFAULT_SETTINGS, inlayHints: { enable } },
  };
}

/** The draft with each hint in its place, and the hints. */
function hintsIn(text: string, context: ServiceContext, lines = [0, 1000]) {
  const document = TextDocument.create('file:///d.md', 'markdown', 1, text);
  const [first = 0, last = 0] = lines;
  const range = { start: { line: first, character: 0 }, end: { line: last, character: 0 } };
  const hints = finishSteps(provideInlayHints(createDraft(document, testTokenize), range, context));
  const edits = hints.map(({ position, label }) => ({
    range: { start: position, end: position },
    newText: `{${typeof label === 'string' ? label : ''}}`,
  }));
  return { hints, text: TextDocument.applyEdits(document, edits) };
}

const CABLES = 'States must protect submarine cables';
const REPORT = 'report every incident in the strait';

describe('provideInlayHints', () => {
  it('says the highest authority behind wording of the record', () => {
    const context = contextOf([OWN, GROUP, ADOPTED]);
    expect(hintsIn(`1. ${CABLES}. Fishing vessels must ${REPORT}.`, context).text).toBe(
      `1. ${CABLES}{group}. Fishing vessels must ${REPORT}{adopted}.`,
    );
    expect(hintsIn(`1. ${CABLES}.`, contextOf([OWN])).text).toContain('{own}');
  });

  it('says it once in a sentence', () => {
    const { text } = hintsIn(`1. ${CABLES}, and vessels must ${REPORT}.`, contextOf([OWN, ADOPTED]));
    expect(text).toBe(`1. ${CABLES}, and vessels must ${REPORT}{adopted}.`);
  });

  it('names the source, quoted as it stands', () => {
    const context = contextOf([OWN, GROUP]);
    const [hint] = hintsIn(`1. They ${REPORT}.`, context).hints;
    const { tooltip } = resolveInlayHint(hint ?? { position: { line: 0, character: 0 }, label: '' }, context);
    const { value } = tooltip as MarkupContent;
    expect(value).toContain('**group position**');
    expect(value).toContain('&lt;b&gt;must report&lt;/b&gt; every incident');
    expect(value).toContain('Non-Aligned Movement, statement, undated, para. 2');
    expect(resolveInlayHint({ position: { line: 0, character: 0 }, label: 'x' }, context).tooltip).toBeUndefined();
  });

  it('says nothing of short wording, of headings, across brackets, beyond the lines asked for, and until the record is read', () => {
    const context = contextOf([OWN]);
    expect(hintsIn('1. They protect submarine cables.', context).hints).toEqual([]);
    expect(hintsIn(`# ${CABLES}`, context).hints).toEqual([]);
    expect(hintsIn('1. States [must] protect submarine cables.', context).hints).toEqual([]);
    expect(hintsIn(`1. ${CABLES}.\n\n2. ${CABLES}.`, context, [1, 3]).hints).toHaveLength(1);
    expect(hintsIn(`1. ${CABLES}.`, { ...context, part: { done: 1, total: 2 } }).hints).toEqual([]);
  });

  it('is off unless it is switched on', () => {
    expect(DEFAULT_SETTINGS.inlayHints.enable).toBe(false);
    expect(hintsIn(`1. ${CABLES}.`, contextOf([OWN], false)).hints).toEqual([]);
  });
});
