import type { CorpusDocument, DocumentRecord, Passage } from '../ingest/corpusDocument.js';
import { createPassage } from '../ingest/passage.js';
import type { Compression } from '../platform/compression.js';
import type { PieceReader } from '../platform/snapshotStore.js';
import { fingerprintOf } from '../util/digest.js';
import type { PlaceOfTexts, TextData } from './indexData.js';
import { createBytes } from './memory.js';

/** What a document says, as it is stored. */
interface StoredContent {
  readonly passages: readonly Omit<Passage, 'sentences'>[];
  readonly converted?: string;
}

/** A document's content, compressed. Sentences are left out: they follow from the text. */
export function compressDocument({ passages, converted }: CorpusDocument, compression: Compression): Uint8Array {
  const content: StoredContent = {
    passages: passages.map(withoutSentences),
    ...(converted === undefined ? {} : { converted }),
  };
  return compression.pack(new TextEncoder().encode(JSON.stringify(content)));
}

/** Field by field: reading `sentences`, even to leave them out, would find them first. */
function withoutSentences(passage: Passage): StoredContent['passages'][number] {
  const { citation, headings, text, span, line, page, marker, depth, notes, note } = passage;
  return {
    citation,
    headings,
    text,
    span,
    line,
    ...(page === undefined ? {} : { page }),
    ...(marker === undefined ? {} : { marker }),
    ...(depth === undefined ? {} : { depth }),
    ...(notes === undefined ? {} : { notes }),
    ...(note === undefined ? {} : { note }),
  };
}

/** The document with this text. Its content is read out of it when somebody asks, and dropped when nobody holds it. */
export function openDocument(record: DocumentRecord, text: StoredText, compression: Compression): CorpusDocument {
  let held: WeakRef<Content> | undefined;
  let fingerprint: string | undefined;
  const content = (): Content => {
    const known = held?.deref();
    if (known !== undefined) return known;
    const read = readContent(text.read(), compression);
    held = new WeakRef(read);
    return read;
  };
  return {
    id: record.id,
    uri: record.uri,
    metadata: record.metadata,
    get passages() {
      return content().passages;
    },
    get converted() {
      return content().converted;
    },
    get fingerprint() {
      return (fingerprint ??= fingerprintOf(text.read()));
    },
  };
}

/** What a document says, compressed, wherever it lies. */
export interface StoredText {
  /** Bytes. */
  readonly length: number;
  /** A view or a copy. */
  read(): Uint8Array;
}

/** Opens texts where they lie; `undefined` when they are not there any more. */
export type OpenTexts = (place: PlaceOfTexts) => PieceReader | undefined;

/** The texts one after the other, in memory that threads can share. */
export function joinTexts(texts: readonly StoredText[]): TextData {
  const offsets = new Float64Array(texts.length + 1);
  texts.forEach(({ length }, i) => {
    offsets[i + 1] = (offsets[i] ?? 0) + length;
  });
  const bytes = createBytes(offsets[texts.length] ?? 0);
  texts.forEach((text, i) => bytes.set(text.read(), offsets[i]));
  return { bytes, offsets };
}

/** Readers of texts that lie in a file: it stays open as long as they are known. */
const opened = new WeakMap<TextData, PieceReader>();

/** Whether the texts can be read. */
export function areAtHand(texts: TextData, open?: OpenTexts): boolean {
  return readerOf(texts, open) !== undefined;
}

/** The text of the document at a position; `open` is needed for texts that lie in a file. Throws when they are not there any more. */
export function textsOf(texts: TextData, open?: OpenTexts): (position: number) => StoredText {
  const read = readerOf(texts, open);
  if (read === undefined) throw new Error('what was kept of the record is not there any more; rebuild the index');
  return (position) => {
    const [from, to] = [texts.offsets[position] ?? 0, texts.offsets[position + 1] ?? 0];
    return { length: to - from, read: () => read(from, to) };
  };
}

function readerOf(texts: TextData, open?: OpenTexts): PieceReader | undefined {
  const { bytes, inPlace } = texts;
  if (inPlace === undefined) return (from, to) => bytes.subarray(from, to);
  const reader = opened.get(texts) ?? open?.(inPlace);
  if (reader !== undefined) opened.set(texts, reader);
  return reader;
}

interface Content {
  readonly passages: readonly Passage[];
  readonly converted: string | undefined;
}

function readContent(bytes: Uint8Array, compression: Compression): Content {
  const stored = JSON.parse(new TextDecoder().decode(compression.unpack(bytes))) as StoredContent;
  return { passages: stored.passages.map(createPassage), converted: stored.converted };
}
