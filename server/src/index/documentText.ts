import { deflateSync, inflateSync } from 'fflate';
import type { CorpusDocument, DocumentRecord, Passage } from '../ingest/corpusDocument.js';
import { createPassage } from '../ingest/passage.js';

/** What a document says, as it is stored. */
interface StoredContent {
  readonly passages: readonly Omit<Passage, 'sentences'>[];
  readonly converted?: string;
}

/** A document's content, compressed. Sentences are left out: they follow from the text. */
export function compressDocument({ passages, converted }: CorpusDocument): Uint8Array {
  const content: StoredContent = {
    passages: passages.map(({ sentences: _sentences, ...rest }) => rest),
    ...(converted === undefined ? {} : { converted }),
  };
  return deflateSync(new TextEncoder().encode(JSON.stringify(content)), { level: 1 });
}

/** The document whose content `bytes` holds. It is read out of them when somebody asks, and dropped when nobody holds it. */
export function openDocument(record: DocumentRecord, bytes: Uint8Array): CorpusDocument {
  let held: WeakRef<Content> | undefined;
  const content = (): Content => {
    const known = held?.deref();
    if (known !== undefined) return known;
    const read = readContent(bytes);
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
  };
}

interface Content {
  readonly passages: readonly Passage[];
  readonly converted: string | undefined;
}

function readContent(bytes: Uint8Array): Content {
  const stored = JSON.parse(new TextDecoder().decode(inflateSync(bytes))) as StoredContent;
  return { passages: stored.passages.map(createPassage), converted: stored.converted };
}
