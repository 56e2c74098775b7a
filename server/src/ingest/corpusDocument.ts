import type { Span } from '../text/span.js';

/** Authority of a document, highest first. `own` and `other` are relative to the delegation in the settings. */
export type Tier = 'adopted' | 'chair' | 'group' | 'own' | 'other';

/** What sort of document it is. */
export type DocumentKind = 'working-paper' | 'statement' | 'resolution' | 'report' | 'draft' | 'other';

/** Who may see a document: anyone, the mission, or only those who are named to it. */
export type Handling = 'open' | 'internal' | 'restricted';

/** The holder of a document that does not say whose it is. */
export const UNKNOWN_HOLDER = 'Unknown';

/** Who says, where and when. Dates are ISO 8601, as precise as known: `2023`, `2023-03` or `2023-03-06`. */
export interface DocumentMetadata {
  readonly title: string;
  /** The delegation, group or body whose position the document states. */
  readonly holder: string;
  readonly kind: DocumentKind;
  readonly tier: Tier;
  readonly forum?: string;
  readonly session?: string;
  /** Absent when the document is undated. */
  readonly date?: string;
  /** For an undated document: the earliest and latest date it can have. */
  readonly between?: readonly [earliest: string, latest: string];
  /** For an undated document: why it counts as undated and where the bounds come from. */
  readonly undated?: string;
  readonly symbol?: string;
  readonly speaker?: string;
  /** Name of the file as received. */
  readonly source?: string;
  readonly handling?: Handling;
  /** Language of the text, a BCP 47 tag ("en", "fr"). */
  readonly language?: string;
  /** Names of the fields that nobody stated and that were read out of the text or the file's name. */
  readonly guessed?: readonly string[];
}

/** The smallest citable unit: a numbered paragraph or sub-paragraph, or an unnumbered one. */
export interface Passage {
  /** How it is cited: "para. 12", "para. 5 (a)", "sect. II, para. 34"; for an unnumbered one "item 2, 3rd para." or "7th para.". */
  readonly citation: string;
  /** Headings above it, outermost first. */
  readonly headings: readonly string[];
  /** The prose alone: no enumerator, no markup, one line, quotes and spelling as in the source. Marks of footnotes are left out. */
  readonly text: string;
  /** Where the prose stands in the document's file, from after the enumerator to its last character. UTF-16 offsets. */
  readonly span: Span;
  /** Zero-based line of the file on which it starts. */
  readonly line: number;
  /** One-based page on which it starts; absent for formats without pages. */
  readonly page?: number;
  /** Sentences of `text`, in order. UTF-16 offsets into `text`. */
  readonly sentences: readonly Span[];
  /** Its own enumerator as written, without punctuation ("12", "a", "iv"), "-" for a bullet; absent when unnumbered. */
  readonly marker?: string;
  /** How many enumerated paragraphs it stands under; absent means 0. */
  readonly depth?: number;
  /** The footnotes it refers to, in order; absent when there are none. Each is a passage of its own besides. */
  readonly notes?: readonly PassageNote[];
  /** Its label ("3", "*") when it is a footnote itself. */
  readonly note?: string;
}

/** A footnote as the passage that refers to it shows it. */
export interface PassageNote {
  /** Its mark as written, without brackets: "3", "*". */
  readonly label: string;
  /** Where its mark stood, right behind a word. UTF-16 offset into the passage's text. */
  readonly at: number;
  readonly text: string;
}

/** Something a reader of the corpus should know, in words for a drafter. */
export interface CorpusProblem {
  /** Path or URI of the file. */
  readonly file: string;
  /** What is wrong and what to do about it. */
  readonly message: string;
  /** Set when nothing of the file or folder is in the index; absent for a remark on what was read. */
  readonly skipped?: true;
}

/** What tells a document from every other. */
export interface DocumentRecord {
  /** Stable within a corpus: the file's name without its extension. */
  readonly id: string;
  /** URI of the file. */
  readonly uri: string;
  readonly metadata: DocumentMetadata;
}

/** One document of the corpus, as indexed. Immutable. */
export interface CorpusDocument extends DocumentRecord {
  readonly passages: readonly Passage[];
  /** One of the passages, where it can be had without the others; `undefined` beyond the last one. */
  passageAt?(position: number): Passage | undefined;
  /** The text that was read out of a PDF, Word or HTML file; spans and lines are those of this text. Absent for text files. */
  readonly converted?: string | undefined;
  /** Equal where the content is that of another document of this URI. Absent of a document that is not kept in an index. */
  readonly fingerprint?: string;
}

/** The document's passage at a position, without the others where that can be. */
export function passageIn(document: CorpusDocument, position: number): Passage | undefined {
  return document.passageAt === undefined ? document.passages[position] : document.passageAt(position);
}

/** The date that orders documents: the date itself, or the latest it can have. Sorts as a string; '' when nothing is known. */
export function orderingDate(metadata: DocumentMetadata): string {
  return metadata.date ?? metadata.between?.[1] ?? '';
}

/** The document's tier as the delegation of the settings sees it. Adopted and chair's texts keep their tier for everyone. */
export function tierFor(metadata: DocumentMetadata, delegation: string, groups: readonly string[]): Tier {
  if (metadata.tier === 'adopted' || metadata.tier === 'chair') return metadata.tier;
  if (metadata.holder === delegation) return 'own';
  return groups.includes(metadata.holder) ? 'group' : 'other';
}
