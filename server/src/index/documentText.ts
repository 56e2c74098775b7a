import type { CorpusDocument, DocumentMetadata, DocumentRecord, Passage } from '../ingest/corpusDocument.js';
import { createPassage } from '../ingest/passage.js';
import type { Compression } from '../platform/compression.js';
import type { PieceReader } from '../platform/snapshotStore.js';
import { fingerprintOf } from '../util/digest.js';
import type { PlaceOfTexts, TextData } from './indexData.js';
import { createBytes } from './memory.js';

/** What a document says besides the texts of its passages, as it is stored: JSON on the first line. The texts follow, one after the other. */
interface StoredContent {
  readonly passages: readonly StoredPassage[];
  readonly converted?: string;
}

/** `length`: of its text, in UTF-16 units. Sentences are left out: they follow from the text. */
interface StoredPassage extends Omit<Passage, 'sentences' | 'text'> {
  readonly length: number;
}

/** A document's content, compressed. A lone surrogate, which no file holds, becomes U+FFFD. */
export function compressDocument({ passages, converted }: CorpusDocument, compression: Compression): Uint8Array {
  const content: StoredContent = {
    passages: passages.map(withoutText),
    ...(converted === undefined ? {} : { converted }),
  };
  // JSON would look at each letter of the texts, here and when they are read.
  const texts = passages.map(({ text }) => text).join('');
  return compression.pack(new TextEncoder().encode(`${JSON.stringify(content)}\n${texts}`));
}

/** Field by field: reading `sentences`, even to leave them out, would find them first. */
function withoutText(passage: Passage): StoredPassage {
  const { citation, headings, text, span, line, page, marker, depth, notes, note } = passage;
  return {
    citation,
    headings,
    length: text.length,
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
  return new StoredDocument(record, text, compression);
}

/** UTF-16 units of content that is held though nobody does: precedents are mostly of documents that were shown a moment ago. */
const MOST_HELD = 2_000_000;
/** What was read last, oldest first. */
const held = new Set<Content>();
let unitsHeld = 0;

function hold(content: Content): void {
  held.add(content);
  unitsHeld += content.units;
  for (const oldest of held) {
    if (unitsHeld <= MOST_HELD) break;
    held.delete(oldest);
    unitsHeld -= oldest.units;
  }
}

/** There are thousands: a literal with accessors of its own would need ten times the memory. */
class StoredDocument implements CorpusDocument {
  readonly id: string;
  readonly uri: string;
  readonly metadata: DocumentMetadata;
  readonly #text: StoredText;
  readonly #compression: Compression;
  #held: WeakRef<Content> | undefined;
  #fingerprint: string | undefined;

  constructor({ id, uri, metadata }: DocumentRecord, text: StoredText, compression: Compression) {
    this.id = id;
    this.uri = uri;
    this.metadata = metadata;
    this.#text = text;
    this.#compression = compression;
  }

  get passages(): readonly Passage[] {
    return this.#content().passages;
  }

  get converted(): string | undefined {
    return this.#content().converted;
  }

  get fingerprint(): string {
    return (this.#fingerprint ??= fingerprintOf(this.#text.read()));
  }

  #content(): Content {
    const known = this.#held?.deref();
    if (known !== undefined) return known;
    const read = readContent(this.#text.read(), this.#compression);
    this.#held = new WeakRef(read);
    hold(read);
    return read;
  }
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
  const read = readerOf(texts, open);
  const end = texts.offsets.at(-1) ?? 0;
  try {
    // What has become shorter since it was opened lacks the end.
    return read !== undefined && (end === 0 || read(end - 1, end).length === 1);
  } catch {
    return false;
  }
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
  /** Of its text, in UTF-16. */
  readonly units: number;
  readonly passages: readonly Passage[];
  readonly converted: string | undefined;
}

function readContent(bytes: Uint8Array, compression: Compression): Content {
  const unpacked = new TextDecoder().decode(compression.unpack(bytes));
  const textsFrom = unpacked.indexOf('\n') + 1;
  const stored = JSON.parse(unpacked.slice(0, textsFrom)) as StoredContent;
  let at = textsFrom;
  const passages = stored.passages.map(({ length, ...fields }) =>
    createPassage({ ...fields, text: unpacked.slice(at, (at += length)) }),
  );
  return { units: unpacked.length, passages, converted: stored.converted };
}
