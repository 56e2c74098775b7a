import { t } from '../util/l10n.js';
import { completeMetadata, overrideMetadata } from './completeMetadata.js';
import type { CorpusDocument, CorpusProblem, DocumentMetadata, Passage } from './corpusDocument.js';
import { decodeBytes } from './decode.js';
import { DEFAULT_LIMITS } from './formats.js';
import { type Fragment, readFragments, readNormalisedFragments } from './fragments.js';
import { readFrontMatter } from './frontMatter.js';
import { markedProse } from './inline.js';
import { guessLanguage, LANGUAGE_SAMPLE } from './language.js';
import { numberParagraphs } from './numbering.js';
import { tooMuchText } from './overLimit.js';
import { createPassage } from './passage.js';
import { skipped } from './skipped.js';
import { guessMetadata, titleBlockLength } from './titleBlock.js';
import { joinParagraphs, lineLayout, type Paragraph } from './unwrap.js';

/** The deepest heading of a document; the normalised layout keeps `#` for the title and has six levels in all. */
const DEEPEST_HEADING = 5;

/** A file as its folder lists it. */
export interface SourceFile {
  readonly uri: string;
  /** Name with extension; the document's id is the name without it. */
  readonly name: string;
  /**
   * The folder that somebody named and in which the file was found, a file URI: nothing outside it is read in the file's
   * place. Absent where somebody named the file itself.
   */
  readonly folder?: string;
  /** What a `corpus.yaml` beside the file states of it; goes before the file's own front matter. */
  readonly stated?: Partial<DocumentMetadata>;
}

/** A document's id before it is made unique: its file's name without the extension. */
export function documentId(fileName: string): string {
  return fileName.replace(/\.[^.]+$/, '');
}

/** What came of reading one file: `document` is `undefined` when it holds no text to index. */
export interface ParsedDocument {
  readonly document?: CorpusDocument;
  readonly problems: readonly CorpusProblem[];
}

/**
 * Reads one file of a corpus: a document in the normalised layout as it stands; any other text cleaned of page furniture,
 * its lines joined, and its metadata taken from what is stated beside it, else from front matter, else from the title block. Never throws; linear.
 */
export function parseDocument(file: SourceFile, bytes: Uint8Array, limits = DEFAULT_LIMITS): ParsedDocument {
  const decoded = decodeBytes(bytes);
  if ('problem' in decoded) return { problems: [skipped(file, decoded.problem)] };
  if (decoded.text.length > limits.textUnits) return { problems: [skipped(file, tooMuchText(limits))] };
  const parsed = parseText(file, decoded.text);
  if (decoded.guessed === undefined) return parsed;
  const message = t(
    '{0} is not UTF-8; it was read as {1}. If letters are wrong, save it as UTF-8 text.',
    file.name,
    decoded.guessed,
  );
  return { ...parsed, problems: [...parsed.problems, { file: file.uri, message }] };
}

/** As `parseDocument`, for text that is decoded already. Spans and lines are those of `text`. */
export function parseText(file: SourceFile, text: string): ParsedDocument {
  const frontMatter = readFrontMatter(file, text);
  // Blanked rather than cut off, so that every offset stays one into the file itself.
  const body = text.slice(0, frontMatter.bodyStart).replace(/[^\r\n]/g, ' ') + text.slice(frontMatter.bodyStart);
  const { titleBlock, paragraphs } = frontMatter.normalised
    ? readNormalised(body)
    : readAsReceived(body, frontMatter.fields.title !== undefined);
  const passages = toPassages(text, paragraphs);
  if (passages.length === 0) {
    const why = "it holds no text to index. Add the document's text, or take the file out of the folder.";
    return { problems: [...frontMatter.problems, skipped(file, why)] };
  }
  const stated = overrideMetadata(frontMatter.fields, file.stated ?? {});
  const language = frontMatter.normalised ? undefined : guessLanguage(beginningOf(passages));
  return {
    document: {
      id: documentId(file.name),
      uri: file.uri,
      metadata: completeMetadata(stated, {
        ...guessMetadata(file.name, titleBlock, stated.title),
        ...(language === undefined ? {} : { language }),
      }),
      passages,
    },
    problems: frontMatter.problems,
  };
}

/** As much of the text as its language is guessed from. */
function beginningOf(passages: readonly Passage[]): string {
  let text = '';
  for (const passage of passages) {
    text += `${passage.text}\n`;
    if (text.length >= LANGUAGE_SAMPLE) break;
  }
  return text;
}

interface Body {
  readonly titleBlock: readonly Fragment[];
  readonly paragraphs: readonly Paragraph[];
}

function readAsReceived(text: string, titled: boolean): Body {
  const { fragments, labels } = readFragments(text);
  const layout = lineLayout(fragments);
  // Footnotes may stand anywhere and say nothing about the lines around them.
  const notes = fragments.filter((fragment) => fragment.note !== undefined);
  const body = notes.length === 0 ? fragments : fragments.filter((fragment) => fragment.note === undefined);
  const bodyAt = titleBlockLength(body, layout, titled);
  const paragraphs = joinParagraphs(body.slice(bodyAt), layout, labels);
  return { titleBlock: body.slice(0, bodyAt), paragraphs: inOrder(paragraphs, joinParagraphs(notes, layout, labels)) };
}

function readNormalised(text: string): Body {
  const { fragments, labels } = readNormalisedFragments(text);
  const bodyAt = fragments[0]?.level === 1 ? 1 : 0;
  const paragraphs = fragments.slice(bodyAt).map(
    ({ kind, prose, source, level, marker, indent, note, start, end }): Paragraph => ({
      kind: kind === 'heading' ? 'heading' : 'paragraph',
      text: prose,
      level: kind === 'heading' ? Math.max(1, level - 1) : undefined,
      marker,
      indent,
      note,
      marks: kind === 'heading' ? [] : markedProse(source, labels).marks,
      start,
      end,
    }),
  );
  return { titleBlock: fragments.slice(0, bodyAt), paragraphs };
}

function inOrder(body: readonly Paragraph[], notes: readonly Paragraph[]): readonly Paragraph[] {
  return notes.length === 0 ? body : [...body, ...notes].sort((a, b) => a.start - b.start);
}

function toPassages(text: string, paragraphs: readonly Paragraph[]): Passage[] {
  const lineStarts = lineStartsOf(text);
  let line = 0;
  const capped = paragraphs.map((paragraph) =>
    paragraph.level === undefined ? paragraph : { ...paragraph, level: Math.min(paragraph.level, DEEPEST_HEADING) },
  );
  return numberParagraphs(capped).map(({ paragraph, headings, citation, depth, notes }) => {
    while ((lineStarts[line + 1] ?? Number.POSITIVE_INFINITY) <= paragraph.start) line++;
    return createPassage({
      citation,
      headings,
      text: paragraph.text,
      span: { start: paragraph.start, end: paragraph.end },
      line,
      depth,
      ...(paragraph.marker === undefined ? {} : { marker: paragraph.marker }),
      ...(notes.length === 0 ? {} : { notes }),
      ...(paragraph.note === undefined ? {} : { note: paragraph.note }),
    });
  });
}

function lineStartsOf(text: string): readonly number[] {
  const starts = [0];
  if (text.includes('\r')) {
    for (const { 0: end, index } of text.matchAll(/\r\n|\n|\r/g)) starts.push(index + end.length);
  } else {
    for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  }
  return starts;
}
