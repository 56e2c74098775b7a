import { createHash } from 'node:crypto';
import type { CheckedFinding } from './checkedFinding.js';

/** Hexadecimal digits that tell what one finding says from what another does. */
const DIGITS = 16;

/**
 * What a finding rests on, in some hexadecimal digits: the quotations, not where they stand, since a paragraph may get another
 * number and say the same. Nobody can read the record out of it.
 */
export function recordMark({ evidence }: CheckedFinding): string {
  return digest(evidence.map(({ quote }) => quote));
}

/**
 * By what each finding is known again when other lines have moved, in their order: what it says of which words, and how many
 * before it in the same file say the same.
 */
export function fingerprintsOf(findings: readonly CheckedFinding[]): readonly string[] {
  const seen = new Map<string, number>();
  return findings.map((finding) => {
    const { file, code, words } = finding;
    const key = JSON.stringify([file, code, words, recordMark(finding)]);
    const before = seen.get(key) ?? 0;
    seen.set(key, before + 1);
    return `${digest([code, words, recordMark(finding)])}:${before + 1}`;
  });
}

function digest(parts: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, DIGITS);
}
