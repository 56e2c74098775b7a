import type { Choice } from '../ingest/choicesFile.js';
import type { CorpusDocument } from '../ingest/corpusDocument.js';
import type { Tokenizer } from '../text/tokens.js';
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

/** The passages that a choice means, in the order of the index; empty when it means none. */
export function chosenPlaces(
  { document: name, words }: Choice,
  index: CorpusIndex,
  tokenize: Tokenizer,
): readonly PassagePlace[] {
  const document = index.documents.findIndex((each) => each.id === name || fileName(each) === name);
  const chosen = index.documents[document];
  if (chosen === undefined) return [];
  if (words === undefined) return Array.from(chosen.passages.keys(), (passage) => ({ document, passage }));
  const terms = tokenize(words).map(({ term }) => term);
  return [...index.findPhrase(terms).within(document).passages()];
}

/**
 * The layers as one index without what is retired: whole documents are not shown, documents of which only passages are
 * retired are shown without them. `retired`: how many passages that is. Costs the texts of these documents.
 */
export function withoutRetired(
  { base, change }: Layers,
  retired: readonly Choice[],
  options: IndexOptions & BuildOptions,
): { readonly index: CorpusIndex; readonly retired: number } {
  const layers = [base, ...(change === undefined ? [] : [change.index])];
  const gone = new Set<string>();
  const kept = new Map<string, CorpusDocument>();
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
    }
  }
  const { revision } = options;
  if (gone.size === 0) {
    if (change !== undefined) return { index: overlayIndex(base, change.index, change.removed, revision), retired: 0 };
    return { index: base.revision === revision ? base : { ...base, revision }, retired: 0 };
  }
  const added = [...(change?.index.documents ?? []).filter(({ uri }) => !gone.has(uri)), ...kept.values()];
  const builder = createIndexBuilder(options);
  for (const document of added) builder.add(document);
  const removed = new Set([...(change?.removed ?? []), ...gone]);
  const above = openCorpusIndex(builder.build(), options);
  return { index: overlayIndex(base, above, removed, revision), retired: hidden };
}

function fileName({ uri }: CorpusDocument): string {
  return decodeURIComponent(uri.slice(uri.lastIndexOf('/') + 1));
}
