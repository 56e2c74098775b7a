import type { DocumentSymbol } from 'vscode-languageserver-types';
import type { Draft } from '../draft/draft.js';
import { type OutlineNode, readOutline } from '../draft/outline.js';
import type { Block } from '../text/blocks.js';
import { t } from '../util/l10n.js';

// LSP's SymbolKind; written out because services use the protocol's types alone.
const STRING = 15;
const KEY = 20;
const NAME_LENGTH = 60;

/** The draft's headings and numbered paragraphs, nested as a reader sees them. */
export function provideDocumentSymbols(draft: Draft): DocumentSymbol[] {
  return readOutline(draft.blocks).map((root) => symbolOf(root, draft));
}

function symbolOf({ block, children, end }: OutlineNode, draft: Draft): DocumentSymbol {
  const { document } = draft;
  return {
    name: nameOf(block, document.getText().slice(block.textStart, block.end)),
    kind: block.kind === 'heading' ? STRING : KEY,
    range: { start: document.positionAt(block.start), end: document.positionAt(end) },
    selectionRange: { start: document.positionAt(block.start), end: document.positionAt(block.end) },
    children: children.map((child) => symbolOf(child, draft)),
  };
}

function nameOf(block: Block, prose: string): string {
  const plain = prose
    .replace(/[*_`]+/g, '')
    .replace(/\s+/g, ' ')
    .trim();
  const text = block.kind === 'heading' ? plain.replace(/ #+$/, '') : plain;
  const label = block.marker === undefined ? '' : `${block.marker}${/^\d/.test(block.marker) ? '.' : ')'} `;
  if (text.length <= NAME_LENGTH) return `${label}${text}` || t('Heading');
  const cut = text.slice(0, NAME_LENGTH);
  const space = cut.lastIndexOf(' ');
  return `${label}${(space > NAME_LENGTH / 2 ? cut.slice(0, space) : cut).replace(/[,;:]$/, '')}…`;
}
