import type { Commitment } from '../positions/commitment.js';
import type { CommitmentPacker } from '../positions/packedCommitments.js';
import type { Span } from '../text/span.js';
import { createRecent, type Recent } from '../util/recent.js';

/** What a sentence of a document commits its holder to. */
export interface SentenceReading {
  /** Position of the passage in the document. */
  readonly passage: number;
  /** UTF-16 offsets into the passage's text. */
  readonly sentence: Span;
  /** The asserted ones alone. Equal ones at each look, not always the same. */
  readonly commitments: readonly Commitment[];
}

/** Readings of the sentences of one document, in order, packed. An object of each is made for whoever asks. */
export interface SentenceReadings extends Iterable<SentenceReading> {
  readonly length: number;
  /** Takes a sentence in, and answers it as it is read from now on. */
  add(passage: number, sentence: Span, commitments: readonly Commitment[]): SentenceReading;
  readonly packed: PackedSentences;
}

/** Readings of sentences as values: they can be written to a file. */
export interface PackedSentences {
  /** `FIELDS` numbers of each sentence: passage, start, end, and where its commitments end in `commitments`. */
  readonly places: Int32Array;
  readonly commitments: Uint8Array;
}

const FIELDS = 4;
/** Sentences whose commitments stay unpacked: a draft's clauses meet the same ones again and again. */
const RECENT_SENTENCES = 1024;

/** Makes readings of sentences that are packed with the same strings. */
export interface SentencePacker {
  readonly strings: readonly string[];
  /** Those that were packed with these strings; none when absent. */
  open(packed?: PackedSentences): SentenceReadings;
}

/** A packer of sentences by way of one of commitments. */
export function createSentencePacker(packer: CommitmentPacker): SentencePacker {
  const recent: Recent<SentenceReading, readonly Commitment[]> = createRecent(RECENT_SENTENCES);
  return {
    strings: packer.strings,
    open({ places, commitments }: PackedSentences = { places: new Int32Array(), commitments: new Uint8Array() }) {
      let [numbers, bytes] = [places, commitments];
      let count = numbers.length / FIELDS;
      const endOf = (n: number): number => (n < 0 ? 0 : (numbers[n * FIELDS + 3] ?? 0));
      const source: Source = {
        get places() {
          return numbers;
        },
        commitmentsOf: (reading, n) => recent.of(reading, () => packer.unpack(bytes.subarray(endOf(n - 1), endOf(n)))),
      };
      return {
        get length() {
          return count;
        },
        add(passage, { start, end }, own) {
          const packed = packer.pack(own);
          const from = endOf(count - 1);
          const to = from + packed.length;
          if (to > bytes.length) bytes = grown(bytes, new Uint8Array(to * 2));
          if (count * FIELDS === numbers.length) numbers = grown(numbers, new Int32Array((count + 8) * FIELDS * 2));
          bytes.set(packed, from);
          numbers.set([passage, start, end, to], count * FIELDS);
          return new PackedSentence(source, count++);
        },
        get packed() {
          return { places: numbers.subarray(0, count * FIELDS), commitments: bytes.subarray(0, endOf(count - 1)) };
        },
        *[Symbol.iterator]() {
          for (let n = 0; n < count; n++) yield new PackedSentence(source, n);
        },
      };
    },
  };
}

/** Where the sentences of a document are looked up. */
interface Source extends Pick<PackedSentences, 'places'> {
  commitmentsOf(reading: SentenceReading, n: number): readonly Commitment[];
}

/** There are tens of thousands: a literal with accessors of its own would need six times the memory. */
class PackedSentence implements SentenceReading {
  readonly #source: Source;
  readonly #n: number;

  constructor(source: Source, n: number) {
    this.#source = source;
    this.#n = n;
  }

  get passage(): number {
    return this.#field(0);
  }

  get sentence(): Span {
    return { start: this.#field(1), end: this.#field(2) };
  }

  get commitments(): readonly Commitment[] {
    return this.#source.commitmentsOf(this, this.#n);
  }

  #field(field: number): number {
    return this.#source.places[this.#n * FIELDS + field] ?? 0;
  }
}

function grown<T extends Int32Array | Uint8Array>(old: T, larger: T): T {
  larger.set(old);
  return larger;
}
