import { unzipSync } from 'fflate';

/** A comment of a Word document, read by a walk through its XML that shares nothing with what wrote it. */
export interface FoundComment {
  readonly id: string;
  readonly author: string;
  readonly initials: string;
  readonly date: string;
  readonly paragraphs: readonly string[];
  /** What stands between its marks, tracked changes accepted, white space as single spaces; marks of notes left out. */
  readonly words: string;
  /** How often it is referred to. */
  readonly references: number;
}

const TAG_OR_TEXT =
  /<!\[CDATA\[(.*?)\]\]>|<(\/?)([\w.-]+:)?([\w.-]+)((?:[^"'>]|"[^"]*"|'[^']*')*?)(\/?)>|<[?!][^>]*>|([^<]+)/gs;
/** What is no text of the document as it is read. */
const UNREAD = new Set(['del', 'moveFrom', 'instrText', 'delText', 'Fallback', 'pPr', 'rPr', 'sdtPr', 'rt']);

/** The text of a part of an archive; '' when there is none. */
export function partOf(archive: Uint8Array, name: string): string {
  const parts = unzipSync(archive, { filter: (part) => part.name === name });
  return new TextDecoder().decode(parts[name] ?? new Uint8Array());
}

/** The comments of a document, in the order of the part that holds them. Fails on a mark without a comment. */
export function commentsOf(archive: Uint8Array): readonly FoundComment[] {
  const { words, references } = walk(partOf(archive, 'word/document.xml'));
  const comments = [...partOf(archive, 'word/comments.xml').matchAll(/<w:comment (.*?)>(.*?)<\/w:comment>/gs)].map(
    ([, head = '', body = '']) => {
      const of = (name: string): string => unescaped(new RegExp(`w:${name}="([^"]*)"`).exec(head)?.[1] ?? '');
      const paragraphs = [...body.matchAll(/<w:p\b.*?<\/w:p>/gs)].map(([paragraph]) =>
        unescaped([...paragraph.matchAll(/<w:t\b[^>]*>([^<]*)<\/w:t>/g)].map(([, text = '']) => text).join('')),
      );
      const id = of('id');
      return {
        id,
        ...{ author: of('author'), initials: of('initials'), date: of('date'), paragraphs },
        words: onOneLine(words.get(id) ?? ''),
        references: references.get(id) ?? 0,
      };
    },
  );
  const known = new Set(comments.map(({ id }) => id));
  for (const id of [...words.keys(), ...references.keys()]) if (!known.has(id)) throw new Error(`no comment ${id}`);
  return comments;
}

/** All the text of a document as it is read, with every space in it, paragraphs apart by a space. */
export function allWordsOf(archive: Uint8Array): string {
  return walk(partOf(archive, 'word/document.xml')).all;
}

function walk(xml: string): {
  readonly all: string;
  readonly words: ReadonlyMap<string, string>;
  readonly references: ReadonlyMap<string, number>;
} {
  const words = new Map<string, string>();
  const references = new Map<string, number>();
  const open = new Set<string>();
  const path: string[] = [];
  let all = '';
  /** Of each open paragraph: whether its mark is deleted. */
  const runsOn: boolean[] = [];
  const add = (text: string): void => {
    all += text;
    // A box hangs on a paragraph and is none of its words.
    if (path.includes('txbxContent')) return;
    for (const id of open) words.set(id, (words.get(id) ?? '') + text);
  };
  for (const [, cdata, end, , name = '', attributes = '', empty, text] of xml.matchAll(TAG_OR_TEXT)) {
    const isRead = !path.some((element) => UNREAD.has(element));
    if (text !== undefined || cdata !== undefined) {
      if (path.at(-1) === 't' && isRead) add((cdata ?? unescaped(text ?? '')).replaceAll('\u00ad', ''));
      continue;
    }
    if (end === '/') {
      if (path.pop() !== name) throw new Error(`</${name}> closes something else`);
      if (name === 'p' && runsOn.pop() === false) add(' ');
      continue;
    }
    const id = /\bw?:?id="([^"]*)"/.exec(attributes)?.[1] ?? '';
    if (name === 'commentRangeStart') {
      open.add(id);
      if (words.has(id)) throw new Error(`comment ${id} begins twice`);
      words.set(id, '');
    } else if (name === 'commentRangeEnd') {
      if (!open.delete(id)) throw new Error(`comment ${id} ends before it begins`);
    } else if (name === 'commentReference') references.set(id, (references.get(id) ?? 0) + 1);
    else if (name === 'p' && empty !== '/') runsOn.push(false);
    else if (name === 'del' && path.includes('pPr')) runsOn[runsOn.length - 1] = true;
    else if (isRead && /^(?:tab|ptab|br|cr)$/.test(name)) add(' ');
    else if (isRead && name === 'noBreakHyphen') add('-');
    if (empty !== '/' && name !== '') path.push(name);
  }
  if (open.size > 0) throw new Error(`comment ${[...open].join()} has no end`);
  return { all, words, references };
}

function unescaped(text: string): string {
  return text
    .replace(/&#(x?)([\da-f]+);/gi, (_, hex, digits) => String.fromCodePoint(Number.parseInt(digits, hex ? 16 : 10)))
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll('&amp;', '&');
}

function onOneLine(text: string): string {
  return text.replace(/\s+/gu, ' ').trim();
}
