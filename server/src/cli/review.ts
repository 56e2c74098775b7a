import { blockAt, type Draft } from '../draft/draft.js';
import { contextFor } from '../service/circulation.js';
import { provideCompletion } from '../service/completion.js';
import { formatCitation } from '../service/citation.js';
import { provideSourcedDiagnostics } from '../service/diagnostics.js';
import { isReadOut, placeOf } from '../service/placeInDraft.js';
import { countUses, type PhraseInDraft, phraseAt } from '../service/precedents.js';
import { hearJudge } from '../service/hearJudge.js';
import { passageOf } from '../index/corpusIndex.js';
import { countOf } from '../util/iterables.js';
import type { WorkspaceContext } from '../workspace/workspace.js';
import { type CheckedFinding, countFindings, findingOf, printFindings } from './checkedFinding.js';
import { colors } from './colors.js';
import { type CorpusChoice, onRecord } from './openWorkspace.js';
import { nameOfInput } from './readInput.js';
import { draftFromText, readDraft } from './readDraft.js';
import { safeJson, type Terminal, withoutControls, wrap } from './terminal.js';

const SHOWN_PRECEDENTS = 5;
const SHOWN_COMPLETIONS = 3;
const FEWEST_WORDS = 4;

/** Options of `review`. */
export interface ReviewOptions extends CorpusChoice {
  readonly json?: boolean;
}

/** What the editor would show in a draft, as `--json` prints it. */
interface Review {
  readonly file: string;
  readonly delegation: string;
  readonly groups: readonly string[];
  /** Of the record. */
  readonly documents: number;
  readonly passages: number;
  /** Documents that are left out because another holds the same text. */
  readonly duplicates: readonly { readonly document: string; readonly of: string }[];
  readonly precedents: readonly ReviewedPhrase[];
  readonly suggestions: readonly Suggestion[];
  readonly findings: readonly CheckedFinding[];
}

/** Wording of the draft that stands in the record. */
interface ReviewedPhrase {
  /** Counts from 1. */
  readonly line: number;
  /** Of a draft whose lines mean nothing, such as one in Word: the paragraph as it is cited ("para. 12"). */
  readonly paragraph?: string;
  readonly words: string;
  /** In how many documents, in words. */
  readonly uses: string;
  readonly sources: readonly { readonly uri: string; readonly citation: string; readonly quote: string }[];
}

/** What is offered after the first words of such wording. */
interface Suggestion {
  readonly typed: string;
  readonly offered: readonly string[];
}

/** Prints what the editor would show in a draft: precedents, suggestions and findings. Exit code: 0, 2 when the draft or a corpus folder could not be read. */
export function runReview(file: string, options: ReviewOptions, terminal: Terminal): Promise<number> {
  return onRecord(options, terminal, async ({ workspace, context: whole }) => {
    const draft = await readDraft(file, whole);
    const context = contextFor(draft, whole);
    const { documents, passages, duplicates } = workspace.status;
    const { delegation, groups } = context.settings;
    const phrases = phrasesOf(draft, context);
    const unjudged = await hearJudge(draft, context);
    if (unjudged !== undefined) terminal.err(unjudged);
    const review: Review = {
      file,
      delegation,
      groups,
      documents,
      passages,
      duplicates,
      precedents: phrases.slice(0, SHOWN_PRECEDENTS).map((phrase) => describePhrase(draft, phrase, context)),
      suggestions: phrases.slice(0, SHOWN_COMPLETIONS).flatMap((phrase) => suggest(draft, phrase, context) ?? []),
      findings: provideSourcedDiagnostics(draft, context).map((each) => findingOf(file, draft, each)),
    };
    if (options.json === true) terminal.out(safeJson(review));
    else printReview(review, terminal);
    return 0;
  });
}

function printReview(review: Review, terminal: Terminal): void {
  const { file, delegation, groups, documents, passages, duplicates, precedents, suggestions, findings } = review;
  terminal.out(colors.bold(withoutControls(`Reviewing ${nameOfInput(file)}`)));
  const whom = withoutControls([delegation, ...groups].join(', '));
  terminal.out(`for ${whom}, against ${documents} documents, ${passages} passages`);
  for (const { document, of } of duplicates) terminal.out(withoutControls(`left out: ${document}, a copy of ${of}`));
  heading('Precedents', 'hovering over these words shows', terminal);
  for (const phrase of precedents) printPrecedent(phrase, terminal);
  heading('Suggestions', 'while these words are typed', terminal);
  for (const suggestion of suggestions) printSuggestion(suggestion, terminal);
  heading('Findings', 'where the draft departs from the record', terminal);
  printFindings(findings, terminal);
  terminal.out(`${countFindings(findings.length)}.`);
}

