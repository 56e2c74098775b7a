import type { Draft } from '../draft/draft.js';
import type { CorpusIndex, Occurrences } from '../index/corpusIndex.js';
import { hideDocuments } from '../index/hideDocuments.js';
import type { DocumentRecord } from '../ingest/corpusDocument.js';
import { NO_DECISIONS, type PositionDecisions } from '../ingest/positionsFile.js';
import { uriKey } from '../util/fileUri.js';
import { t, tCount } from '../util/l10n.js';
import type { ServiceContext } from './context.js';
import type { EntryEvidence, Evidence } from './rules/rule.js';

/** The index that drafts for open circulation see, by the whole one. */
const openIndexes = new WeakMap<CorpusIndex, CorpusIndex>();
/** What drafts for open circulation see, by the whole of it. */
const openContexts = new WeakMap<ServiceContext, ServiceContext>();
/** The whole, by what drafts for open circulation see of it. */
const wholes = new WeakMap<ServiceContext, ServiceContext>();

/**
 * What a draft may be told of: for one that is for open circulation the record without its restricted documents, so that no
 * feature can show their text by mistake; else the context itself. The same context gives the same one again.
 */
export function contextFor<C extends ServiceContext>({ isOpen }: Pick<Draft, 'isOpen'>, context: C): C {
  if (!isOpen) return context;
  const index = openIndexOf(context.index);
  if (index === context.index) return context;
  // What is kept for a context was made of it here.
  const known = openContexts.get(context) as C | undefined;
  if (known !== undefined) return known;
  const open: C = { ...context, index, pinned: pinnedIn(index, context), decisions: decisionsIn(context) };
  openContexts.set(context, open);
  wholes.set(open, context);
  return open;
}

/**
 * The context with the restricted documents, where they are hidden in this one; else `undefined`. To count them, and to say
 * that there are some: none of their words may be told.
 */
export function wholeOf(context: ServiceContext): ServiceContext | undefined {
  return wholes.get(context);
}

/** Whether only those who are named to it may see the document. */
export function isRestricted({ metadata }: DocumentRecord): boolean {
  return metadata.handling === 'restricted';
}

/** Whether the evidence, found in the whole, is of a restricted document, or of a statement that only such documents hold. */
export function isOfRestricted(
  evidence: Evidence | EntryEvidence,
  { index, decisions = NO_DECISIONS }: ServiceContext,
  { decisions: open = NO_DECISIONS }: ServiceContext,
): boolean {
  if ('decision' in evidence) {
    const isIn = ({ confirmed }: PositionDecisions): boolean => confirmed.some((each) => each === evidence.decision);
    return isIn(decisions) && !isIn(open);
  }
  const document = index.documents[evidence.document];
  return document !== undefined && isRestricted(document);
}

/** Whether the document (a URI) is one that the context hides. */
export function isWithheld(uri: string, context: ServiceContext): boolean {
  const key = uriKey(uri);
  const document = wholeOf(context)?.index.documents.find((each) => uriKey(each.uri) === key);
  return document !== undefined && isRestricted(document);
}

/** Why nothing comes of what a draft asks of a document that is withheld from it. */
export function refuseWithheld(): string {
  return t('This document is restricted, and your draft is for open circulation: nothing of it is shown or inserted.');
}

/** In how many restricted documents some of these places are. `index`: the one that they are in. */
export function countRestricted(occurrences: Occurrences, { documents }: CorpusIndex): number {
  return [...occurrences.documents()].filter(({ document }) => {
    const found = documents[document];
    return found !== undefined && isRestricted(found);
  }).length;
}

/** How many passages of an answer are held back, for whoever reads it; nothing when none is. */
export function remarksOnWithheld(passages: number): readonly string[] {
  if (passages === 0) return [];
  return [
    tCount(
      passages,
      '{0} passage of a restricted document is not shown: your draft is for open circulation.',
      '{0} passages of restricted documents are not shown: your draft is for open circulation.',
    ),
  ];
}

function openIndexOf(index: CorpusIndex): CorpusIndex {
  const open = openIndexes.get(index) ?? hideDocuments(index, isRestricted);
  openIndexes.set(index, open);
  return open;
}

function pinnedIn(index: CorpusIndex, { pinned = [], index: whole }: ServiceContext): ServiceContext['pinned'] {
  return pinned.flatMap(({ document, passage }) => {
    const shown = index.documents.findIndex((each) => each === whole.documents[document]);
    return shown === -1 ? [] : [{ document: shown, passage }];
  });
}

/** Whether only restricted documents say these words, one after the other. */
export function areRestrictedWords(words: string, { index, tokenize }: ServiceContext): boolean {
  const terms = tokenize(words).map(({ term }) => term);
  return openIndexOf(index).findPhrase(terms).length === 0 && index.findPhrase(terms).length > 0;
}

/** Without the statements that restricted documents alone hold: what stands in their place may say nearly the same. */
function decisionsIn(context: ServiceContext): PositionDecisions {
  const { decisions = NO_DECISIONS } = context;
  const confirmed = decisions.confirmed.filter(({ words }) => !areRestrictedWords(words, context));
  // Findings are kept by the decisions that they follow from.
  return confirmed.length === decisions.confirmed.length ? decisions : { ...decisions, confirmed };
}
