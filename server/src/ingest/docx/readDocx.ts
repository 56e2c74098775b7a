import { t, tCount } from '../../util/l10n.js';
import type { FormatReader, ReadLimits, ReadResult } from '../formats.js';
import { tooSlow } from '../overLimit.js';
import { createPace, OutOfTime, type Pace } from '../pace.js';
import { keepMarks } from '../writeParagraph.js';
import { textOf, type WordBlock, type WordNote, writeBlocks } from './blocks.js';
import type { Findings, NoteReference } from './inline.js';
import { readNumbering } from './numbering.js';
import { folderOf, NOT_WORD, openPackage, type WordPackage } from './package.js';
import { createStory, type Story } from './story.js';
import { readStyles } from './styles.js';
import { childElements, descend, parseXml, type XmlElement } from './xml.js';
import { CUT_SHORT, Unreadable } from './zip.js';

const MOST_NAMES = 3;

/**
 * Reads a Word document (.docx): the text with all tracked changes accepted, automatic numbers written out, headings,
 * tables cell by cell, footnotes at the end. Headers, footers, comments and tables of contents are left out.
 */
export const readDocx: FormatReader = async (bytes, limits): Promise<ReadResult> => {
  try {
    const { blocks, remarks } = await readWordText(bytes, limits, createPace(limits.milliseconds));
    return { text: textOf(blocks), layout: 'paragraphs', remarks };
  } catch (error) {
    if (error instanceof OutOfTime) return { problem: tooSlow(limits) };
    return { problem: error instanceof Unreadable ? error.message : CUT_SHORT };
  }
};

/** A Word document as it is read. */
export interface WordText {
  readonly opened: WordPackage;
  /** The part with the text. */
  readonly xml: Uint8Array;
  readonly blocks: readonly WordBlock[];
  /** How many comments it has. */
  readonly comments: number;
  readonly remarks: readonly string[];
}

/** Reads a Word document block by block. Throws `Unreadable`, and what `pace` throws. */
export async function readWordText(bytes: Uint8Array, limits: ReadLimits, pace: Pace): Promise<WordText> {
  const opened = await openPackage(bytes, limits, pace);
  const { part, main, related } = opened;
  const xml = part(main);
  if (xml === undefined) throw new Unreadable(NOT_WORD);
  const optional = async (kind: string): Promise<XmlElement | undefined> => {
    const found = part(related(kind) ?? `${folderOf(main)}${kind}.xml`);
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
  return { opened, xml, blocks: writeBlocks(body.paragraphs, notes), comments, remarks: remarksOn(findings, comments) };
}

/** Notes in the order of the text, each in one paragraph; empty ones are left out. */
function readNotes(
  references: readonly NoteReference[],
  parts: Readonly<Record<NoteReference['kind'], XmlElement | undefined>>,
  story: () => Story,
): WordNote[] {
  const byId = { footnote: notesById(parts.footnote, 'footnote'), endnote: notesById(parts.endnote, 'endnote') };
  return references.flatMap((reference) => {
    const note = story();
    childElements(byId[reference.kind].get(reference.id)).forEach(note.add);
    note.end();
    const text = note.paragraphs.map((part) => `${part.label ?? ''} ${part.text}`.trim()).join(' ');
    return text === '' ? [] : [{ ...reference, text: keepMarks(text, new Set()) }];
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
