import fc from 'fast-check';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { describe, expect, it } from 'vitest';
import { blockAt, createDraft, type Draft } from '../../../server/src/draft/draft.js';
import { anyText } from '../../support/arbitraries.js';
import { testTokenize } from '../../support/corpus.js';
import { collectGarbage } from '../../support/garbage.js';

const read = (text: string): Draft =>
  createDraft(TextDocument.create('file:///draft.md', 'markdown', 1, text), testTokenize);

describe('a draft', () => {
  it('has the writer’s own prose as blocks, and everything else beside them', () => {
    const draft = read('---\na: b\n---\n# Threats\n\n> quoted\n\n1. One.\n\n```\ncode\n```\n\n<!-- comment -->');
    expect(draft.blocks.map(({ kind }) => kind)).toEqual(['heading', 'paragraph']);
    expect(draft.allBlocks.map(({ kind }) => kind)).toEqual([
      'front-matter',
      'heading',
      'quotation',
      'paragraph',
      'code',
      'comment',
    ]);
  });

  it('reads sentences without the enumerator, line breaks as spaces', () => {
    const text = '12. States should\r\nact. They must.';
    const [block] = read(text).blocks;
    expect(block?.sentences.map((sentence) => sentence.text)).toEqual(['States should  act.', 'They must.']);
    expect(block?.sentences.map(({ start, end }) => text.slice(start, end))).toEqual([
      'States should\r\nact.',
      'They must.',
    ]);
    expect(block?.tokens[0]).toEqual({ start: 4, end: 10, term: 'states' });
  });

  it('keeps nothing of the versions before', async () => {
    const text = 'States should act.\n\nThey must act together.';
    const versions = [read(text)].map((first) => new WeakRef(first));
    let draft = versions[0]?.deref();
    for (const more of [' Soon.', ' Soon. Very soon.']) {
      draft = createDraft(TextDocument.create('file:///draft.md', 'markdown', 1, text + more), testTokenize, draft);
      versions.push(new WeakRef(draft));
      // A version that somebody was answered from, as every one is.
      expect(draft.blocks.map(({ tokens }) => tokens.length)).not.toContain(0);
    }
    await collectGarbage();
    expect(versions.map((version) => version.deref() === undefined)).toEqual([true, true, false]);
    expect(draft?.blocks).toHaveLength(2);
  });

  it('reads footnotes as paragraphs, and marks of footnotes as no words', () => {
    const text = 'States[^1] agree.[^2] They act.\n\n[^1]: All of them.';
    const { blocks } = read(text);
    expect(blocks.map(({ note, tokens }) => [note, tokens.map(({ term }) => term)])).toEqual([
      [undefined, ['states', 'agree', 'they', 'act']],
      ['1', ['all', 'of', 'them']],
    ]);
    expect(blocks[0]?.sentences.map(({ start, end }) => text.slice(start, end))).toEqual([
      'States[^1] agree.',
      'They act.',
    ]);
  });

  it('does not read comments inside a paragraph', () => {
    const [block] = read('States <!-- or\nnobody --> should act.').blocks;
    expect(block?.tokens.map((token) => token.term)).toEqual(['states', 'should', 'act']);
    expect(block?.sentences).toHaveLength(1);
  });

  it('finds the block at an offset, its edges included', () => {
    const draft = read('1. One\n\n> Two\n\nThree');
    const at = (offset: number): string | undefined => {
      const block = blockAt(draft, offset);
      return block && draft.document.getText().slice(block.textStart, block.end);
    };
    expect([0, 2].map(at)).toEqual([undefined, undefined]);
    expect([3, 6].map(at)).toEqual(['One', 'One']);
    expect([7, 10, 14].map(at)).toEqual([undefined, undefined, undefined]);
    expect([15, 20].map(at)).toEqual(['Three', 'Three']);
  });

  it('reads alike with and without the version before it', () => {
    fc.assert(
      fc.property(anyText, anyText, (one, other) => {
        const text = `${other}\n\n${one}`;
        const next = TextDocument.create('file:///draft.md', 'markdown', 2, text);
        const { document: _, ...again } = createDraft(next, testTokenize, read(one));
        const { document: __, ...afresh } = createDraft(next, testTokenize);
        expect(again).toEqual(afresh);
      }),
    );
  });

  it('can be made of any text; every span lies in its block and says what it covers', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const draft = read(text);
        for (const block of draft.blocks) {
          for (const sentence of block.sentences) {
            expect(sentence.start).toBeGreaterThanOrEqual(block.textStart);
            expect(sentence.end).toBeLessThanOrEqual(block.end);
            expect(sentence.text).toHaveLength(sentence.end - sentence.start);
          }
          for (const token of block.tokens) {
            expect(token.start).toBeGreaterThanOrEqual(block.textStart);
            expect(token.end).toBeLessThanOrEqual(block.end);
          }
        }
        for (const { span } of draft.suppressions) expect(span.end).toBeLessThanOrEqual(text.length);
      }),
    );
  });
});

/** All that was read, also what is made only when it is asked for. */
function wholeOf({ blocks, allBlocks }: Draft): unknown {
  return { allBlocks, blocks: blocks.map((block) => ({ ...block, sentences: block.sentences, tokens: block.tokens })) };
}

describe('a draft read after an earlier version', () => {
  const paragraphs = fc.array(fc.constantFrom('1. One norm. Two norms.', 'Chair,', '## Law', 'a <!-- x --> b', ''), {
    maxLength: 8,
  });

  it('is what it would be if read alone', () => {
    fc.assert(
      fc.property(paragraphs, paragraphs, (before, after) => {
        const readAfter = (lines: readonly string[], version: number, earlier?: Draft): Draft => {
          const document = TextDocument.create('file:///a.md', 'markdown', version, lines.join('\n\n'));
          return createDraft(document, testTokenize, earlier);
        };
        expect(wholeOf(readAfter(after, 2, readAfter(before, 1)))).toEqual(wholeOf(readAfter(after, 2)));
      }),
    );
  });
});
