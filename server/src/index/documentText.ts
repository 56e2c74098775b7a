import type { CorpusDocument, DocumentRecord, Passage } from '../ingest/corpusDocument.js';
import { createPassage } from '../ingest/passage.js';
import type { Compression } from '../platform/compression.js';
import { fingerprintOf } from '../util/digest.js';
import type { TextData } from './indexData.js';
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

/** The document at `position` of `texts`. Its content is read out of them when somebody asks, and dropped when nobody holds it. */
export function openDocument(
  record: DocumentRecord,
  texts: TextData,
  position: number,
  compression: Compression,
): CorpusDocument {
  let held: WeakRef<Content> | undefined;
  let fingerprint: string | undefined;
  const content = (): Content => {
    const known = held?.deref();
    if (known !== undefined) return known;
    const read = readContent(textAt(texts, position), compression);
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
      return (fingerprint ??= fingerprintOf(textAt(texts, position)));
    },
  };
}

/** The texts one after the other, in memory that threads can share. */
export function joinTexts(texts: readonly Uint8Array[]): TextData {
  const offsets = new Float64Array(texts.length + 1);
  texts.forEach((text, i) => {
    offsets[i + 1] = (offsets[i] ?? 0) + text.length;
  });
  const bytes = createBytes(offsets[texts.length] ?? 0);
  texts.forEach((text, i) => bytes.set(text, offsets[i]));
  return { bytes, offsets };
}

/** The text of the document at a position. A view. */
export function textAt({ bytes, offsets }: TextData, position: number): Uint8Array {
  return bytes.subarray(offsets[position], offsets[position + 1]);
}

interface Content {
  readonly passages: readonly Passage[];
  readonly converted: string | undefined;
}

function readContent(bytes: Uint8Array, compression: Compression): Content {
  const stored = JSON.parse(new TextDecoder().decode(compression.unpack(bytes))) as StoredContent;
  return { passages: stored.passages.map(createPassage), converted: stored.converted };
}
