// Prints how faithfully the PDF reader keeps the words of real documents, and what its cleaning costs.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { extractText, getDocumentProxy } from 'unpdf';
import { DEFAULT_LIMITS, type ReadText } from '../../server/src/ingest/formats.js';
import { readPdf } from '../../server/src/ingest/pdf/readPdf.js';

const folder = join(__dirname, '..', '..', 'shared', 'data', 'pdf');
const ROUNDS = 5;
const FOOTNOTE = /^\[\^\S+?\]: /;
const MARK = /\[\^\S+?\]/g;

/** A document as another program extracted it: its words without page furniture, footnotes apart. */
interface Reference {
  readonly body: readonly string[];
  readonly notes: readonly string[];
  /** Marks of its footnotes. */
  readonly marks: ReadonlySet<string>;
  /** Furniture as it stands on the pages: symbols, job numbers, page numbers. */
  readonly furniture: ReadonlySet<string>;
  readonly numbers: readonly number[];
  /** Lines that are no furniture. */
  readonly lines: readonly string[];
}

interface Score {
  readonly body: number;
  readonly kept: number;
  /** The same, when words divided otherwise count as kept and marks of footnotes are no words. */
  readonly lenientBody: number;
  readonly lenientKept: number;
}

async function main(): Promise<void> {
  if (!existsSync(folder)) {
    console.log('The documents of this evaluation are not on this machine (../shared/data/pdf): nothing was measured.');
    return;
  }
  const showMisses = process.argv.includes('--misses');
  const files = readdirSync(folder).filter((name) => name.endsWith('.pdf'));
  const texts: Uint8Array[] = [];
  const scores: Score[] = [];
  for (const name of files) {
    const bytes = new Uint8Array(readFileSync(join(folder, name)));
    const read = await readPdf(bytes, DEFAULT_LIMITS);
    if ('problem' in read) {
      console.log(`${name}: not read, ${read.problem}`);
      continue;
    }
    texts.push(bytes);
    const reference = readReference(readFileSync(join(folder, name.replace(/pdf$/, 'txt')), 'utf8'));
    scores.push(report(name, read, reference, showMisses));
  }
  const total = (field: keyof Score): number => scores.reduce((sum, score) => sum + score[field], 0);
  console.log(
    `all: ${percent(total('kept'), total('body'))} of ${total('body')} body words kept in order (at least 98 % wanted); ` +
      `${percent(total('lenientKept'), total('lenientBody'))} counted as above`,
  );
  await compareSpeed(texts);
}

function report(name: string, read: ReadText, reference: Reference, showMisses: boolean): Score {
  const paragraphs = read.text.split('\n').filter((line) => line !== '');
  const isNote = (paragraph: string): boolean => FOOTNOTE.test(paragraph);
  const body = paragraphs.flatMap((paragraph) => (isNote(paragraph) ? [] : wordsOf(paragraph.replace(MARK, ''))));
  const notes = paragraphs.filter(isNote).flatMap((paragraph) => wordsOf(paragraph.replace(FOOTNOTE, '')));
  const inBody = commonSubsequence(reference.body, body);
  const inNotes = commonSubsequence(reference.notes, notes);
  const resplit = dividedOtherwise(reference, inBody, body);
  const stained = stainedParagraphs(paragraphs, reference);
  const ours = paragraphs.flatMap((paragraph) => Number(/^(\d{1,3})\. /.exec(paragraph)?.[1] ?? Number.NaN) || []);
  const inOrder = commonSubsequence(reference.numbers.map(String), ours.map(String)).size;
  console.log(
    [
      `${name}: ${percent(inBody.size, reference.body.length)} of ${reference.body.length} body words in order`,
      `${percent(inBody.size + resplit.words, reference.body.length - resplit.marks)} when ${resplit.words} words divided otherwise count and ${resplit.marks} footnote marks do not`,
      `${body.length - inBody.size} words added`,
      ...(reference.notes.length > 0 ? [`${percent(inNotes.size, reference.notes.length)} of footnote words`] : []),
      `${paragraphs.length} paragraphs, ${stained.length} with furniture inside`,
      `paragraph numbers ${inOrder} of ${reference.numbers.length}, ${ours.length - inOrder} others`,
    ].join('; '),
  );
  for (const paragraph of stained) console.log(`  furniture in: ${paragraph.slice(0, 160)}`);
  if (showMisses) {
    console.log(`  not kept: ${missing(reference.body, inBody.first)}`);
    console.log(`  added: ${missing(body, inBody.second)}`);
  }
  return {
    body: reference.body.length,
    kept: inBody.size,
    lenientBody: reference.body.length - resplit.marks,
    lenientKept: inBody.size + resplit.words,
  };
}

/**
 * Words of the reference that ours has letter for letter, only divided otherwise ("run up" and "run-up", "vio lation"
 * and "violation"), and marks of footnotes, which the reference leaves in the running text.
 */
function dividedOtherwise(
  reference: Reference,
  common: Common,
  ours: readonly string[],
): { words: number; marks: number } {
  const gaps = (words: readonly string[], kept: ReadonlySet<number>): string[][] => {
    const all: string[][] = [[]];
    words.forEach((word, n) => (kept.has(n) ? all.push([]) : all.at(-1)?.push(word)));
    return all;
  };
  const theirs = gaps(reference.body, common.first);
  let words = 0;
  let marks = 0;
  gaps(ours, common.second).forEach((gap, n) => {
    const their = theirs[n] ?? [];
    const text = their.filter((word) => !reference.marks.has(word));
    marks += their.length - text.length;
    if (gap.length > 0 && text.join('') === gap.join('')) words += text.length;
  });
  return { words, marks };
}

