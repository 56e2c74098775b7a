import type { Block } from '../text/blocks.js';

/** A heading or a numbered paragraph of a draft, with what belongs to it. */
export interface OutlineNode {
  readonly block: Block;
  readonly children: readonly OutlineNode[];
  /** Where the last thing that belongs to it ends. UTF-16 offset. */
  readonly end: number;
}

type Rank = readonly [outer: number, inner: number];

interface OpenNode extends OutlineNode {
  readonly rank: Rank;
  readonly children: OpenNode[];
  end: number;
}

const PARAGRAPHS = 10;

/** A draft's headings and numbered paragraphs, nested as a reader sees them. Linear. */
export function readOutline(blocks: readonly Block[]): readonly OutlineNode[] {
  const roots: OpenNode[] = [];
  const open: OpenNode[] = [];
  for (const block of blocks) {
    const rank = rankOf(block);
    if (rank === undefined) {
      for (const node of open) node.end = Math.max(node.end, block.end);
      continue;
    }
    while (open.length > 0 && !isBelow(rank, open.at(-1)?.rank)) open.pop();
    const node: OpenNode = { block, rank, children: [], end: block.end };
    for (const ancestor of open) ancestor.end = block.end;
    (open.at(-1)?.children ?? roots).push(node);
    open.push(node);
  }
  return roots;
}

/** Headings outrank paragraphs; among paragraphs indentation decides, then numbers outrank letters and roman numerals. */
function rankOf({ kind, level, marker }: Block): Rank | undefined {
  if (kind === 'heading') return [level, 0];
  if (marker === undefined) return undefined;
  const style = /^\d+$/.test(marker) ? 0 : /^(?:[ivx]{2,}|i)$/.test(marker) ? 2 : 1;
  return [PARAGRAPHS + level, style];
}

function isBelow(rank: Rank, above: Rank | undefined): boolean {
  if (above === undefined) return true;
  return rank[0] > above[0] || (rank[0] === above[0] && rank[1] > above[1]);
}
