import type { Pace } from '../pace.js';
import { folderOf, relationshipsOf, type WordPackage } from './package.js';
import { childElements, decodeXml, NO_ELEMENT, parseXml, type XmlElement } from './xml.js';
import { escapeXml, withAppended, writtenName } from './xmlText.js';
import { CUT_SHORT, Unreadable } from './zip.js';

/** Whose the comments of one round are, and of when. */
export interface CommentAuthor {
  readonly name: string;
  readonly initials: string;
  readonly date: Date;
}

/** How names of WordprocessingML are written in a part. */
export interface WordNames {
  readonly prefix: string;
  /** Attribute that each element has to carry, since the part has no prefix for the namespace itself; else ''. */
  readonly declaration: string;
  readonly namespace: string;
}

/** Puts a comment of these lines into the document, one paragraph each. */
export interface NewComment {
  readonly id: number;
  readonly lines: readonly string[];
}

/** Of ECMA-376 as everybody writes it, and of its strict form. */
const NAMESPACES = [
  'http://schemas.openxmlformats.org/wordprocessingml/2006/main',
  'http://purl.oclc.org/ooxml/wordprocessingml/main',
] as const;
const RELATIONSHIPS = 'http://schemas.openxmlformats.org/package/2006/relationships';
const KIND = 'comments';
const CONTENT_TYPES = '[Content_Types].xml';
const COMMENTS_TYPE = 'application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml';

/** How names are written below the part's first element. */
export function wordNames({ attributes }: XmlElement): WordNames {
  const isWord = (value: string): boolean => NAMESPACES.some((known) => known === value);
  const declared = Object.entries(attributes).filter(([, value]) => isWord(value));
  const [prefix, namespace] = declared.find(([name]) => name !== 'xmlns' && /^[\w.-]+$/.test(name)) ?? [];
  if (prefix !== undefined && namespace !== undefined) return { prefix, declaration: '', namespace };
  const [, own = NAMESPACES[0]] = declared[0] ?? [];
  return { prefix: 'w', declaration: ` xmlns:w="${own}"`, namespace: own };
}

/** The largest number of a comment that is there already; -1 where the document has none. */
export async function largestCommentId({ part, related }: WordPackage, pace: Pace): Promise<number> {
  const bytes = part(related(KIND) ?? '');
  if (bytes === undefined) return -1;
  const [root] = childElements(await parseXml(bytes, pace));
  return childElements(root, 'comment').reduce((largest, comment) => Math.max(largest, idOf(comment)), -1);
}

/** The number of a comment, or of a mark of one; -1 where it has none that Word could count on from. */
export function idOf({ attributes }: XmlElement): number {
  return /^\d{1,9}$/.test(attributes.id ?? '') ? Number(attributes.id) : -1;
}

/**
 * The parts, by name, that give the document these comments beside those that it has: the comments themselves and, where it
 * has none yet, what says that there are some. `names`: those of the main part. Throws `Unreadable`, and what `pace` throws.
 */
export async function withComments(
  { part, main, related, names: taken }: WordPackage,
  comments: readonly NewComment[],
  author: CommentAuthor,
  names: WordNames,
  pace: Pace,
): Promise<ReadonlyMap<string, Uint8Array>> {
  const parts = new Map<string, Uint8Array>();
  const append = async (
    name: string,
    before: Uint8Array,
    content: (root: XmlElement, xml: string) => string,
  ): Promise<void> => {
    const { text, encode } = decodeXml(before);
    const [root = NO_ELEMENT] = childElements(await parseXml(before, pace));
    parts.set(name, encode(withAppended(text, root, content(root, text))));
  };
  const named = related(KIND);
  const name = named ?? freeName(`${folderOf(main)}${KIND}`, '.xml', taken);
  const before = part(name);
  const written = before ?? emptyPart(`${names.prefix}:${KIND}`, `xmlns:${names.prefix}="${names.namespace}"`);
  await append(name, written, (root) => {
    const own = wordNames(root);
    return comments.map((comment) => writeComment(comment, author, own)).join('');
  });
  if (before === undefined) {
    const types = part(CONTENT_TYPES);
    if (types === undefined) throw new Unreadable(CUT_SHORT);
    await append(CONTENT_TYPES, types, (root, xml) =>
      emptyElement(xml, root, 'Override', { PartName: `/${name}`, ContentType: COMMENTS_TYPE }),
    );
  }
  if (named === undefined) {
    const relationships = relationshipsOf(main);
    await append(
      relationships,
      part(relationships) ?? emptyPart('Relationships', `xmlns="${RELATIONSHIPS}"`),
      (root, xml) => {
        const ids = new Set(childElements(root).map(({ attributes }) => attributes.Id ?? ''));
        const Type = `${relationshipBase(names)}/${KIND}`;
        return emptyElement(xml, root, 'Relationship', {
          Id: freeName('rIdComments', '', ids),
          Type,
          Target: `/${name}`,
        });
      },
    );
  }
  return parts;
}

function writeComment({ id, lines }: NewComment, { name, initials, date }: CommentAuthor, names: WordNames): string {
  const { prefix: w, declaration } = names;
  const day = `${date.toISOString().slice(0, 19)}Z`;
  const paragraphs = lines.map(
    (line) => `<${w}:p><${w}:r><${w}:t xml:space="preserve">${escapeXml(line)}</${w}:t></${w}:r></${w}:p>`,
  );
  return (
    `<${w}:comment${declaration} ${w}:id="${id}" ${w}:author="${escapeXml(name)}" ${w}:date="${day}" ` +
    `${w}:initials="${escapeXml(initials)}">${paragraphs.join('')}</${w}:comment>`
  );
}

function relationshipBase({ namespace }: WordNames): string {
  return namespace === NAMESPACES[1]
    ? 'http://purl.oclc.org/ooxml/officeDocument/relationships'
    : 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
}

function emptyPart(name: string, namespace: string): Uint8Array {
  return new TextEncoder().encode(
    `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<${name} ${namespace}></${name}>`,
  );
}

/** An element with the prefix of the one that it is put into. */
function emptyElement(
  xml: string,
  parent: XmlElement,
  name: string,
  attributes: Readonly<Record<string, string>>,
): string {
  const prefix = /^.*:/.exec(writtenName(xml, parent))?.[0] ?? '';
  const written = Object.entries(attributes).map(([key, value]) => ` ${key}="${escapeXml(value)}"`);
  return `<${prefix}${name}${written.join('')}/>`;
}

/** The name, with the first number behind it that makes it one that is not taken, whatever the case. */
function freeName(name: string, ending: string, taken: ReadonlySet<string>): string {
  const lower = new Set([...taken].map((each) => each.toLowerCase()));
  let free = name + ending;
  for (let n = 1; lower.has(free.toLowerCase()); n++) free = `${name}${n}${ending}`;
  return free;
}