/** Lower case, letters and figures only, so that hyphens at line ends, quotation marks and marks of notes do not count. */
function wordsOf(text: string): string[] {
  return text
    .toLowerCase()
    .split(/\s+/)
    .map((word) => word.replace(/[^\p{L}\p{N}]/gu, ''))
    .filter((word) => word !== '');
}

/** Furniture is what repeats on the pages; a footnote is what stands between a rule of underscores and the next page. */
function readReference(text: string): Reference {
  const furniture = new Set<string>();
  const shapes = new Map<string, number>();
  const pages = text.split('\f').map((page) => page.split('\n').map((line) => line.trim()));
  for (const line of pages.flat()) shapes.set(line, (shapes.get(line) ?? 0) + 1);
  const job = [...shapes.keys()]
    .map((line) => /^(\d\d-\d{5}) \(E\)/.exec(line)?.[1])
    .find((found) => found !== undefined);
  const symbol = pages[0]?.find((line) => line !== '') ?? '';
  const isFurniture = (line: string): boolean =>
    line === symbol ||
    /^\d{1,3}\/\d{1,3}$/.test(line) ||
    /^\*\d{7}\*$/.test(line) ||
    /^\d{6}$/.test(line) ||
    (job !== undefined && line.startsWith(job)) ||
    ((shapes.get(line) ?? 0) >= Math.max(3, pages.length / 3) && SYMBOL.test(line));
  const body: string[] = [];
  const notes: string[] = [];
  const marks = new Set<string>();
  let inNotes = false;
  for (const page of pages) {
    inNotes = false;
    for (const line of page) {
      if (isFurniture(line)) {
        furniture.add(line);
        inNotes = false;
      } else if (/^_{5,}$/.test(line)) inNotes = true;
      else if (inNotes && /^\d{1,3}$/.test(line)) marks.add(line);
      else (inNotes ? notes : body).push(line);
    }
  }
  furniture.delete('');
  const numbers = body.flatMap((line) => Number(/^(\d{1,3})\.(?: |$)/.exec(line)?.[1] ?? Number.NaN) || []);
  return {
    body: body.flatMap(wordsOf),
    notes: notes.flatMap(wordsOf),
    marks,
    furniture,
    numbers,
    lines: [...body, ...notes],
  };
}

const SYMBOL = /^[A-Z]\/\S+(?: \(\d{4}\))?$/;

/**
 * Paragraphs with a running header or page number inside: those that hold one, when there are more of them than lines of
 * the reference's text that cite it. The symbol by itself on the first page is the letterhead's.
 */
function stainedParagraphs(paragraphs: readonly string[], { furniture, lines }: Reference): string[] {
  const holds = (text: string, mark: string): boolean => ` ${text} `.includes(` ${mark} `);
  return [...furniture].flatMap((mark) => {
    const letterhead = paragraphs.indexOf(SYMBOL.test(mark) ? mark : '');
    const found = paragraphs.filter((paragraph, n) => n !== letterhead && holds(paragraph, mark));
    return found.length > lines.filter((line) => holds(line, mark)).length ? found : [];
  });
}

interface Common {
  readonly size: number;
  /** Indexes of the common words in either sequence. */
  readonly first: ReadonlySet<number>;
  readonly second: ReadonlySet<number>;
}

/** Longest common subsequence by Hunt and Szymanski (CACM 20(5), 1977): fast where most words are rare. */
function commonSubsequence(first: readonly string[], second: readonly string[]): Common {
  const places = new Map<string, number[]>();
  second.forEach((word, n) => {
    const known = places.get(word);
    if (known === undefined) places.set(word, [n]);
    else known.push(n);
  });
  interface Link {
    readonly i: number;
    readonly j: number;
    readonly before: Link | undefined;
  }
  const ends: Link[] = [];
  first.forEach((word, i) => {
    for (const j of [...(places.get(word) ?? [])].reverse()) {
      let low = 0;
      let high = ends.length;
      while (low < high) {
        const middle = (low + high) >> 1;
        if ((ends[middle]?.j ?? 0) < j) low = middle + 1;
        else high = middle;
      }
      ends[low] = { i, j, before: ends[low - 1] };
    }
  });
  const inFirst = new Set<number>();
  const inSecond = new Set<number>();
  for (let link = ends.at(-1); link !== undefined; link = link.before) {
    inFirst.add(link.i);
    inSecond.add(link.j);
  }
  return { size: ends.length, first: inFirst, second: inSecond };
}

function missing(words: readonly string[], kept: ReadonlySet<number>): string {
  return words.filter((_, n) => !kept.has(n)).join(' ');
}

function percent(part: number, whole: number): string {
  return `${((100 * part) / Math.max(1, whole)).toFixed(2)} %`;
}

/** Both ways take turns, so that a busy machine slows both; the fastest round of each document counts. */
async function compareSpeed(files: readonly Uint8Array[]): Promise<void> {
  let bare = 0;
  let ours = 0;
  let pages = 0;
  for (const bytes of files) {
    const bareTimes: number[] = [];
    const ourTimes: number[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      const started = performance.now();
      const document = await getDocumentProxy(bytes.slice(), { verbosity: 0 });
      await extractText(document);
      await document.loadingTask.destroy();
      const between = performance.now();
      await readPdf(bytes, DEFAULT_LIMITS);
      ourTimes.push(performance.now() - between);
      bareTimes.push(between - started);
      if (round === 0) pages += document.numPages;
    }
    bare += Math.min(...bareTimes);
    ours += Math.min(...ourTimes);
  }
  const rate = (milliseconds: number): string => `${((1000 * pages) / milliseconds).toFixed(0)} pages/s`;
  console.log(
    `speed over ${pages} pages: ${rate(ours)}; bare extraction ${rate(bare)}; time ratio ${(ours / bare).toFixed(2)} (limit 1.50)`,
  );
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
