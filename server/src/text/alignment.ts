/** One step of an alignment. Positions in the pattern and in the text; `undefined` where the other side has a gap. */
export interface AlignedPair {
  readonly pattern: number | undefined;
  readonly text: number | undefined;
  readonly equal: boolean;
}

/**
 * The cheapest way to read `pattern` somewhere inside `text`, ends of the text free (semi-global edit distance, unit
 * costs; Sellers 1980); among equally cheap ones that with the most equal pairs, then the first. `undefined` for an
 * empty pattern. O(pattern x text).
 */
export function alignInside(pattern: readonly string[], text: readonly string[]): readonly AlignedPair[] | undefined {
  if (pattern.length === 0) return undefined;
  const width = text.length + 1;
  // One change outweighs as many equal pairs as there can be.
  const change = pattern.length + 1;
  const cost = new Int32Array((pattern.length + 1) * width);
  const stepCost = (i: number, j: number): number => (pattern[i - 1] === text[j - 1] ? -1 : change);
  for (let i = 1; i <= pattern.length; i++) {
    cost[i * width] = i * change;
    for (let j = 1; j <= text.length; j++) {
      const both = (cost[(i - 1) * width + j - 1] ?? 0) + stepCost(i, j);
      const missing = (cost[(i - 1) * width + j] ?? 0) + change;
      const extra = (cost[i * width + j - 1] ?? 0) + change;
      cost[i * width + j] = Math.min(both, missing, extra);
    }
  }
  const last = pattern.length * width;
  let end = 0;
  for (let k = 1; k <= text.length; k++) if ((cost[last + k] ?? 0) < (cost[last + end] ?? 0)) end = k;
  const pairs: AlignedPair[] = [];
  let i = pattern.length;
  let j = end;
  while (i > 0) {
    const here = cost[i * width + j] ?? 0;
    if (j > 0 && here === (cost[(i - 1) * width + j - 1] ?? 0) + stepCost(i, j)) {
      pairs.push({ pattern: --i, text: --j, equal: pattern[i] === text[j] });
    } else if (here === (cost[(i - 1) * width + j] ?? 0) + change) {
      pairs.push({ pattern: --i, text: undefined, equal: false });
    } else {
      pairs.push({ pattern: undefined, text: --j, equal: false });
    }
  }
  return pairs.reverse();
}
