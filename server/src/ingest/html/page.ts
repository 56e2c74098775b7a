import { keepMarks, writeFootnote, writeHeading, writeParagraph } from '../writeParagraph.js';
import { createList, type List, type ListItem } from './lists.js';
import { isNoteMark, noteLinks, withoutWayBack } from './noteLinks.js';

type Attributes = Readonly<Record<string, string>>;

/** A page while its elements come in, in order; what it has read so far becomes Markdown-like text at the end. */
export interface Page {
  /** Throws on pages that nest deeper than any person or program writes them. */
  readonly open: (name: string, attributes: Attributes) => void;
  readonly text: (text: string) => void;
  readonly close: (name: string) => void;
  readonly markdown: () => string;
}

interface PageBlock {
  /** 0 for text. */
  readonly heading: number;
  readonly quoted: boolean;
  readonly item: ListItem | undefined;
  /** The label of the footnote that it belongs to. */
  readonly note: string | undefined;
  readonly text: string;
}

const DEEPEST = 2000;
const LEFT_OUT = new Set([
  ...['script', 'style', 'template', 'noscript', 'nav', 'aside', 'footer', 'svg', 'iframe', 'object', 'audio', 'video'],
  ...['canvas', 'button', 'select', 'textarea', 'dialog', 'datalist', 'rp', 'rt'],
]);
const FURNITURE_ROLES = new Set(['navigation', 'banner', 'contentinfo', 'search', 'complementary']);
const BLOCKS = new Set([
  ...['html', 'head', 'body', 'main', 'article', 'section', 'header', 'div', 'p', 'pre', 'blockquote', 'address', 'hr'],
  ...[
    'ul',
    'ol',
    'menu',
    'dir',
    'li',
    'dl',
    'dt',
    'dd',
    'figure',
    'figcaption',
    'form',
    'fieldset',
    'legend',
    'center',
  ],
  ...['table', 'caption', 'thead', 'tbody', 'tfoot', 'tr', 'td', 'th', 'details', 'summary', 'title', 'hgroup'],
  ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6'],
]);
const LISTS = new Set(['ul', 'ol', 'menu', 'dir']);
const HIDDEN_STYLE = /(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)/i;
const NOT_TEXT = /[\u00ad\ufdd0\ufdd1]/g;

