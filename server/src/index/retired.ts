import type { Choice } from '../ingest/choicesFile.js';
import type { CorpusDocument, DocumentRecord } from '../ingest/corpusDocument.js';
import type { Tokenizer } from '../text/tokens.js';
import { lastName } from '../util/fileUri.js';
import type { CorpusIndex, PassagePlace } from './corpusIndex.js';
import { type IndexOptions, openCorpusIndex, type OpenIndex } from './createCorpusIndex.js';
import { type BuildOptions, createIndexBuilder } from './indexBuilder.js';
import { overlayIndex } from './overlay.js';

/** An index, and what changed since it was made. */
export interface Layers {
  readonly base: OpenIndex;
  /** `removed`: URIs of documents of the base that no longer hold. */
  readonly change?: { readonly index: OpenIndex; readonly removed: ReadonlySet<string> };
}

/** A document, and how many passages it has. */
export interface CountedDocument {
  readonly document: CorpusDocument;
  readonly passages: number;
}

/** What is left of an index when what is retired is taken out. */
export interface WithoutRetired {
  readonly index: CorpusIndex;
  /** How many passages are retired. */
  readonly retired: number;
  /** The documents of which nothing is left. */
  readonly documents: readonly CountedDocument[];
}

/** Whether a choice of this name means the document: by its id, or by the name of its file. */
export function isNamedSo(name: string, document: DocumentRecord): boolean {
  return document.id === name || fileNameOf(document) === name;
}

/** The name of the document's file. */
export function fileNameOf({ uri }: DocumentRecord): string {
  return lastName(uri);
}

/** The passages that a choice means, in the order of the index; empty when it means none. */
export function chosenPlaces(
  { document: name, words }: Choice,
  index: CorpusIndex,
  tokenize: Tokenizer,
): readonly PassagePlace[] {
  const document = index.documents.findIndex((each) => isNamedSo(name, each));
  const chosen = index.documents[document];
  if (chosen === undefined) return [];
  if (words === undefined) return Array.from(chosen.passages.keys(), (passage) => ({ document, passage }));
  const terms = tokenize(words).map(({ term }) => term);
  return [...index.findPhrase(terms).within(document).passages()];
}

/**
 * The layers as one index without what is retired: whole documents are not shown, documents of which only passages are
 * retired are shown without them. Costs the texts of these documents.
 */
export function withoutRetired(
  { base, change }: Layers,
  retired: readonly Choice[],
  options: IndexOptions & BuildOptions,
): WithoutRetired {
  const layers = [base, ...(change === undefined ? [] : [change.index])];
  const gone = new Set<string>();
  const kept = new Map<string, CorpusDocument>();
  const whole: CountedDocument[] = [];
  let hidden = 0;
  for (const index of layers) {
    const passages = new Map<number, Set<number>>();
    for (const { document, passage } of retired.flatMap((choice) => chosenPlaces(choice, index, options.tokenize))) {
      passages.set(document, (passages.get(document) ?? new Set()).add(passage));
    }
    for (const [number, without] of passages) {
      const document = index.documents[number];
      if (document === undefined || (index === base && change?.removed.has(document.uri) === true)) continue;
      gone.add(document.uri);
      hidden += without.size;
      const rest = document.passages.filter((_, passage) => !without.has(passage));
      const { id, uri, metadata, converted } = document;
      if (rest.length > 0) kept.set(uri, { id, uri, metadata, converted, passages: rest });
      else whole.push({ document, passages: without.size });
    }
  }
  const { revision } = options;
  if (gone.size === 0) {
    const index =
      change === undefined ? withRevision(base, revision) : overlayIndex(base, change.index, change.removed, revision);
    return { index, retired: 0, documents: [] };
  }
  const added = [...(change?.index.documents ?? []).filter(({ uri }) => !gone.has(uri)), ...kept.values()];
  const builder = createIndexBuilder(options);
  for (const document of added) builder.add(document);
  const removed = new Set([...(change?.removed ?? []), ...gone]);
  const above = openCorpusIndex(builder.build(), options);
  return { index: overlayIndex(base, above, removed, revision), retired: hidden, documents: whole };
}

function withRevision(index: OpenIndex, revision: number): CorpusIndex {
  return index.revision === revision ? index : { ...index, revision };
}
