import type { Span } from '../text/span.js';
import type { Draft } from './draft.js';
import { type NumberedParagraph, readNumbering } from './numbering.js';

/** An enumerator within a reference: the "4" or the "b" of "paragraph 4 (b)". UTF-16 offsets into the draft. */
interface NamedLabel extends Span {
  readonly text: string;
}

/** A paragraph that a draft's text refers to. The span is the whole reference's ("paras. 3 and 5"), in UTF-16 offsets. */
export interface ParagraphReference extends Span {
  /** The enumerators that name the paragraph and are written here, from the outermost inwards. */
  readonly labels: readonly NamedLabel[];
  /** How many enumerators of the paragraph are left out before them, in "subparagraph (b)". */
  readonly implied: number;
  /** The paragraph of this draft; `undefined` when the reference names none, or may mean several. */
  readonly paragraph: NumberedParagraph | undefined;
  /** Whether it is plain that a paragraph of this draft is meant; `false` where a document named before may be. */
  readonly isOwn: boolean;
}

const NUMBER = String.raw`\d{1,3}(?:\.\d{1,3})*(?![\d/])`;
const SUB = String.raw`[ ]?\([a-z]{1,5}\)`;
const JOINT = String.raw`(?:,[ ]?(?:(?:and|or)[ ])?|[ ](?:and|or|to)[ ]|[ ]?[–—-][ ]?)`;
const MEMBER = String.raw`(?:${NUMBER}(?:${SUB})*|(?:${SUB})+)`;
const REFERENCE = new RegExp(
  String.raw`(?<![\p{L}\d])(?:(?:sub-?)?para(?:graph)?s?\b\.?|¶¶?)[ ]?(?<members>${MEMBER}(?:${JOINT}${MEMBER})*)(?![\p{L}\d])`,
  'giu',
);
const EACH = new RegExp(MEMBER, 'g');
const EACH_LABEL = /[\d.]*\d|[a-z]+/g;
/** Not the draft's own words, or not its numbered paragraphs. */
const SILENT = /<!--[\s\S]*?-->|`[^`]*`|“[^”]*”|"[^"]*"/g;

const OF_THIS = /^,? (?:above|below|hereof|herein|of (?:this|the (?:present|current)))\b/;
const OF_OTHER =
  /^(?: of | (?:in|from|under) (?!this|the (?:present|current|light|context|case))(?:[\w’/-]+ ){0,4}?(?:report|resolution|decision|declaration|document|statement|paper)\b)/;
/** "Pakistan, working paper, undated, para. 24"; "preambular paragraph 3" is not numbered. */
const CITED = /(?:,|\bpreambular)\s*$/i;
/** A document that is named and is not this one. */
const DOCUMENT =
  /(?<!\b(?:this|present|current) )\b(?:reports?|resolutions?|decisions?|declaration|Charter|treaty|Convention|Covenant|statements?|documents?|papers?|agreement)\b|\b[A-Z]{1,4}\/[A-Z\d]|\b\d{1,3}\/\d{1,4}\b/;

/**
 * The paragraphs that a draft's prose refers to by number, in order, those of other documents left out: "paragraph 12 above",
 * "paras. 3 and 5", "paragraph 4 (b)", "subparagraph (a)". Quotations, code and comments are not read. `numbering`: of the
 * same draft. Linear but for the resolution of each.
 */
export function readReferences(
  draft: Draft,
  numbering: readonly NumberedParagraph[] = readNumbering(draft.document.getText(), draft.allBlocks),
): readonly ParagraphReference[] {
  const text = draft.document.getText();
  return draft.blocks.flatMap((block) => {
    const prose = text
      .slice(block.textStart, block.end)
      .replace(SILENT, (silent) => ' '.repeat(silent.length))
      .replace(/[\r\n\t\u00a0]/g, ' ');
    const here = numbering.findLast((paragraph) => paragraph.block.start <= block.start);
    return [...prose.matchAll(REFERENCE)].flatMap((match) => {
      const at = match.index;
      const end = at + match[0].length;
      const sentence = block.sentences.findLast(({ start }) => start <= block.textStart + at);
      const before = prose.slice((sentence?.start ?? block.textStart) - block.textStart, at);
      const meaning = meaningOf(before, prose.slice(end));
      if (meaning === 'other') return [];
      const members = match.groups?.['members'] ?? '';
      const span = { start: block.textStart + at, end: block.textStart + end };
      return readMembers(members, span.end - members.length, here).map(({ labels, implied }) => {
        const path = [...(here?.written.slice(0, implied) ?? []), ...labels.map((label) => label.text)];
        return { ...span, labels, implied, paragraph: findParagraph(path, here, numbering), isOwn: meaning === 'own' };
      });
    });
  });
}

function meaningOf(before: string, after: string): 'own' | 'other' | 'unclear' {
  if (OF_THIS.test(after)) return 'own';
  if (OF_OTHER.test(after) || CITED.test(before)) return 'other';
  return DOCUMENT.test(before) ? 'unclear' : 'own';
}

/** The paragraphs that "4 (a) and (b), 5 and 7" names. */
function readMembers(
  members: string,
  start: number,
  here: NumberedParagraph | undefined,
): readonly Pick<ParagraphReference, 'labels' | 'implied'>[] {
  let number: readonly NamedLabel[] = [];
  return [...members.matchAll(EACH)].map((member) => {
    const labels = [...member[0].matchAll(EACH_LABEL)].map(({ 0: text, index }) => {
      const from = start + member.index + index;
      return { text, start: from, end: from + text.length };
    });
    if (/^\d/.test(member[0])) number = labels.slice(0, 1);
    else if (number.length > 0) return { labels: [...number, ...labels], implied: 0 };
    return { labels, implied: number.length > 0 ? 0 : Math.min(1, here?.written.length ?? 0) };
  });
}

/** The one paragraph that is called so, of the run of numbers at hand before others. */
function findParagraph(
  path: readonly string[],
  here: NumberedParagraph | undefined,
  numbering: readonly NumberedParagraph[],
): NumberedParagraph | undefined {
  const called = path.join(' ');
  const found = numbering.filter(({ written }) => written.join(' ') === called);
  const near = found.filter(({ run }) => run === here?.run);
  const likely = near.length > 0 ? near : found;
  return likely.length === 1 ? likely[0] : undefined;
}
