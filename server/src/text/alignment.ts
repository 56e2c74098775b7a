/** One step of an alignment. Positions in the pattern and in the text; `undefined` where the other side has a gap. */
export interface AlignedPair {
  readonly pattern: number | undefined;
  readonly text: number | undefined;
  readonly equal: boolean;
}

/**
 * The cheapest way to read `pattern` somewhere inside `text`, ends of the text free (semi-global edit distance, unit
 * costs; Sellers 1980). `undefined` for an empty pattern. O(pattern x text).
 */
export function alignInside(pattern: readonly string[], text: readonly string[]): readonly AlignedPair[] | undefined {
  if (pattern.length === 0) return undefined;
  const width = text.length + 1;
  const cost = new Uint16Array((pattern.length + 1) * width);
  for (let i = 1; i <= pattern.length; i++) {
    cost[i * width] = i;
    for (let j = 1; j <= text.length; j++) {
      const change = (cost[(i - 1) * width + j - 1] ?? 0) + (pattern[i - 1] === text[j - 1] ? 0 : 1);
      const missing = (cost[(i - 1) * width + j] ?? 0) + 1;
      const extra = (cost[i * width + j - 1] ?? 0) + 1;
      cost[i * width + j] = Math.min(change, missing, extra);
    }
  }
  const last = pattern.length * width;
  let j = 0;
  for (let k = 1; k <= text.length; k++) if ((cost[last + k] ?? 0) < (cost[last + j] ?? 0)) j = k;
  return traceBack(pattern, text, cost, width, j);
}

function traceBack(
  pattern: readonly string[],
  text: readonly string[],
  cost: Uint16Array,
  width: number,
  end: number,
): readonly AlignedPair[] {
  const pairs: AlignedPair[] = [];
  let i = pattern.length;
  let j = end;
  while (i > 0) {
    const here = cost[i * width + j] ?? 0;
    const equal = j > 0 && pattern[i - 1] === text[j - 1];
    if (j > 0 && here === (cost[(i - 1) * width + j - 1] ?? 0) + (equal ? 0 : 1)) {
      pairs.push({ pattern: --i, text: --j, equal });
    } else if (here === (cost[(i - 1) * width + j] ?? 0) + 1) {
      pairs.push({ pattern: --i, text: undefined, equal: false });
    } else {
      pairs.push({ pattern: undefined, text: --j, equal: false });
    }
  }
  return pairs.reverse();
}
