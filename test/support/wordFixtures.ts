import * as docx from 'docx';
import { unzipSync, zipSync } from 'fflate';
import type { ReadText } from '../../server/src/ingest/formats.js';
import { DEFAULT_LIMITS } from '../../server/src/ingest/formats.js';
import { readDocx } from '../../server/src/ingest/docx/readDocx.js';

/** A Word document made by the docx library. */
export async function wordFile(options: docx.IPropertiesOptions): Promise<Uint8Array> {
  return new Uint8Array(await docx.Packer.toBuffer(new docx.Document(options)));
}

/** A Word document of these paragraphs and tables. */
export function wordText(
  children: readonly docx.FileChild[],
  rest: Omit<docx.IPropertiesOptions, 'sections'> = {},
): Promise<Uint8Array> {
  return wordFile({ ...rest, sections: [{ children }] });
}

/** Rewrites one part of an archive: for what Word writes and the library does not. Fails when nothing changes. */
export function withPart(archive: Uint8Array, name: string, edit: (xml: string) => string): Uint8Array {
  const parts = unzipSync(archive);
  const before = new TextDecoder().decode(parts[name] ?? new Uint8Array());
  const after = edit(before);
  if (after === before) throw new Error(`${name} is as it was`);
  return zipSync({ ...parts, [name]: new TextEncoder().encode(after) });
}

const empty = wordText([new docx.Paragraph('')]);

/** A Word document with this XML as its body. */
export async function wordXml(body: string): Promise<Uint8Array> {
  return withPart(await empty, 'word/document.xml', (xml) =>
    xml.replace(/<w:body>.*<\/w:body>/s, () => `<w:body>${body}</w:body>`),
  );
}

/** Reads a document that can be read. */
export async function readWord(bytes: Uint8Array): Promise<ReadText> {
  const result = await readDocx(bytes, DEFAULT_LIMITS);
  if ('problem' in result) throw new Error(result.problem);
  return result;
}

/** The paragraphs of a document that can be read. */
export async function wordParagraphs(bytes: Uint8Array): Promise<string[]> {
  return (await readWord(bytes)).text.trimEnd().split('\n\n');
}

const date = '2026-03-04T10:00:00Z';

/** A document with automatic numbers, tracked changes, a footnote, a table and a comment: some of everything. */
export function richWordFile(): Promise<Uint8Array> {
  const numbered = (text: string, level = 0): docx.Paragraph =>
    new docx.Paragraph({ text, numbering: { reference: 'paragraphs', level } });
  return wordFile({
    numbering: { config: [{ reference: 'paragraphs', levels: UN_LEVELS }] },
    footnotes: { 1: { children: [new docx.Paragraph('A/RES/73/27.')] } },
    comments: { children: [{ id: 0, author: 'C', children: [new docx.Paragraph('Check with capital.')] }] },
    sections: [
      {
        headers: { default: new docx.Header({ children: [new docx.Paragraph('A/80/61')] }) },
        footers: { default: new docx.Footer({ children: [new docx.Paragraph('25-01234')] }) },
        children: [
          new docx.Paragraph({ text: 'Working paper by Pakistan', heading: docx.HeadingLevel.TITLE }),
          new docx.Paragraph({ text: 'Introduction', heading: docx.HeadingLevel.HEADING_1 }),
          numbered('The delegation recalls earlier resolutions.'),
          new docx.Paragraph({
            numbering: { reference: 'paragraphs', level: 0 },
            children: [
              new docx.TextRun({ text: 'States ', bold: true }),
              new docx.DeletedTextRun({ id: 1, author: 'A. Khan', date, text: 'may' }),
              new docx.InsertedTextRun({ id: 2, author: 'B. Li', date, text: 'should' }),
              new docx.TextRun(' refrain from'),
              new docx.FootnoteReferenceRun(1),
              new docx.TextRun(':'),
              new docx.CommentReference(0),
            ],
          }),
          numbered('attacks;', 1),
          numbered('threats.', 1),
          numbered('Nothing else is affected.'),
          new docx.Table({
            rows: [
              new docx.TableRow({
                children: ['Norm', 'Position'].map(
                  (text) => new docx.TableCell({ children: [new docx.Paragraph(text)] }),
                ),
              }),
            ],
          }),
        ],
      },
    ],
  });
}

/** "1.", "(a)", "(i)": the numbering of paragraphs in United Nations documents. */
export const UN_LEVELS: readonly docx.ILevelsOptions[] = [
  { level: 0, format: docx.LevelFormat.DECIMAL, text: '%1.' },
  { level: 1, format: docx.LevelFormat.LOWER_LETTER, text: '(%2)' },
  { level: 2, format: docx.LevelFormat.LOWER_ROMAN, text: '(%3)' },
];
