import type { CorpusDocument, Passage } from '../ingest/corpusDocument.js';
import type { IndexData, LabelData } from './indexData.js';
import { shared } from './memory.js';
import { createPostings, termsBetween } from './postings.js';
import { createVocabulary } from './vocabulary.js';
import { BREAK, firstNotBefore, GAP } from './wordStream.js';

/** Words from which on what was taken for a title or a heading must be prose; the longest of the United Nations have half as many. */
const PROSE = 80;

/** What can stand above a passage. */
export type LabelKind = 'title' | 'heading';

/** The title of a document, or a heading in it. */
export interface Label {
  readonly kind: LabelKind;
  /** Its terms, a space between; none where it is too long to be one. */
  readonly words: string;
  /** Passages of the document that it stands over, `to` exclusive. */
  readonly from: number;
  readonly to: number;
}

/** The document's title, then its headings in order; a heading that stands over many passages is one label. */
export function collectLabels(
  { metadata, passages }: CorpusDocument,
  termsOf: (text: string) => readonly string[],
): readonly Label[] {
  const wordsOf = (text: string): string => {
    const terms = termsOf(text);
    return terms.length < PROSE ? terms.join(' ') : '';
  };
  const title = { kind: 'title' as const, words: wordsOf(metadata.title), from: 0, to: passages.length };
  return [title, ...headingsOver(passages).map(({ text, ...label }) => ({ ...label, words: wordsOf(text) }))];
}

interface Heading extends Omit<Label, 'words'> {
  readonly text: string;
}

/** Each heading once for every unbroken row of passages under it. */
function headingsOver(passages: readonly Passage[]): readonly Heading[] {
  const found: (Heading & { to: number })[] = [];
  let open: (Heading & { to: number })[] = [];
  for (const [passage, { headings }] of passages.entries()) {
    const changed = headings.findIndex((text, depth) => open[depth]?.text !== text);
    const kept = open.slice(0, changed < 0 ? headings.length : changed);
    const opened = headings
      .slice(kept.length)
      .map((text) => ({ kind: 'heading' as const, text, from: passage, to: passage }));
    found.push(...opened);
    open = [...kept, ...opened];
    for (const heading of open) heading.to = passage + 1;
  }
  return found;
}

/** The labels of documents in the order of the index; `documentPassages`: as the index's postings have it. */
export function createLabels(
  documents: readonly (readonly Label[])[],
  documentPassages: Int32Array,
  stopWords: ReadonlySet<string>,
): LabelData {
  const placed = documents.flatMap((labels, document) => {
    const first = documentPassages[document] ?? 0;
    return labels.map((label) => ({ ...label, from: first + label.from, to: first + label.to }));
  });
  const titles = placed.filter(({ kind }) => kind === 'title');
  const labels = [...titles, ...placed.filter(({ kind }) => kind === 'heading')];
  const numbers = new Map<string, number>();
  const counts: number[] = [];
  const stream: number[] = [];
  const passagePlaces: number[] = [];
  for (const { words } of labels) {
    passagePlaces.push(stream.length);
    for (const term of words === '' ? [] : words.split(' ')) {
      const number = numbers.get(term) ?? numbers.size;
      numbers.set(term, number);
      counts[number] = (counts[number] ?? 0) + 1;
      stream.push(number);
    }
    stream.push(GAP);
  }
  const { vocabulary, numbers: ordered } = createVocabulary([...numbers.keys()], Int32Array.from(counts), stopWords);
  const words = {
    stream: Int32Array.from(stream, (term) => ordered[term] ?? GAP),
    breaks: new Uint8Array(stream.length).fill(BREAK.none),
    passagePlaces: Int32Array.from([...passagePlaces, stream.length]),
    documentPassages: Int32Array.of(0, titles.length, labels.length),
  };
  return {
    vocabulary,
    postings: createPostings(words, vocabulary.stemOfTerm),
    from: shared(labels.map(({ from }) => from)),
    to: shared(labels.map(({ to }) => to)),
  };
}

/** How many of the labels are titles; that of document `i` is label `i`. The others are headings, by their first passage. */
export function titleCount({ postings }: LabelData): number {
  return postings.documentPassages[1] ?? 0;
}

/** Reads the labels of a document of the index, by its position, as `collectLabels` made them. */
export function createLabelReader({
  labels,
  postings: { documentPassages },
}: IndexData): (position: number) => readonly Label[] {
  const { postings, vocabulary, from, to } = labels;
  const terms = vocabulary.terms.split('\n');
  const titles = titleCount(labels);
  const headings = from.subarray(titles);
  return (position) => {
    const [first, end] = [documentPassages[position] ?? 0, documentPassages[position + 1] ?? 0];
    const read = (label: number): Label => {
      const [start, next] = [postings.passagePlaces[label] ?? 0, postings.passagePlaces[label + 1] ?? 0];
      return {
        kind: label < titles ? 'title' : 'heading',
        words: termsBetween(postings, start, next - 1)
          .map((term) => terms[term] ?? '')
          .join(' '),
        from: (from[label] ?? 0) - first,
        to: (to[label] ?? 0) - first,
      };
    };
    const numbers = [position];
    for (let i = firstNotBefore(headings, first); i < headings.length && (headings[i] ?? 0) < end; i++) {
      numbers.push(titles + i);
    }
    return numbers.map(read);
  };
}
