import { t, tCount } from '../../util/l10n.js';
import type { FormatReader, ReadLimits, ReadResult, ReadText } from '../formats.js';
import { tooSlow } from '../overLimit.js';
import { createPace, OutOfTime, type Pace } from '../pace.js';
import { keepMarks, writeFootnote, writeHeading, writeParagraph } from '../writeParagraph.js';
import type { Findings, NoteReference } from './inline.js';
import { readNumbering } from './numbering.js';
import { createStory, type DocxParagraph, type Story } from './story.js';
import { readStyles } from './styles.js';
import { childElements, descend, parseXml, type XmlElement } from './xml.js';
import { CUT_SHORT, openZip, type PartReader, Unreadable } from './zip.js';

const NOT_WORD = t(
  'it is not a Word document. Open it in the program it was made with and save it as .docx or as text.',
);
const MOST_NAMES = 3;

/**
 * Reads a Word document (.docx): the text with all tracked changes accepted, automatic numbers written out, headings,
 * tables cell by cell, footnotes at the end. Headers, footers, comments and tables of contents are left out.
 */
export const readDocx: FormatReader = async (bytes, limits): Promise<ReadResult> => {
  try {
    return await read(bytes, limits);
  } catch (error) {
    if (error instanceof OutOfTime) return { problem: tooSlow(limits) };
    return { problem: error instanceof Unreadable ? error.message : CUT_SHORT };
  }
};

async function read(bytes: Uint8Array, limits: ReadLimits): Promise<ReadText> {
  const pace = createPace(limits.milliseconds);
  const other = otherFormat(bytes);
  if (other !== undefined) throw new Unreadable(other);
  const part = await openZip(bytes, limits);
  const main = await mainPart(part, pace);
  const xml = part(main);
  if (xml === undefined) throw new Unreadable(NOT_WORD);
  const related = await relatedParts(part, main, pace);
  const optional = async (kind: string): Promise<XmlElement | undefined> => {
    const found = part(related(kind));
    return found === undefined ? undefined : parseXml(found, pace);
  };

  const styles = readStyles(await optional('styles'));
  const numbering = readNumbering(await optional('numbering'), styles.listOf);
  const findings: Findings = {
    changes: 0,
    changedBy: new Set(),
    struck: 0,
    embedded: 0,
    counted: { footnote: 0, endnote: 0 },
  };
  const body = createStory(styles, numbering, findings);
  const root = await parseXml(xml, pace, 'body', body.add);
  if (descend(root, 'document', 'body') === undefined) throw new Unreadable(NOT_WORD);
  body.end();
  const noteParts = { footnote: await optional('footnotes'), endnote: await optional('endnotes') };
  const notes = readNotes(body.notes, noteParts, () => createStory(styles, numbering, findings));
  const comments = childElements(descend(await optional('comments'), 'comments'), 'comment').length;
  const labels = new Set(notes.map((note) => note.label));
  const paragraphs = body.paragraphs.map((paragraph) => ({ ...paragraph, text: keepMarks(paragraph.text, labels) }));
  const blocks = [...writeBody(paragraphs), ...notes.map((note) => writeFootnote(note.label, note.text))];
  return {
    text: blocks.map((block) => `${block}\n`).join('\n'),
    layout: 'paragraphs',
    remarks: remarksOn(findings, comments),
  };
}

/** What the file is when it is no zip archive, and what to do; `undefined` for a zip archive. */
function otherFormat(bytes: Uint8Array): string | undefined {
  if (bytes[0] === 0x50 && bytes[1] === 0x4b) return undefined;
  const head = Array.from(bytes.subarray(0, 8), (byte) => byte.toString(16).padStart(2, '0')).join('');
  if (head === 'd0cf11e0a1b11ae1') {
    // The names in a compound file's directory are UTF-16 ([MS-CFB] 2.6.1); a protected document is one wrapped in it.
    const locked = new TextDecoder('utf-16le').decode(bytes).includes('EncryptedPackage');
    return locked
      ? t('it is protected with a password. Open it in Word, remove the password and save it again.')
      : t('it is in the format of Word before 2007 (.doc). Open it in Word and save it as .docx.');
  }
  if (head.startsWith('7b5c727466')) return t('it is rich text (.rtf). Open it in Word and save it as .docx.');
  return bytes.length === 0 ? CUT_SHORT : NOT_WORD;
}

async function mainPart(part: PartReader, pace: Pace): Promise<string> {
  const target = (await relationships(part, '_rels/.rels', pace)).get('officeDocument');
  return resolved('', target ?? 'word/document.xml');
}

