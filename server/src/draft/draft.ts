import type { TextDocument } from 'vscode-languageserver-textdocument';
import { type Block, parseBlocks } from '../text/blocks.js';
import { splitSentences } from '../text/sentences.js';
import { shiftSpan, type Span } from '../text/span.js';
import type { Token, Tokenizer } from '../text/tokens.js';
import { parseSuppressions, type Suppression } from './suppressions.js';

/** A sentence of a draft with its place in the draft. */
export interface DraftSentence extends Span {
  /** The sentence as written, line breaks turned into spaces (same length as the span). */
  readonly text: string;
}

/** A block of the writer's own prose: a heading or a paragraph, with its sentences and words. */
export interface DraftBlock extends Block {
  readonly sentences: readonly DraftSentence[];
  /** Words of the prose, enumerator left out. UTF-16 offsets into the draft. */
  readonly tokens: readonly Token[];
}

/** One version of one open draft, read once. Immutable; every span is in UTF-16 offsets into `document`. */
export interface Draft {
  readonly document: TextDocument;
  /** Every block, quotations, code and comments included. */
  readonly allBlocks: readonly Block[];
  /** The writer's own prose alone. */
  readonly blocks: readonly DraftBlock[];
  /** What the draft's own comments switch off. */
  readonly suppressions: readonly Suppression[];
}

const INLINE_COMMENT = /<!--[\s\S]*?-->/g;

/** Reads a draft (Markdown or plain text alike). Linear in its length; never throws. */
export function createDraft(document: TextDocument, tokenize: Tokenizer): Draft {
  const text = document.getText();
  const allBlocks = parseBlocks(text);
  const blocks = allBlocks
    .filter((block) => block.kind === 'heading' || block.kind === 'paragraph')
    .map((block): DraftBlock => {
      const prose = text
        .slice(block.textStart, block.end)
        .replace(INLINE_COMMENT, (comment) => ' '.repeat(comment.length));
      const flat = prose.replace(/[\r\n\t]/g, ' ');
      return {
        ...block,
        sentences: splitSentences(prose).map((span) => ({
          ...shiftSpan(span, block.textStart),
          text: flat.slice(span.start, span.end),
        })),
        tokens: tokenize(prose).map((token) => shiftSpan(token, block.textStart)),
      };
    });
  return { document, allBlocks, blocks, suppressions: parseSuppressions(text, allBlocks) };
}

/** The prose block that contains or touches `offset`; `undefined` in quotations, code, comments and between blocks. */
export function blockAt(draft: Draft, offset: number): DraftBlock | undefined {
  return draft.blocks.find((block) => block.textStart <= offset && offset <= block.end);
}