function heading(title: string, what: string, terminal: Terminal): void {
  terminal.out('');
  terminal.out(`${colors.bold(colors.underline(title))} ${colors.dim(what)}`);
  terminal.out('');
}

/** The draft's wording that stands in the corpus, each wording once: most words times documents first. */
function phrasesOf(draft: Draft, context: WorkspaceContext): readonly PhraseInDraft[] {
  const found = new Map<string, PhraseInDraft>();
  for (const block of draft.blocks) {
    if (block.kind !== 'paragraph') continue;
    let reached = block.textStart;
    for (const token of block.tokens) {
      if (token.start < reached) continue;
      const phrase = phraseAt(draft, token.start, context);
      if (phrase === undefined || phrase.terms.length < FEWEST_WORDS) continue;
      reached = phrase.end;
      const wording = phrase.terms.join(' ');
      if (!found.has(wording)) found.set(wording, phrase);
    }
  }
  const weight = ({ occurrences, terms }: PhraseInDraft): number =>
    countOf(occurrences.documents()) ** 2 * terms.length;
  return [...found.values()].toSorted((a, b) => weight(b) - weight(a));
}

function describePhrase(draft: Draft, phrase: PhraseInDraft, context: WorkspaceContext): ReviewedPhrase {
  const sources = Array.from(phrase.occurrences.documents()).flatMap(({ occurrences }) => {
    const occurrence = occurrences.at(0);
    if (occurrence === undefined) return [];
    const { document, passage } = passageOf(context.index, occurrence);
    const sentence = passage.sentences.find(({ start, end }) => start <= occurrence.start && occurrence.start < end);
    const quote = passage.text.slice(sentence?.start ?? 0, sentence?.end ?? passage.text.length);
    return [{ uri: document.uri, citation: formatCitation(document, passage), quote }];
  });
  const block = isReadOut(draft) ? blockAt(draft, phrase.start) : undefined;
  return {
    line: draft.document.positionAt(phrase.start).line + 1,
    ...(block === undefined ? {} : { paragraph: placeOf(block, draft) }),
    words: draft.document.getText().slice(phrase.start, phrase.end).replace(/\s+/g, ' '),
    uses: countUses(phrase.occurrences),
    sources,
  };
}

function printPrecedent({ line, paragraph, words, uses, sources }: ReviewedPhrase, terminal: Terminal): void {
  const place = withoutControls(paragraph ?? `line ${line}`);
  terminal.out(`${colors.dim(place)}  ${colors.bold(withoutControls(`“${words}”`))}`);
  terminal.out(`  ${uses}`);
  for (const { citation, quote } of sources) {
    for (const row of wrap(withoutControls(`${citation}: “${quote}”`), terminal.width, '    ')) terminal.out(row);
  }
  terminal.out('');
}

function suggest(draft: Draft, phrase: PhraseInDraft, context: WorkspaceContext): Suggestion | undefined {
  const block = draft.blocks.find(({ start, end }) => start <= phrase.start && phrase.end <= end);
  const typed = block?.tokens.filter((token) => token.start >= phrase.start).slice(0, 3) ?? [];
  const last = typed.at(-1);
  if (last === undefined) return undefined;
  const soFar = draftFromText(draft.document.uri, draft.document.getText().slice(0, last.end), context);
  const { items } = provideCompletion(soFar, soFar.document.positionAt(last.end), context);
  return {
    typed: draft.document.getText().slice(phrase.start, last.end),
    offered: items.slice(0, 3).map(({ textEdit, label }) => textEdit?.newText ?? label),
  };
}

function printSuggestion({ typed, offered }: Suggestion, terminal: Terminal): void {
  terminal.out(`${colors.dim('typed')}  ${withoutControls(typed)}${colors.inverse(' ')}`);
  for (const words of offered) terminal.out(`  ${colors.green('›')} ${withoutControls(words)}`);
  if (offered.length === 0) terminal.out(colors.dim('  nothing to suggest'));
  terminal.out('');
}
