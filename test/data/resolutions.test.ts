// Real resolutions that are not part of the project: these tests run where they lie beside it, and are shown as skipped elsewhere.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { makeDocument, makeIndex } from '../support/corpus.js';
import { ROOT } from '../support/server.js';

const FILE = join(ROOT, '..', 'shared', 'data', 'unga-paragraphs', 'set-CS.json');

interface Paragraph {
  readonly paragraph: string;
  readonly file_id: string;
}

function readResolutions(): Map<string, string[]> {
  const byFile = new Map<string, string[]>();
  const paragraphs = existsSync(FILE) ? (JSON.parse(readFileSync(FILE, 'utf8')) as Paragraph[]) : [];
  for (const { paragraph, file_id } of paragraphs) byFile.set(file_id, [...(byFile.get(file_id) ?? []), paragraph]);
  return byFile;
}

/** Words alone: the index takes other capitals and punctuation for the same wording. */
const wordsOf = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, ' ');

/** Whether the wording stands in the text, not as part of other words. */
function standsIn(text: string, wording: string): boolean {
  return ` ${wordsOf(text)} `.includes(` ${wordsOf(wording).trim()} `);
}

describe.runIf(existsSync(FILE))('phrases of the resolutions of one session of the General Assembly', () => {
  const resolutions = readResolutions();
  const index = makeIndex(
    Array.from(resolutions, ([id, paragraphs]) =>
      makeDocument({
        id,
        holder: 'General Assembly',
        tier: 'adopted',
        kind: 'resolution',
        text: paragraphs.map((text) => text.replace(/\s+/g, ' ')).join('\n\n'),
      }),
    ),
  );
  const phrases = [...index.phrases];
  const filesWith = (wording: string): string[] =>
    Array.from(resolutions)
      .filter(([, paragraphs]) => paragraphs.some((text) => standsIn(text, wording)))
      .map(([id]) => id)
      .sort();

  it.each([
    'Declaration on the Granting of Independence to Colonial Countries and Peoples',
    'Requests the Secretary-General to report to the General Assembly at its seventy-third session',
    'Decides to include in the provisional agenda of its seventy-third session',
    '2030 Agenda for Sustainable Development',
    'purposes and principles of the Charter of the United Nations',
  ])('the standing formula "%s" is one, with its resolutions', (formula) => {
    const phrase = phrases.find(({ text }) => text.includes(formula));
    expect(phrase?.documents).toBeGreaterThan(1);
    const files = [...(phrase?.occurrences.documents() ?? [])].map(
      ({ document }) => index.documents[document]?.id ?? '',
    );
    const within = filesWith(formula);
    for (const file of files) expect(within).toContain(file);
  });

  it('the first ones stand in as many documents as a plain search finds, and more', () => {
    for (const { text, documents, occurrences } of phrases.slice(0, 200)) {
      expect(documents).toBeGreaterThanOrEqual(2);
      const found = filesWith(text);
      const ids = new Set([...occurrences.documents()].map(({ document }) => index.documents[document]?.id ?? ''));
      expect(found.filter((id) => index.documents.some((document) => document.id === id) && !ids.has(id))).toEqual([]);
    }
  });

  it('none is only an enumerator, begins or ends with a stop-word, or runs over a sentence', () => {
    for (const { text, terms } of phrases) {
      expect(terms.length).toBeGreaterThanOrEqual(3);
      expect(terms.length).toBeLessThanOrEqual(25);
      expect(text).not.toMatch(/^(?:the|of|and|to|in|a) |[;:] | (?:the|of|and|to|in|a)$/);
    }
  });
});
