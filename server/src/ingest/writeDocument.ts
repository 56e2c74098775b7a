import type { CorpusDocument, Passage } from './corpusDocument.js';
import { writeFrontMatter } from './frontMatter.js';
import { escapeLine, escapeProse } from './inline.js';

/**
 * The document as normalised Markdown: front matter, the title, headings, and every passage on one line with its
 * enumerator. `parseDocument` reads back the same metadata and passages (their places in the file aside).
 */
export function writeDocument(document: CorpusDocument): string {
  const lines: string[] = [`# ${escapeProse(document.metadata.title)}`];
  let open: readonly string[] = [];
  for (const passage of document.passages) {
    if (passage.note !== undefined) {
      lines.push(`[^${passage.note}]: ${escapeProse(passage.text, passage.notes)}`);
      continue;
    }
    lines.push(...headingLines(open, passage.headings), passageLine(passage));
    open = passage.headings;
  }
  return `${writeFrontMatter(document.metadata)}\n${lines.join('\n\n')}\n`;
}

/** The headings that lead from one passage's place to the next one's. */
function headingLines(open: readonly string[], next: readonly string[]): string[] {
  const differs = next.findIndex((heading, depth) => heading !== open[depth]);
  const from = differs >= 0 ? differs : open.length > next.length ? Math.max(0, next.length - 1) : next.length;
  return next.slice(from).map((heading, n) => `${'#'.repeat(from + n + 2)} ${escapeProse(heading)}`);
}

// Four columns keep a sub-paragraph inside its numbered paragraph when a Markdown preview shows the file.
function passageLine({ marker, depth = 0, text, notes }: Passage): string {
  const indent = depth === 0 ? '' : ' '.repeat(2 + 2 * depth);
  if (marker === undefined) return escapeLine(text, notes);
  if (marker === '-') return `${indent}- ${escapeLine(text, notes)}`;
  return `${indent}${marker}${/^\d/.test(marker) ? '.' : ')'} ${escapeProse(text, notes)}`;
}
