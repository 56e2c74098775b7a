import type { Duplicate, VersionChain } from './corpusIndex.js';

/** Typed arrays of an index: shared between threads where the host allows it. */
export type Bytes = Uint8Array;

/**
 * Where every word of the corpus stands, in typed arrays. Terms are numbered from the most frequent down, so that all but
 * the rarest fit 16 bits. Places are positions in one stream of words, documents newest first.
 */
export interface PostingData {
  /** Term of each place in 16 bits: `RARE_TERM` where the number does not fit, `PASSAGE_END` after each passage. */
  readonly stream: Uint16Array;
  /** Places of the rare terms, ascending, and their numbers. */
  readonly rarePlaces: Int32Array;
  readonly rareTerms: Int32Array;
  /** What stands before each word, one of `BREAK`: two bits a place, lowest bits first. */
  readonly breaks: Bytes;
  /** First place of each passage; after the last one, the stream's length. */
  readonly passagePlaces: Int32Array;
  /** First passage of each document; after the last one, the number of passages. */
  readonly documentPassages: Int32Array;
  /** Places of term `t`, ascending, as the distances from one to the next: from `offsets[t]` to `offsets[t + 1]`, seven bits a byte, lowest first. */
  readonly postings: Bytes;
  readonly offsets: Int32Array;
  /** Number of places, and of passages, of each term. */
  readonly counts: Int32Array;
  readonly passageCounts: Int32Array;
  /** Number of passages that hold a term of each stem. */
  readonly stemPassageCounts: Int32Array;
}

/** Terms by the buckets of their letter trigrams: those of bucket `b` from `offsets[b]` to `offsets[b + 1]`. */
export interface TrigramData {
  readonly offsets: Int32Array;
  readonly terms: Int32Array;
}

/** The words of the corpus, by number. */
export interface VocabularyData {
  /** Terms by number, a line each. */
  readonly terms: string;
  /** Numbers of the terms in the order of their letters (UTF-16). */
  readonly alphabetical: Int32Array;
  /** Stems by number, a line each. */
  readonly stems: string;
  /** Numbers of the stems in the order of their letters (UTF-16). */
  readonly stemsAlphabetical: Int32Array;
  /** Stem of each term; `NO_STEM` for a stop-word. */
  readonly stemOfTerm: Int32Array;
  readonly trigrams: TrigramData;
}

/**
 * What stands above the passages, each title and heading once: a small index of its own, whose passages are the labels and
 * whose first document is the titles, its second the headings. Nothing but ranking sees these words.
 */
export interface LabelData {
  readonly vocabulary: VocabularyData;
  readonly postings: PostingData;
  /** First passage that each label stands over, and the one behind its last. */
  readonly from: Int32Array;
  readonly to: Int32Array;
}

/** Every place where a phrase stands and is not corrected, document by document. */
export interface CoverData {
  /** Places, ascending, as the distances from one to the next (from the document's first place on, coded as in `PostingData.postings`), each with its phrase's length behind it in a byte. */
  readonly bytes: Bytes;
  /** Where the covers of each document start; after the last one, the length of `bytes`. */
  readonly offsets: Int32Array;
}

/** Recurring phrases, best first, by a place where each stands. */
export interface PhraseData {
  readonly places: Int32Array;
  /** Words. */
  readonly lengths: Bytes;
  readonly covers: CoverData;
  /** Numbers of the phrases in the order of their words' letters. */
  readonly alphabetical: Int32Array;
}

/** Places of wording that was corrected later: `from` ascending, `to` exclusive. */
export interface CorrectionData {
  readonly from: Int32Array;
  readonly to: Int32Array;
}

/** What is found by comparing all documents with each other. */
export interface MinedData {
  readonly phrases: PhraseData;
  readonly corrections: CorrectionData;
}

/**
 * What tells the documents apart, as JSON in UTF-8. Bytes, because a thread that is handed thousands of objects does nothing
 * else until it has made them all.
 */
export interface RecordData {
  readonly bytes: Bytes;
  /** Where the record of each document starts; after the last one, the length of `bytes`. */
  readonly offsets: Int32Array;
}

/** What the documents say, compressed one by one. */
export interface TextData {
  /** One after the other; none where they lie in a file. */
  readonly bytes: Bytes;
  /** Where the content of each document starts; after the last one, the length of all. */
  readonly offsets: Float64Array;
  /** The snapshot that they are, where they are not held in memory. */
  readonly inPlace?: PlaceOfTexts;
}

/** A snapshot, as `SnapshotsInPlace` opens it. */
export interface PlaceOfTexts {
  readonly name: string;
  readonly digest: string;
}

/** All of an index revision as values: it can be handed to another thread without copying, and written to a file. */
export interface IndexData {
  /** Newest first, as the stream has them. */
  readonly documents: RecordData;
  readonly duplicates: readonly Duplicate[];
  readonly versions: readonly VersionChain[];
  readonly vocabulary: VocabularyData;
  readonly postings: PostingData;
  readonly labels: LabelData;
  readonly texts: TextData;
  /** Absent as long as nobody has looked for it: that takes longer than all the rest. */
  readonly mined?: MinedData;
}