/** Name of the part of that kind beside the main part. */
async function relatedParts(part: PartReader, main: string, pace: Pace): Promise<(kind: string) => string> {
  const slash = main.lastIndexOf('/');
  const folder = main.slice(0, slash + 1);
  const targets = await relationships(part, `${folder}_rels/${main.slice(slash + 1)}.rels`, pace);
  return (kind) => resolved(folder, targets.get(kind) ?? `${kind}.xml`);
}

/** Targets by the last word of the relationship's type. */
async function relationships(part: PartReader, name: string, pace: Pace): Promise<ReadonlyMap<string, string>> {
  const bytes = part(name);
  if (bytes === undefined) return new Map();
  const list = childElements(descend(await parseXml(bytes, pace), 'Relationships'), 'Relationship');
  return new Map(list.map(({ attributes }) => [attributes.Type?.replace(/^.*\//, '') ?? '', attributes.Target ?? '']));
}

function resolved(folder: string, target: string): string {
  if (target.startsWith('/')) return target.slice(1);
  const steps: string[] = [];
  for (const step of `${folder}${target}`.split('/')) {
    if (step === '..') steps.pop();
    else if (step !== '.') steps.push(step);
  }
  return steps.join('/');
}

function writeBody(paragraphs: readonly DocxParagraph[]): string[] {
  const titled = paragraphs.some(({ heading }) => heading === 'title');
  const blocks: string[] = [];
  paragraphs.forEach(({ heading, label, text }, i) => {
    // A heading with a bullet is still a heading.
    const whole = label === undefined || (label === '-' && heading !== undefined) ? text : `${label} ${text}`;
    if (heading === undefined) blocks.push(writeParagraph(whole));
    else if (heading !== 'title') blocks.push(writeHeading(titled ? heading + 1 : heading, whole));
    // A title in several paragraphs is one title.
    else if (paragraphs[i - 1]?.heading === 'title') blocks.push(`${blocks.pop()} ${writeHeading(1, whole).slice(2)}`);
    else blocks.push(writeHeading(1, whole));
  });
  return blocks;
}

/** Notes in the order of the text, each in one paragraph; empty ones are left out. */
function readNotes(
  references: readonly NoteReference[],
  parts: Readonly<Record<NoteReference['kind'], XmlElement | undefined>>,
  story: () => Story,
): { readonly label: string; readonly text: string }[] {
  const byId = { footnote: notesById(parts.footnote, 'footnote'), endnote: notesById(parts.endnote, 'endnote') };
  return references.flatMap(({ kind, id, label }) => {
    const note = story();
    childElements(byId[kind].get(id)).forEach(note.add);
    note.end();
    const text = note.paragraphs.map((part) => `${part.label ?? ''} ${part.text}`.trim()).join(' ');
    return text === '' ? [] : [{ label, text: keepMarks(text, new Set()) }];
  });
}

function notesById(part: XmlElement | undefined, kind: NoteReference['kind']): ReadonlyMap<string, XmlElement> {
  const notes = childElements(descend(part, `${kind}s`), kind);
  return new Map(notes.map((note) => [note.attributes.id ?? '', note]));
}

function remarksOn({ changes, changedBy, struck, embedded }: Findings, comments: number): string[] {
  const remarks: string[] = [];
  if (changes > 0) {
    const names = namesOf([...changedBy]);
    remarks.push(
      names === ''
        ? tCount(
            changes,
            'The document has {0} pending change; it is read as if all were accepted.',
            'The document has {0} pending changes; it is read as if all were accepted.',
          )
        : tCount(
            changes,
            'The document has {0} pending change by {1}; it is read as if all were accepted.',
            'The document has {0} pending changes by {1}; it is read as if all were accepted.',
            names,
          ),
    );
  }
  if (comments > 0) {
    remarks.push(tCount(comments, '{0} comment in the margin left out.', '{0} comments in the margin left out.'));
  }
  if (struck > 0) remarks.push(t('Some text is struck through by hand; it is read as part of the text.'));
  if (embedded > 0) remarks.push(tCount(embedded, '{0} embedded file not read.', '{0} embedded files not read.'));
  return remarks;
}

/** "A, B and C", the last of many as a number; '' of none. */
function namesOf(names: readonly string[]): string {
  const shown = names.slice(0, MOST_NAMES);
  const more = names.length - shown.length;
  if (more > 0) shown.push(tCount(more, '{0} other', '{0} others'));
  const last = shown.pop() ?? '';
  return shown.length === 0 ? last : t('{0} and {1}', shown.join(', '), last);
}
