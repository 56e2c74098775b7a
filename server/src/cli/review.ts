import colors from 'picocolors';
import { blockAt, type Draft } from '../draft/draft.js';
import { contextFor } from '../service/circulation.js';
import { provideCompletion } from '../service/completion.js';
import { formatCitation } from '../service/citation.js';
import { provideDiagnostics } from '../service/diagnostics.js';
import { isReadOut, placeOf } from '../service/placeInDraft.js';
import { countUses, type PhraseInDraft, phraseAt } from '../service/precedents.js';
import { passageOf } from '../index/corpusIndex.js';
import { countOf } from '../util/iterables.js';
import type { WorkspaceContext } from '../workspace/workspace.js';
import { findingOf, printFindings } from './check.js';
import { type CorpusChoice, openWorkspace } from './openWorkspace.js';
import { hearJudge } from './hearJudge.js';
import { draftFromText, readDraft } from './readDraft.js';
import { printProblems, type Terminal, withoutControls, wrap } from './terminal.js';

const SHOWN_PRECEDENTS = 5;
const SHOWN_COMPLETIONS = 3;
const FEWEST_WORDS = 4;

/** Prints what the editor would show in a draft: precedents, suggestions and findings. Exit code: 0, 2 when a corpus folder could not be read. */
export async function runReview(file: string, options: CorpusChoice, terminal: Terminal): Promise<number> {
  const { workspace, context: whole, foldersFound } = await openWorkspace(options);
  const draft = await readDraft(file, whole);
  const context = contextFor(draft, whole);
  const { documents, passages, duplicates, problems } = workspace.status;
  const { delegation, groups } = context.settings;
  terminal.out(colors.bold(withoutControls(`Reviewing ${file}`)));
  terminal.out(`for ${[delegation, ...groups].join(', ')}, against ${documents} documents, ${passages} passages`);
  for (const { document, of } of duplicates) terminal.out(withoutControls(`left out: ${document}, a copy of ${of}`));
  printProblems(problems, terminal);
  const phrases = phrasesOf(draft, context);
  heading('Precedents', 'hovering over these words shows', terminal);
  for (const phrase of phrases.slice(0, SHOWN_PRECEDENTS)) printPrecedent(draft, phrase, context, terminal);
  heading('Suggestions', 'while these words are typed', terminal);
  for (const phrase of phrases.slice(0, SHOWN_COMPLETIONS)) printCompletion(draft, phrase, context, terminal);
  heading('Findings', 'where the draft departs from the record', terminal);
  await hearJudge(draft, context, terminal);
  printFindings(
    provideDiagnostics(draft, context).map((diagnostic) => findingOf(file, diagnostic, draft)),
    terminal,
  );
  return foldersFound ? 0 : 2;
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

function printPrecedent(draft: Draft, phrase: PhraseInDraft, context: WorkspaceContext, terminal: Terminal): void {
  const words = draft.document.getText().slice(phrase.start, phrase.end);
  const block = isReadOut(draft) ? blockAt(draft, phrase.start) : undefined;
  const place =
    block === undefined ? `line ${draft.document.positionAt(phrase.start).line + 1}` : placeOf(block, draft);
  terminal.out(
    `${colors.dim(withoutControls(place))}  ${colors.bold(withoutControls(`“${words.replace(/\s+/g, ' ')}”`))}`,
  );
  terminal.out(`  ${countUses(phrase.occurrences)}`);
  for (const { occurrences } of phrase.occurrences.documents()) {
    const occurrence = occurrences.at(0);
    if (occurrence === undefined) continue;
    const { document, passage } = passageOf(context.index, occurrence);
    const sentence = passage.sentences.find(({ start, end }) => start <= occurrence.start && occurrence.start < end);
    const quote = passage.text.slice(sentence?.start ?? 0, sentence?.end ?? passage.text.length);
    for (const row of wrap(withoutControls(`${formatCitation(document, passage)}: “${quote}”`), terminal.width, '    '))
      terminal.out(row);
  }
  terminal.out('');
}

function printCompletion(draft: Draft, phrase: PhraseInDraft, context: WorkspaceContext, terminal: Terminal): void {
  const block = draft.blocks.find(({ start, end }) => start <= phrase.start && phrase.end <= end);
  const typed = block?.tokens.filter((token) => token.start >= phrase.start).slice(0, 3) ?? [];
  const last = typed.at(-1);
  if (last === undefined) return;
  const soFar = draftFromText(draft.document.uri, draft.document.getText().slice(0, last.end), context);
  const { items } = provideCompletion(soFar, soFar.document.positionAt(last.end), context);
  const words = draft.document.getText().slice(phrase.start, last.end);
  terminal.out(`${colors.dim('typed')}  ${withoutControls(words)}${colors.inverse(' ')}`);
  for (const { textEdit, label } of items.slice(0, 3)) {
    terminal.out(`  ${colors.green('›')} ${withoutControls(textEdit?.newText ?? label)}`);
  }
  if (items.length === 0) terminal.out(colors.dim('  nothing to suggest'));
  terminal.out('');
}
