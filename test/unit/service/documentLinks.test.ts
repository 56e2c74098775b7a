import { describe, expect, it } from 'vitest';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { DEFAULT_SETTINGS } from '../../../server/src/api/settings.js';
import { createDraft } from '../../../server/src/draft/draft.js';
import { EMPTY_LEXICON } from '../../../server/src/positions/lexicon.js';
import { findSymbols, provideDocumentLinks } from '../../../server/src/service/documentLinks.js';
import { makeIndex, testTokenize } from '../../support/corpus.js';

function symbols(text: string): string[] {
  return findSymbols(text).map(({ start, end, symbol }) => `${text.slice(start, end)} = ${symbol}`);
}

describe('findSymbols', () => {
  it.each([
    ['see A/RES/73/27.', ['A/RES/73/27 = A/RES/73/27']],
    ['(A/AC.290/2021/CRP.2)', ['A/AC.290/2021/CRP.2 = A/AC.290/2021/CRP.2']],
    ['A/75/816, A/C.1/73/L.27/Rev.1', ['A/75/816 = A/75/816', 'A/C.1/73/L.27/Rev.1 = A/C.1/73/L.27/Rev.1']],
    ['S/RES/2779 (2025) and S/2024/12', ['S/RES/2779 (2025) = S/RES/2779(2025)', 'S/2024/12 = S/2024/12']],
    ['A/RES/1514(XV)', ['A/RES/1514(XV) = A/RES/1514(XV)']],
    ['A/RES/ES-11/1 of 2 March 2022 (2022)', ['A/RES/ES-11/1 = A/RES/ES-11/1']],
    ['A/75/816 (2021)', ['A/75/816 = A/75/816']],
    ['ST/SGB/2019/8 and CD/1299', ['ST/SGB/2019/8 = ST/SGB/2019/8', 'CD/1299 = CD/1299']],
  ])('finds symbols in "%s"', (text, expected) => {
    expect(symbols(text)).toEqual(expected);
  });

  it.each([
    ['General Assembly resolution 73/27 of 2018', ['73/27 = A/RES/73/27']],
    ['resolutions 58/32, 59/61 and 73/266', ['58/32 = A/RES/58/32', '59/61 = A/RES/59/61', '73/266 = A/RES/73/266']],
    ['Security Council resolution\n2779 (2025)', ['2779 (2025) = S/RES/2779(2025)']],
    ['resolution 1514 (XV) and decision 75/564', ['1514 (XV) = A/RES/1514(XV)', '75/564 = A/DEC/75/564']],
    ['Human Rights Council resolution 38/7', ['38/7 = A/HRC/RES/38/7']],
    ['Economic and Social Council resolution 2020/1', ['2020/1 = E/RES/2020/1']],
  ])('finds resolutions in "%s"', (text, expected) => {
    expect(symbols(text)).toEqual(expected);
  });

  it.each([
    'an A/B test, s/he, and/or 24/7',
    'https://undocs.org/en/A/RES/73/27',
    '[A/RES/73/27](https://undocs.org/en/A/RES/73/27)',
    'a resolution of 73 pages; in resolution of 12/03 terms',
    'A/RES/ without a number',
  ])('finds nothing in "%s"', (text) => {
    expect(symbols(text)).toEqual([]);
  });
});

describe('provideDocumentLinks', () => {
  const context = {
    index: makeIndex([
      { id: 'crp', title: 'Final report', symbol: 'A/AC.290/2021/CRP.2', text: 'The report.' },
      { id: 'xv', title: 'Declaration', symbol: 'A/RES/1514 (XV)', text: 'The declaration.' },
    ]),
    lexicon: EMPTY_LEXICON,
    tokenize: testTokenize,
    settings: DEFAULT_SETTINGS,
  };
  const linksIn = (text: string): unknown[] => {
    const draft = createDraft(TextDocument.create('file:///d.md', 'markdown', 1, text), testTokenize);
    return provideDocumentLinks(draft, context).map(({ range, target, tooltip }) => [
      range.start.line,
      range.start.character,
      target,
      tooltip,
    ]);
  };

  it('leads into the corpus where the document is there, else to undocs.org', () => {
    expect(linksIn('1. As in A/AC.290/2021/CRP.2\nand resolutions 1514 (XV) and 73/27.')).toEqual([
      [0, 9, 'file:///corpus/crp.md', 'Final report, in the corpus'],
      [1, 16, 'file:///corpus/xv.md', 'Declaration, in the corpus'],
      [1, 30, 'https://undocs.org/en/A/RES/73/27', 'A/RES/73/27 at undocs.org'],
    ]);
  });

  it('links quotations, and leaves code, comments and front matter alone', () => {
    expect(
      linksIn('---\nsymbol: A/RES/1/1\n---\n\n> A/RES/73/27\n\n```\nA/RES/73/28\n```\n\n<!-- A/RES/73/29 -->'),
    ).toEqual([[4, 2, 'https://undocs.org/en/A/RES/73/27', 'A/RES/73/27 at undocs.org']]);
  });
});
