import type { TextDocument } from 'vscode-languageserver-textdocument';
import { type Block, parseBlocks } from '../text/blocks.js';
import { NOTE_MARK } from '../text/footnotes.js';
import { splitSentences } from '../text/sentences.js';
import { shiftSpan, type Span } from '../text/span.js';
import type { Token, Tokenizer } from '../text/tokens.js';
import { detached } from '../util/detached.js';
import { forumNamed, isForOpenCirculation } from './frontMatter.js';
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
  /** The same, by offsets into its prose, which begins at `textStart`. The same object as long as the words are the same. */
  readonly prose: ReadProse;
}

/** One version of one open draft, read once. Immutable; every span is in UTF-16 offsets into `document`. */
export interface Draft {
  readonly document: TextDocument;
  /** Every block, quotations, code and comments included. */
  readonly allBlocks: readonly Block[];
  /** The writer's own prose alone. */
  readonly blocks: readonly DraftBlock[];
  /** The forum that the draft says it is for; `undefined` when it does not say. */
  readonly forum: string | undefined;
  /** Whether it says that it is for open circulation: no restricted text may come into it. */
  readonly isOpen: boolean;
  /** What the draft's own comments switch off. */
  readonly suppressions: readonly Suppression[];
  /** What each block's prose holds, by the prose; for the next version. */
  readonly proses: ReadonlyMap<string, ReadProse>;
}

/** What one block's prose holds. Offsets into the prose. */
export interface ReadProse {
  readonly sentences: readonly DraftSentence[];
  readonly tokens: readonly Token[];
}

/** What stands within the prose and is none of its words. */
const NO_PROSE = new RegExp(`<!--[\\s\\S]*?-->|${NOTE_MARK.source}`, 'g');

/**
 * Reads a draft (Markdown or plain text alike). Blocks whose words stand in `before`, an earlier version read with the
 * same tokenizer, are not read again, and of the others each when it is asked for. Linear in the draft's length; never throws.
 */
export function createDraft(document: TextDocument, tokenize: Tokenizer, before?: Draft): Draft {
  const text = document.getText();
  const allBlocks = parseBlocks(text);
  const proses = new Map<string, ReadProse>();
  const blocks = allBlocks
    .filter((block) => block.kind === 'heading' || block.kind === 'paragraph')
    .map((block) => {
      const prose = text.slice(block.textStart, block.end);
      const read = proses.get(prose) ?? before?.proses.get(prose) ?? new BlockProse(detached(prose), tokenize);
      proses.set(prose, read);
      return new PlacedBlock(block, read);
    });
  const forum = forumNamed(text, allBlocks);
  const isOpen = isForOpenCirculation(text, allBlocks);
  return { document, allBlocks, blocks, forum, isOpen, suppressions: parseSuppressions(text, allBlocks), proses };
}

/**
 * A block at its place. Only those at the cursor are asked for their words, and every keystroke moves all that follow: what was
 * not asked for is not made. A literal with accessors of its own would need several times the memory and keep all that is in
 * their scope: the version before, and all before that.
 */
class PlacedBlock implements DraftBlock {
  readonly kind: Block['kind'];
  readonly start: number;
  readonly end: number;
  readonly textStart: number;
  readonly level: number;
  declare readonly marker?: string;
  declare readonly note?: string;
  readonly prose: ReadProse;
  #sentences: readonly DraftSentence[] | undefined;
  #tokens: readonly Token[] | undefined;

  constructor({ kind, start, end, textStart, level, marker, note }: Block, prose: ReadProse) {
    this.kind = kind;
    this.start = start;
    this.end = end;
    this.textStart = textStart;
    this.level = level;
    if (marker !== undefined) this.marker = marker;
    if (note !== undefined) this.note = note;
    this.prose = prose;
  }

  get sentences(): readonly DraftSentence[] {
    return (this.#sentences ??= this.prose.sentences.map((sentence) => shiftSpan(sentence, this.textStart)));
  }

  get tokens(): readonly Token[] {
    return (this.#tokens ??= this.prose.tokens.map((token) => shiftSpan(token, this.textStart)));
  }
}

/** Reads what is asked for when it is first asked for: a long draft that was just opened is looked at in one place. */
class BlockProse implements ReadProse {
  readonly #prose: string;
  readonly #tokenize: Tokenizer;
  #sentences: readonly DraftSentence[] | undefined;
  #tokens: readonly Token[] | undefined;

  constructor(prose: string, tokenize: Tokenizer) {
    this.#prose = prose;
    this.#tokenize = tokenize;
  }

  get sentences(): readonly DraftSentence[] {
    return (this.#sentences ??= sentencesIn(wordsAlone(this.#prose)));
  }

  get tokens(): readonly Token[] {
    return (this.#tokens ??= this.#tokenize(wordsAlone(this.#prose)));
  }
}

function sentencesIn(prose: string): readonly DraftSentence[] {
  const flat = prose.replace(/[\r\n\t]/g, ' ');
  return splitSentences(prose).map((span) => ({ ...span, text: flat.slice(span.start, span.end) }));
}

/** The prose with spaces for comments and for marks of footnotes. */
function wordsAlone(prose: string): string {
  return prose.replace(NO_PROSE, (part) => ' '.repeat(part.length));
}

/** The prose block that contains or touches `offset`; `undefined` in quotations, code, comments and between blocks. */
export function blockAt(draft: Draft, offset: number): DraftBlock | undefined {
  return draft.blocks.find((block) => block.textStart <= offset && offset <= block.end);
}