/** Starts an empty page. */
export function createPage(): Page {
  const blocks: PageBlock[] = [];
  const lists: List[] = [];
  const depths = { all: 0, leftOutAt: 0, content: 0, quoted: 0, pre: 0 };
  const notes = noteLinks();
  // Targets of the open links, innermost last.
  const links: string[] = [];
  let buffer = '';
  let title = '';
  let heading = 0;
  let item: ListItem | undefined;
  // The footnote that is being read: until its element closes (its depth), or to the end of the block (0).
  let note: { readonly label: string; readonly until: number } | undefined;
  // Where in the buffer a superscript begins, and the target of the link that it stands in or holds.
  let superscript: { readonly at: number; target: string | undefined } | undefined;

  const flush = (): void => {
    for (const text of buffer.split(/\n[^\S\n]*\n\s*/)) {
      if (text.trim() === '') continue;
      blocks.push({ heading, quoted: depths.quoted > 0, item, note: note?.label, text });
      item = undefined;
      if (note?.until === 0) note = undefined;
    }
    buffer = '';
  };

  const open = (name: string, attributes: Attributes): void => {
    if (++depths.all > DEEPEST) throw new Error('nested too deeply');
    if (depths.leftOutAt > 0) return;
    if (isLeftOut(name, attributes, depths.content > 0)) {
      flush();
      depths.leftOutAt = depths.all;
      return;
    }
    if (BLOCKS.has(name)) flush();
    const level = headingLevel(name);
    if (level > 0) heading = level;
    if (name === 'main' || name === 'article') depths.content++;
    else if (name === 'blockquote') depths.quoted++;
    else if (name === 'pre') depths.pre++;
    else if (LISTS.has(name)) lists.push(createList(name === 'ol', attributes));
    else if (name === 'li') item = (lists.at(-1) ?? createList(false, {})).add(attributes);
    else if (name === 'br') buffer += '\n';
    else if (name === 'sup') superscript = { at: buffer.length, target: links.at(-1) };
    else if (name === 'a') {
      links.push(attributes.href ?? '');
      if (superscript !== undefined) superscript.target = attributes.href ?? '';
    }
    const opened = notes.opens(attributes);
    if (opened !== undefined) note = { label: opened, until: BLOCKS.has(name) ? depths.all : 0 };
  };

  const text = (chunk: string): void => {
    if (depths.leftOutAt > 0) return;
    const words = chunk.replace(NOT_TEXT, '');
    buffer += depths.pre > 0 ? words.replace(/\r\n?/g, '\n') : words.replace(/\s+/g, ' ');
  };

  const close = (name: string): void => {
    const at = depths.all--;
    if (depths.leftOutAt > 0) {
      if (depths.leftOutAt === at) depths.leftOutAt = 0;
      return;
    }
    if (name === 'title') {
      title ||= buffer.trim();
      buffer = '';
      return;
    }
    if (BLOCKS.has(name)) flush();
    if (note?.until === at) note = undefined;
    if (headingLevel(name) > 0) heading = 0;
    if (name === 'main' || name === 'article') depths.content--;
    else if (name === 'blockquote') depths.quoted--;
    else if (name === 'pre') depths.pre--;
    else if (LISTS.has(name)) lists.pop();
    else if (name === 'li') item = undefined;
    else if (name === 'a') links.pop();
    else if (name === 'sup') {
      const mark = superscript === undefined ? '' : buffer.slice(superscript.at);
      if (superscript?.target !== undefined && isNoteMark(mark)) {
        buffer = buffer.slice(0, superscript.at) + notes.mark(mark.trim(), superscript.target);
      }
      superscript = undefined;
    }
  };

  const markdown = (): string => {
    flush();
    const written = joinNotes(blocks)
      .map((block) => writeBlock({ ...block, text: keepMarks(block.text, notes.found) }))
      .filter((block) => block !== '');
    // A page without a heading of its own is named by its tab.
    const named = title === '' || blocks.some((block) => block.heading > 0);
    return [...(named || written.length === 0 ? [] : [writeHeading(1, title)]), ...written]
      .map((block) => `${block}\n`)
      .join('\n');
  };
  return { open, text, close, markdown };
}

function isLeftOut(name: string, attributes: Attributes, inContent: boolean): boolean {
  if (LEFT_OUT.has(name) || FURNITURE_ROLES.has(attributes.role ?? '')) return true;
  // The header of an article holds its title; that of a page, its banner.
  if (name === 'header' && !inContent) return true;
  return (
    attributes.hidden !== undefined || attributes['aria-hidden'] === 'true' || HIDDEN_STYLE.test(attributes.style ?? '')
  );
}

function headingLevel(name: string): number {
  return /^h[1-6]$/.test(name) ? Number(name[1]) : 0;
}

/** The paragraphs of one footnote as one. */
function joinNotes(blocks: readonly PageBlock[]): PageBlock[] {
  const joined: PageBlock[] = [];
  for (const block of blocks) {
    const last = joined.at(-1);
    if (block.note !== undefined && block.note === last?.note && block.item === undefined) {
      joined[joined.length - 1] = { ...last, text: `${last.text} ${block.text}` };
    } else joined.push(block);
  }
  return joined;
}

function writeBlock({ heading, quoted, item, note, text }: PageBlock): string {
  if (note !== undefined) {
    const words = withoutWayBack(keepMarks(text, new Set()));
    return words === '' ? '' : writeFootnote(note, words);
  }
  if (heading > 0) return writeHeading(heading, text);
  const label = item?.label();
  if (label !== undefined) return writeParagraph(`${label} ${text}`);
  return quoted ? writeParagraph(text).replace(/^/gm, '> ') : writeParagraph(text);
}
