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

/** `bytes`: of its text, in UTF-8. Sentences are left out: they follow from the text. */
interface StoredPassage extends Omit<Passage, 'sentences' | 'text'> {
  readonly bytes: number;
}

/** A document's content, compressed. A lone surrogate, which no file holds, becomes U+FFFD. */
export function compressDocument({ passages, converted }: CorpusDocument, compression: Compression): Uint8Array {
  const encoder = new TextEncoder();
  const texts = passages.map(({ text }) => encoder.encode(text));
  const content: StoredContent = {
    passages: passages.map((passage, n) => withoutText(passage, texts[n]?.length ?? 0)),
    ...(converted === undefined ? {} : { converted }),
  };
  // JSON would look at each letter of the texts, here and when they are read.
  return compression.pack(joinBytes([encoder.encode(`${JSON.stringify(content)}\n`), ...texts]));
}

function joinBytes(parts: readonly Uint8Array[]): Uint8Array {
  const joined = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    joined.set(part, at);
    at += part.length;
  }
  return joined;
}

/** Field by field: reading `sentences`, even to leave them out, would find them first. */
function withoutText(passage: Passage, bytes: number): StoredPassage {
  const { citation, headings, span, line, page, marker, depth, notes, note } = passage;
  return {
    citation,
    headings,
    bytes,
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

/** Bytes of content that is held though nobody does: precedents are mostly of documents that were shown a moment ago. */
const MOST_HELD = 2_000_000;
/** What was read last, oldest first. */
const held = new Set<Content>();
let bytesHeld = 0;

function hold(content: Content): void {
  held.add(content);
  bytesHeld += content.bytes;
  for (const oldest of held) {
    if (bytesHeld <= MOST_HELD) break;
    held.delete(oldest);
    bytesHeld -= oldest.bytes;
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

  passageAt(position: number): Passage | undefined {
    return this.#content().passageAt(position);
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
    const read = new Content(this.#compression.unpack(this.#text.read()));
    this.#held = new WeakRef(read);
    hold(read);
    return read;
  }
}

/** What a document says, compressed, wherever it lies. */
export interface StoredText {
  /** Bytes. */
  readonly length: number;
  /** A view or a copy; a copy may be made into the bytes given, and is these then. */
  read(into?: Uint8Array): Uint8Array;
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
  texts.forEach((text, i) => {
    const place = bytes.subarray(offsets[i], offsets[i + 1]);
    const read = text.read(place);
    if (read !== place) place.set(read);
  });
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
    return { length: to - from, read: (into) => read(from, to, into) };
  };
}

function readerOf(texts: TextData, open?: OpenTexts): PieceReader | undefined {
  const { bytes, inPlace } = texts;
  if (inPlace === undefined) return (from, to) => bytes.subarray(from, to);
  const reader = opened.get(texts) ?? open?.(inPlace);
  if (reader !== undefined) opened.set(texts, reader);
  return reader;
}

const LINE_END = 10;
/** A mark of byte order in front of a text is one of its letters. */
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** What a document says: its texts are read one by one, as somebody asks for them. */
class Content {
  /** In UTF-8. */
  readonly bytes: number;
  readonly converted: string | undefined;
  readonly #unpacked: Uint8Array;
  readonly #stored: readonly StoredPassage[];
  /** Where each text starts; behind the last one, where that ends. */
  readonly #starts: readonly number[];
  readonly #read: (Passage | undefined)[] = [];
  #passages: readonly Passage[] | undefined;

  constructor(unpacked: Uint8Array) {
    const lineEnd = unpacked.indexOf(LINE_END);
    const { passages, converted } = JSON.parse(decoder.decode(unpacked.subarray(0, lineEnd))) as StoredContent;
    this.bytes = unpacked.length;
    this.converted = converted;
    this.#unpacked = unpacked;
    this.#stored = passages;
    const starts = [lineEnd + 1];
    for (const { bytes } of passages) starts.push((starts.at(-1) ?? 0) + bytes);
    this.#starts = starts;
  }

  get passages(): readonly Passage[] {
    return (this.#passages ??= this.#stored.flatMap((_, position) => this.passageAt(position) ?? []));
  }

  passageAt(position: number): Passage | undefined {
    const known = this.#read[position];
    const stored = this.#stored[position];
    if (known !== undefined || stored === undefined) return known;
    const { bytes: _bytes, ...fields } = stored;
    const text = decoder.decode(this.#unpacked.subarray(this.#starts[position], this.#starts[position + 1]));
    const passage = createPassage({ ...fields, text });
    this.#read[position] = passage;
    return passage;
  }
}
