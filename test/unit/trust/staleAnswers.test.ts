import { describe, expect, it } from 'vitest';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Diagnostic, Position, Range } from 'vscode-languageserver/node';
import {
  faultsOfCompletion,
  faultsOfDiagnostics,
  faultsOfGhostText,
  faultsOfHover,
} from '../../support/staleAnswers.js';

const open = (text: string): TextDocument => TextDocument.create('file:///a.draft.md', 'negotiation-draft', 1, text);
const at = (character: number): Position => ({ line: 0, character });
const range = (from: number, to: number): Range => ({ start: at(from), end: at(to) });

describe('an answer for another text than the one that was asked about', () => {
  it('is told of a hover by words that are cut, and by a place beside them', () => {
    const hover = { contents: '', range: range(4, 9) };
    expect(faultsOfHover(hover, at(6), open('The peace holds.'))).toEqual([]);
    expect(faultsOfHover(hover, at(6), open('Thee peace holds.'))).toHaveLength(1);
    expect(faultsOfHover(hover, at(12), open('The peace holds.'))).toHaveLength(1);
    expect(faultsOfHover(null, at(6), open('The peace holds.'))).toEqual([]);
  });

  it('is told of a suggestion by what it replaces', () => {
    const item = { label: '', filterText: 'the pea', textEdit: { range: range(0, 7), newText: 'the peace' } };
    expect(faultsOfCompletion([item], at(7), open('the pea'))).toEqual([]);
    expect(faultsOfCompletion([item], at(7), open('thee pe'))).toHaveLength(1);
    expect(faultsOfCompletion([item], at(8), open('the peac'))).toHaveLength(1);
  });

  it('is told of words behind the cursor by where they stand', () => {
    const items = [{ insertText: 'ce', range: range(7, 7) }];
    expect(faultsOfGhostText(items, at(7), open('the pea'))).toEqual([]);
    expect(faultsOfGhostText(items, at(8), open('the peac'))).toHaveLength(1);
  });

  it('is told of diagnostics by the words they quote, and by markers that they miss', () => {
    const marked = 'Marker 3 notes the fulfillment of what was asked.';
    const diagnostic: Diagnostic = {
      range: range(19, 30),
      message: 'The draft writes “fulfillment”; United Nations house style writes “fulfilment”.',
    };
    expect(faultsOfDiagnostics([diagnostic], open(marked))).toEqual([]);
    expect(faultsOfDiagnostics([], open(marked))).toHaveLength(1);
    expect(faultsOfDiagnostics([diagnostic], open(`A ${marked}`))).toHaveLength(2);
  });
});
