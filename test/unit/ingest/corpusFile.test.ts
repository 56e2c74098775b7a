import { describe, expect, it } from 'vitest';
import { parseCorpusFile } from '../../../server/src/ingest/corpusFile.js';

const URI = 'file:///corpus/corpus.yaml';
const BESIDE = ['paper.md', 'letter.pdf'];
const messages = (text: string): string[] => parseCorpusFile(URI, text, BESIDE).problems.map(({ message }) => message);

describe('corpus.yaml', () => {
  it('states fields by the name of the file', () => {
    const { entries, problems } = parseCorpusFile(
      URI,
      'paper.md:\n  holder: Chile\n  date: 2023-03-06\n  handling: restricted\n  language: es\nletter.pdf:\n  tier: group\n',
      BESIDE,
    );
    expect(problems).toEqual([]);
    expect(Object.fromEntries(entries)).toEqual({
      'paper.md': { holder: 'Chile', date: '2023-03-06', handling: 'restricted', language: 'es' },
      'letter.pdf': { tier: 'group' },
    });
  });

  it('may be empty', () => {
    expect(parseCorpusFile(URI, '', BESIDE)).toEqual({ entries: new Map(), problems: [] });
  });

  it('keeps the good fields of an entry with a bad one, and names file, line, entry and field', () => {
    const { entries, problems } = parseCorpusFile(
      URI,
      'letter.pdf:\n  tier: group\npaper.md:\n  holder: Chile\n  handling: secret\n  date: March\n  colour: red\n',
      BESIDE,
    );
    expect(entries.get('paper.md')).toEqual({ holder: 'Chile' });
    expect(problems.map(({ file }) => file)).toEqual([URI, URI, URI]);
    expect(problems.map(({ message }) => message)).toEqual([
      expect.stringMatching(/^corpus\.yaml, line 3: "paper\.md": "colour" cannot be used: there is no such field/),
      'corpus.yaml, line 3: "paper.md": "date" cannot be used: write a date such as 2023, 2023-03 or 2023-03-06.',
      'corpus.yaml, line 3: "paper.md": "handling" cannot be used: write one of: open, internal, restricted.',
    ]);
  });

  it.each([
    ['a file that is not there', 'other.md:\n  holder: Chile\n', /line 1: there is no document "other\.md"/],
    ['an entry without fields', 'paper.md: Chile\n', /line 1: "paper\.md" needs its fields under it/],
    ['a list', '- paper.md\n', /line 1: the file cannot be read/],
    ['broken YAML', 'paper.md:\n  holder: [Chile\n', /the file cannot be read/],
  ])('reports %s', (_, text, message) => {
    expect(messages(text)).toEqual([expect.stringMatching(message)]);
  });
});
