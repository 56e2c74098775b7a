import type { CodeAction, Range, TextEdit } from 'vscode-languageserver-types';
import type { RenumberAnswer } from '../api/protocol.js';
import type { Draft } from '../draft/draft.js';
import { type NumberedParagraph, readNumbering } from '../draft/numbering.js';
import { type ParagraphReference, readReferences } from '../draft/paragraphReferences.js';
import type { Span } from '../text/span.js';
import { t } from '../util/l10n.js';

/** The kind of the code action; LSP's "source" is what is done to a whole file. */
export const RENUMBER_KIND = 'source.renumber';

/**
 * The code action that numbers a draft's paragraphs in order; none where they are, and where the editor does not ask for
 * actions of that kind.
 */
export function provideRenumbering(draft: Draft, only: readonly string[] = []): CodeAction[] {
  if (!only.some((kind) => kind === 'source' || kind === RENUMBER_KIND)) return [];
  const { edits } = renumberParagraphs(draft);
  if (edits.length === 0) return [];
  const changes = { [draft.document.uri]: [...edits] };
  return [{ title: t('Renumber the paragraphs'), kind: RENUMBER_KIND, edit: { changes } }];
}

/**
 * Numbers a draft's paragraphs in order, each in the way it is written, and changes the references to them. Numbers run on
 * through the draft, or through each section where the draft begins anew in them; quotations and code are left alone.
 */
export function renumberParagraphs(draft: Draft): RenumberAnswer {
  const { document, allBlocks } = draft;
  const numbering = readNumbering(document.getText(), allBlocks);
  const rangeOf = ({ start, end }: Span): Range => ({
    start: document.positionAt(start),
    end: document.positionAt(end),
  });
  const changed = numbering.filter(({ written, due }) => written.at(-1) !== due.at(-1));
  if (changed.length === 0) return { edits: [], paragraphs: 0, references: 0, unclear: [] };
  const changedNames = new Set(numbering.filter(isRenamed).map(({ written }) => written.join(' ')));
  const edits = new Map(
    changed.map(({ label, due }): [number, TextEdit] => [
      label.start,
      { range: rangeOf(label), newText: due.at(-1) ?? '' },
    ]),
  );
  const unclear = new Map<number, RenumberAnswer['unclear'][number]>();
  let references = 0;
  for (const reference of readReferences(draft, numbering)) {
    const { paragraph, labels, isOwn, start } = reference;
    if (paragraph !== undefined && isOwn) {
      if (!isRenamed(paragraph)) continue;
      const due = dueLabels(reference);
      const wrong = labels.filter(({ text }, n) => text !== due[n]);
      if (wrong.length > 0) references++;
      for (const label of wrong)
        edits.set(label.start, { range: rangeOf(label), newText: due[labels.indexOf(label)] ?? '' });
    } else if (isOwn || changedNames.has(labels.map(({ text }) => text).join(' '))) {
      const range = rangeOf(reference);
      unclear.set(start, { range, text: document.getText(range).replace(/\s+/g, ' ') });
    }
  }
  return {
    edits: [...edits].toSorted(([a], [b]) => a - b).map(([, edit]) => edit),
    paragraphs: changed.length,
    references,
    unclear: [...unclear.values()],
  };
}

function isRenamed({ written, due }: NumberedParagraph): boolean {
  return written.some((label, n) => label !== due[n]);
}

/** What the reference's labels have to be. */
function dueLabels({ paragraph, labels, implied }: ParagraphReference): readonly string[] {
  return paragraph?.due.slice(implied, implied + labels.length) ?? [];
}
