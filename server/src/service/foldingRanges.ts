import type { FoldingRange } from 'vscode-languageserver-types';
import type { Draft } from '../draft/draft.js';
import { type OutlineNode, readOutline } from '../draft/outline.js';
import type { Block } from '../text/blocks.js';

/**
 * What folds in a draft: sections, numbered paragraphs with all that stands under them, front matter, code and comments. Of
 * a Markdown file the numbered paragraphs alone, since editors fold the rest themselves. `undefined` without any, so that
 * an editor folds a plain text by its indentation. Lines, in order.
 */
export function provideFoldingRanges({ document, allBlocks }: Draft): FoldingRange[] | undefined {
  const isMarkdown = document.languageId === 'markdown';
  const rangeOf = ({ start }: Block, end: number): FoldingRange => ({
    startLine: document.positionAt(start).line,
    endLine: document.positionAt(end).line,
  });
  const nodes = flatten(readOutline(allBlocks)).filter(({ block }) => !isMarkdown || block.kind !== 'heading');
  const silent = allBlocks.filter(({ kind }) => kind === 'front-matter' || kind === 'code' || kind === 'comment');
  const folds = [
    ...nodes.map(({ block, end }) => rangeOf(block, end)),
    ...(isMarkdown ? [] : silent).map((block): FoldingRange => {
      const range = rangeOf(block, block.end);
      return block.kind === 'comment' ? { ...range, kind: 'comment' } : range;
    }),
  ].filter(({ startLine, endLine }) => endLine > startLine);
  return folds.length === 0 ? undefined : folds.sort((a, b) => a.startLine - b.startLine);
}

function flatten(nodes: readonly OutlineNode[]): readonly OutlineNode[] {
  return nodes.flatMap((node) => [node, ...flatten(node.children)]);
}
