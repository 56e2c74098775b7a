import type { ReadLimits, ReadResult } from './formats.js';

/** Endings of the formats that have a reader of their own, lower case, without the dot. */
export const CONVERTED = ['pdf', 'docx', 'html', 'htm'] as const;

/** One of `CONVERTED`. */
export type ConvertedEnding = (typeof CONVERTED)[number];

/** Reads the text out of the bytes of a file with that ending, wherever the host wants that done. Never rejects. */
export type Converter = (ending: ConvertedEnding, bytes: Uint8Array, limits: ReadLimits) => Promise<ReadResult>;
