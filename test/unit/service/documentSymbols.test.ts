import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { DocumentSymbol } from 'vscode-languageserver-types';
import { createDraft } from '../../../server/src/draft/draft.js';
import { provideDocumentSymbols } from '../../../server/src/service/documentSymbols.js';
import { NO_SPELLING } from '../../../server/src/text/spelling.js';
import { createTokenizer } from '../../../server/src/text/tokens.js';

function symbolsOf(text: string): DocumentSymbol[] {
  const document = TextDocument.create('file:///draft.md', 'markdown', 1, text);
  return provideDocumentSymbols(createDraft(document, createTokenizer(NO_SPELLING)));
}

function outline(symbols: readonly DocumentSymbol[], depth = 0): string[] {
  return symbols.flatMap((symbol) => [
    `${'  '.repeat(depth)}${symbol.name}`,
    ...outline(symbol.children ?? [], depth + 1),
  ]);
}

describe('provideDocumentSymbols', () => {
  it('nests headings, paragraphs and sub-paragraphs', () => {
    const text = [
      '# Working paper',
      '',
      'An opening without a number.',
      '',
      '## Threats ##',
      '',
      '1. Pakistan recognizes the need for *capacity-building*.',
      '',
      '(a) In the region;',
      '',
      '(b) At the global level:',
      '',
      '   i. Training;',
      '',
      '2. It calls for restraint.',
      '',
      '## International law',
      '',
      '3. The Charter applies.',
    ].join('\n');
    expect(outline(symbolsOf(text))).toEqual([
      'Working paper',
      '  Threats',
      '    1. Pakistan recognizes the need for capacity-building.',
      '      a) In the region;',
      '      b) At the global level:',
      '        i) Training;',
      '    2. It calls for restraint.',
      '  International law',
      '    3. The Charter applies.',
    ]);
  });

  it('lists numbered paragraphs of plain text at the top', () => {
    expect(outline(symbolsOf('1. One.\n\nA loose paragraph.\n\n2. Two.'))).toEqual(['1. One.', '2. Two.']);
  });

  it('cuts long names between words', () => {
    const [symbol] = symbolsOf(
      '12. Pakistan recognizes the need to develop a legally binding\ninternational instrument, specifically tailored.',
    );
    expect(symbol?.name).toBe('12. Pakistan recognizes the need to develop a legally binding…');
  });

  it('covers a section to its end', () => {
    const text = '# A\n\n1. One.\n\nMore of A.\n\n# B\n';
    const [a] = symbolsOf(text);
    expect(a?.range.end).toEqual({ line: 4, character: 10 });
    expect(a?.selectionRange.end).toEqual({ line: 0, character: 3 });
  });

  it('leaves out quotations, code and comments', () => {
    expect(symbolsOf('> 1. Quoted.\n\n```\n# no heading\n```\n\n<!-- 2. No. -->')).toEqual([]);
  });

  it('keeps every name filled and every range inside its parent, on any text', () => {
    const line = fc.constantFrom(
      '# H',
      '###',
      '## ',
      '1. One',
      '  a) sub',
      'i. roman',
      'plain',
      '',
      '> 3. q',
      '- 4. b',
    );
    fc.assert(
      fc.property(fc.array(line), (lines) => {
        const document = TextDocument.create('file:///d.md', 'markdown', 1, lines.join('\n'));
        const check = (symbols: readonly DocumentSymbol[], from: number, to: number): void => {
          for (const { name, range, selectionRange, children } of symbols) {
            const [start, end] = [document.offsetAt(range.start), document.offsetAt(range.end)];
            expect(name).not.toBe('');
            expect(start).toBeGreaterThanOrEqual(from);
            expect(end).toBeLessThanOrEqual(to);
            expect(document.offsetAt(selectionRange.start)).toBeGreaterThanOrEqual(start);
            expect(document.offsetAt(selectionRange.end)).toBeLessThanOrEqual(end);
            check(children ?? [], start, end);
          }
        };
        check(symbolsOf(lines.join('\n')), 0, document.getText().length);
      }),
    );
  });
});
