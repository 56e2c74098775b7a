import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import fc from 'fast-check';
import { unzipSync } from 'fflate';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { describe, expect, it } from 'vitest';
import { createDraft } from '../../../../server/src/draft/draft.js';
import { annotateDocx, type WordComment } from '../../../../server/src/ingest/docx/annotate.js';
import { DEFAULT_LIMITS } from '../../../../server/src/ingest/formats.js';
import { createTokenizer } from '../../../../server/src/text/tokens.js';
import { loadBundledLexicon } from '../../../support/bundled.js';
import { tries } from '../../../support/trust.js';
import { wordBodies, wordFiles } from '../../../support/wordArbitraries.js';
import { allWordsOf, commentsOf } from '../../../support/wordComments.js';
import { readWord, wordXml } from '../../../support/wordFixtures.js';

const tokenize = createTokenizer(loadBundledLexicon().spelling);
const author = { name: 'Aide-Mémoire', initials: 'AM', date: new Date('2026-11-27T07:00:00Z') };
/** Small documents of Word itself, which mammoth is tested with. */
const MADE_BY_WORD = new URL(
  'test/test-data/',
  pathToFileURL(createRequire(import.meta.url).resolve('mammoth/package.json')),
);
/** What is changed in a package, or made. */
const CHANGED = ['[Content_Types].xml', 'word/_rels/document.xml.rels', 'word/comments.xml', 'word/document.xml'];
/** Which words of a paragraph: two shares of their number. */
const shares = fc.array(fc.tuple(fc.nat(99), fc.nat(99), fc.nat(99)), { minLength: 1, maxLength: 8 });

/** Words as the reader writes them, without its escapes and marks of notes. */
function wordsWritten(text: string): string {
  const plain = text.replace(/\\[\s\S]|\[\^[^\]]*\]/g, (written) => (written.startsWith('\\') ? written.slice(1) : ''));
  return plain.replace(/\s+/gu, ' ').trim();
}

/** Comments as findings are: from one word to another of a paragraph of the draft. */
function commentsIn(text: string, picks: readonly (readonly [number, number, number])[]): readonly WordComment[] {
  const draft = createDraft(TextDocument.create('file:///a.docx', 'negotiation-draft', 1, text), tokenize);
  const blocks = draft.blocks.filter(({ kind }) => kind === 'paragraph');
  return picks.flatMap(([which, from, to], n) => {
    const block = blocks[which % Math.max(1, blocks.length)];
    const tokens = block?.tokens ?? [];
    const [first, last] = [from, to]
      .map((share) => Math.floor((share * tokens.length) / 100))
      .toSorted((a, b) => a - b);
    const [start, end] = [tokens[first ?? 0]?.start, tokens[last ?? 0]?.end];
    if (start === undefined || end === undefined) return [];
    return [{ start, end, words: wordsWritten(text.slice(start, end)), lines: [`finding ${n}`, 'why'] }];
  });
}

/** Tries one document; answers how many comments stand at their words and how many near them. */
async function tryOne(
  file: Uint8Array,
  picks: readonly (readonly [number, number, number])[],
): Promise<[number, number]> {
  const { text } = await readWord(file);
  const comments = commentsIn(text, picks);
  const annotated = await annotateDocx(file, DEFAULT_LIMITS, comments, author);
  if ('problem' in annotated) throw new Error(annotated.problem);
  const found = commentsOf(annotated.bytes);
  const before = commentsOf(file);
  expect(found.slice(0, before.length)).toEqual(before);
  const made = found.slice(before.length);
  expect(made).toHaveLength(comments.length);
  let near = 0;
  made.forEach(({ words, paragraphs, references }, n) => {
    expect(references).toBe(1);
    const comment = comments[n];
    if (paragraphs.length === 2) {
      expect(paragraphs).toEqual(comment?.lines);
      expect(words).toBe(comment?.words);
    } else {
      near++;
      expect(paragraphs).toEqual([`On “${comment?.words}”:`, ...(comment?.lines ?? [])]);
    }
  });
  expect(near).toBe(annotated.near);
  expect((await readWord(annotated.bytes)).text).toBe(text);
  expect(allWordsOf(annotated.bytes)).toBe(allWordsOf(file));
  const [parts, kept] = [unzipSync(file), unzipSync(annotated.bytes)];
  const others = Object.keys(parts).filter((name) => !CHANGED.includes(name));
  for (const name of others) expect(kept[name], name).toEqual(parts[name]);
  expect(Object.keys(kept).filter((name) => !(name in parts) && !CHANGED.includes(name))).toEqual([]);
  return [made.length - near, near];
}

describe('the words between the marks of a comment', () => {
  const tryMany = async <T>(
    files: fc.Arbitrary<T>,
    make: (of: T) => Promise<Uint8Array>,
    numRuns: number,
  ): Promise<void> => {
    let [exact, near] = [0, 0];
    const property = fc.asyncProperty(files, shares, async (of, picks) => {
      const [at, beside] = await tryOne(await make(of), picks);
      exact += at;
      near += beside;
    });
    await fc.assert(property, { numRuns, endOnFailure: true });
    // Otherwise it would show nothing.
    expect(exact).toBeGreaterThan(numRuns);
    expect(near).toBeGreaterThan(0);
  };

  it('are those of the finding, in documents made by a library', async () => {
    await tryMany(wordFiles, (make) => make(), tries(12, 2000));
  });

  it('are those of the finding, whatever the XML', async () => {
    await tryMany(wordBodies, wordXml, tries(25, 4000));
  });

  it('are those of the finding, in documents that Word made', async () => {
    const picks = Array.from({ length: 20 }, (_, n): [number, number, number] => [n, (n * 37) % 100, (n * 61) % 100]);
    const names = readdirSync(MADE_BY_WORD).filter((name) => name.endsWith('.docx'));
    let [exact, near] = [0, 0];
    for (const name of names) {
      const [at, beside] = await tryOne(readFileSync(new URL(name, MADE_BY_WORD)), picks);
      exact += at;
      near += beside;
    }
    // One holds a text box alone, and one a note.
    expect(exact).toBeGreaterThan(100);
    expect(near).toBeGreaterThan(20);
  });
});
