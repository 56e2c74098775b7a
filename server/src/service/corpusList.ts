import type { ChoiceInfo, CorpusAnswer, CorpusDocumentInfo } from '../api/protocol.js';
import type { CountedDocument } from '../index/retired.js';
import { NO_CHOICES } from '../ingest/choicesFile.js';
import { type DocumentRecord, orderingDate, tierFor } from '../ingest/corpusDocument.js';
import { isRestricted, wholeOf } from './circulation.js';
import { allDocuments, createNameFinder } from './choices.js';
import { citeDocument } from './citation.js';
import { dateLabel, kindLabel, tierLabel } from './labels.js';
import type { ServiceContext } from './context.js';
import { nameVersion } from './versions.js';

/**
 * The documents of the record, newest first, retired ones included: at most `limit` of them, from the one at `from` on. Reads
 * the text of none. It is the record's, not a draft's: what is withheld from the draft that `seen` is for is marked.
 */
export function listCorpus(seen: ServiceContext, from = 0, limit = Number.POSITIVE_INFINITY): CorpusAnswer {
  const whole = wholeOf(seen);
  const context = whole ?? seen;
  const listed = allDocuments(context);
  const choices = choicesByDocument(listed, context);
  const laterVersions = namesOfLaterVersions(context);
  return {
    documents: listed.slice(from, from + limit).map(({ document, passages }) => {
      const laterVersion = laterVersions.get(document.id);
      return {
        ...describe(document, context),
        passages,
        choices: choices.get(document) ?? [],
        ...(whole !== undefined && isRestricted(document) ? { withheld: true as const } : {}),
        ...(laterVersion === undefined ? {} : { laterVersion }),
      };
    }),
  };
}

function describe(
  { uri, metadata }: DocumentRecord,
  { settings }: ServiceContext,
): Omit<CorpusDocumentInfo, 'passages' | 'choices'> {
  const { title, holder, forum, session, symbol, speaker, language, handling, source, guessed = [] } = metadata;
  const tier = tierFor(metadata, settings.delegation, settings.groups);
  return {
    uri,
    title,
    citation: citeDocument(metadata),
    holder,
    kind: kindLabel(metadata.kind),
    date: dateLabel(metadata),
    orderingDate: orderingDate(metadata),
    tier,
    authority: tierLabel(tier),
    ...(forum === undefined ? {} : { forum }),
    ...(session === undefined ? {} : { session }),
    ...(symbol === undefined ? {} : { symbol }),
    ...(speaker === undefined ? {} : { speaker }),
    ...(language === undefined ? {} : { language }),
    ...(handling === undefined || handling === 'open' ? {} : { handling }),
    ...(source === undefined ? {} : { source }),
    guessed,
  };
}

/** What the workspace has chosen of each document; those of which it has chosen nothing are left out. */
function choicesByDocument(
  listed: readonly CountedDocument[],
  { choices = NO_CHOICES }: ServiceContext,
): ReadonlyMap<DocumentRecord, readonly ChoiceInfo[]> {
  const chosen = new Map<DocumentRecord, ChoiceInfo[]>();
  if (choices.pinned.length + choices.retired.length === 0) return chosen;
  const find = createNameFinder(listed);
  for (const list of ['pinned', 'retired'] as const) {
    for (const { document: name, ...what } of choices[list]) {
      const document = find(name);
      if (document !== undefined) chosen.set(document, [...(chosen.get(document) ?? []), { list, ...what }]);
    }
  }
  return chosen;
}

/** What names the newest version of a document's text, by the ids of the earlier ones. */
function namesOfLaterVersions({ index }: ServiceContext): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  if (index.versions.length === 0) return names;
  const documents = new Map(index.documents.map((document) => [document.id, document]));
  for (const { documents: chain } of index.versions) {
    const latest = documents.get(chain.at(-1) ?? '');
    if (latest !== undefined) for (const earlier of chain.slice(0, -1)) names.set(earlier, nameVersion(latest));
  }
  return names;
}
