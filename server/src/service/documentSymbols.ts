import type { DocumentSymbol } from 'vscode-languageserver-types';
import type { Draft, DraftBlock } from '../draft/draft.js';

// LSP's SymbolKind; written out because services use the protocol's types alone.
const STRING = 15;
const KEY = 20;
const NAME_LENGTH = 60;
const PARAGRAPHS = 10;

interface OutlineNode {
  readonly block: DraftBlock;
  readonly rank: readonly [outer: number, inner: number];
  readonly children: OutlineNode[];
  /** Where the last thing that belongs to it ends. UTF-16 offset. */
  end: number;
}

/** The draft's headings and numbered paragraphs, nested as a reader sees them. */
export function provideDocumentSymbols(draft: Draft): DocumentSymbol[] {
  const roots: OutlineNode[] = [];
  const open: OutlineNode[] = [];
  for (const block of draft.blocks) {
    const rank = rankOf(block);
    if (rank === undefined) {
      for (const node of open) node.end = Math.max(node.end, block.end);
      continue;
    }
    while (open.length > 0 && !isBelow(rank, open.at(-1)?.rank)) open.pop();
    const node: OutlineNode = { block, rank, children: [], end: block.end };
    for (const ancestor of open) ancestor.end = block.end;
    (open.at(-1)?.children ?? roots).push(node);
    open.push(node);
  }
  return roots.map((root) => symbolOf(root, draft));
}

/** Headings outrank paragraphs; among paragraphs indentation decides, then numbers outrank letters and roman numerals. */
function rankOf(block: DraftBlock): OutlineNode['rank'] | undefined {
  if (block.kind === 'heading') return [block.level, 0];
  const { marker } = block;
  if (marker === undefined) return undefined;
  const style = /^\d+$/.test(marker) ? 0 : /^(?:[ivx]{2,}|i)$/.test(marker) ? 2 : 1;
  return [PARAGRAPHS + block.level, style];
}

function isBelow(rank: OutlineNode['rank'], above: OutlineNode['rank'] | undefined): boolean {
  if (above === undefined) return true;
  return rank[0] > above[0] || (rank[0] === above[0] && rank[1] > above[1]);
}

function symbolOf(node: OutlineNode, draft: Draft): DocumentSymbol {
  const { document } = draft;
  const { block } = node;
  return {
    name: nameOf(block, document.getText().slice(block.textStart, block.end)),
    kind: block.kind === 'heading' ? STRING : KEY,
    range: { start: document.positionAt(block.start), end: document.positionAt(node.end) },
    selectionRange: { start: document.positionAt(block.start), end: document.positionAt(block.end) },
    children: node.children.map((child) => symbolOf(child, draft)),
  };
}

function nameOf(block: DraftBlock, prose: string): string {
  const plain = prose
    .replace(/[*_`]+/g, '')
    .replace(/\s+/g, ' ')
    .trim();
  const text = block.kind === 'heading' ? plain.replace(/ #+$/, '') : plain;
  const label = block.marker === undefined ? '' : `${block.marker}${/^\d/.test(block.marker) ? '.' : ')'} `;
  if (text.length <= NAME_LENGTH) return `${label}${text}` || 'Heading';
  const cut = text.slice(0, NAME_LENGTH);
  const space = cut.lastIndexOf(' ');
  return `${label}${(space > NAME_LENGTH / 2 ? cut.slice(0, space) : cut).replace(/[,;:]$/, '')}…`;
}
