import { RequestType } from 'vscode-languageserver';
import {
  BRACKETS_REQUEST,
  type BracketsAnswer,
  CORPUS_REQUEST,
  type CorpusAnswer,
  type CorpusParams,
  COUNTERPARTS_REQUEST,
  type CounterpartsAnswer,
  type CounterpartsParams,
  type DraftParams,
  type HolderInfo,
  HOLDERS_REQUEST,
  PHRASES_REQUEST,
  type PhraseInfo,
  type PhrasesParams,
  POSITIONS_REQUEST,
  type PositionsAnswer,
  type PositionsParams,
  REBUILD_REQUEST,
  type RebuildParams,
  RENUMBER_REQUEST,
  type RenumberAnswer,
  SEARCH_REQUEST,
  type SearchAnswer,
  type SearchParams,
  SIMILAR_REQUEST,
  type SimilarAnswer,
  type SimilarParams,
  SOURCE_TEXT_REQUEST,
  type SourceTextParams,
  type StatusParams,
  TIMELINE_REQUEST,
  type TimelineAnswer,
  type TimelineParams,
} from '../api/protocol.js';
import { provideBrackets } from '../service/bracketHover.js';
import { wholeOf } from '../service/circulation.js';
import { listCorpus } from '../service/corpusList.js';
import { provideCounterparts } from '../service/counterparts.js';
import { prepareDerived } from '../service/derived.js';
import { forumOf } from '../service/forum.js';
import { provideHolders } from '../service/holders.js';
import { providePhrases } from '../service/phrases.js';
import { listPositions, positionsHeld, provideTimeline, withText } from '../service/positions.js';
import { bindingRecord } from '../service/record.js';
import { renumberParagraphs } from '../service/renumber.js';
import { searchPrecedents } from '../service/searchPrecedents.js';
import { provideSimilar } from '../service/similar.js';
import { uriKey } from '../util/fileUri.js';
import { t } from '../util/l10n.js';
import { finishInTurns, othersFirst } from '../util/steps.js';
import { answer, answerForDraft, type Session, shutDownError } from './session.js';

const MOST_RESULTS = 200;

/** Answers the product's own requests. `currentStatus` is what the client is shown. */
export function registerRequests(session: Session, currentStatus: () => StatusParams): void {
  const { connection, workspace } = session;
  connection.onRequest(
    new RequestType<SearchParams, SearchAnswer, void>(SEARCH_REQUEST),
    answer<SearchParams, SearchAnswer>(session, t('search the corpus'), ({ query, limit }, context) =>
      searchPrecedents({ query, limit: atMost(limit) }, context),
    ),
  );
  connection.onRequest(
    new RequestType<SimilarParams, SimilarAnswer, void>(SIMILAR_REQUEST),
    answer<SimilarParams, SimilarAnswer>(session, t('find similar passages'), (params, context) => {
      const document = typeof params.uri === 'string' ? session.documents.get(params.uri) : undefined;
      const draft = document && session.drafts.draftOf(document, context.tokenize);
      const forum = draft && forumOf(draft, context.settings);
      return provideSimilar(params.text, atMost(params.limit), context, forum);
    }),
  );
  connection.onRequest(
    new RequestType<DraftParams, RenumberAnswer, void>(RENUMBER_REQUEST),
    answerForDraft<DraftParams, RenumberAnswer>(
      session,
      t('renumber the paragraphs'),
      { edits: [], paragraphs: 0, references: 0, unclear: [] },
      renumberParagraphs,
    ),
  );
  connection.onRequest(
    new RequestType<DraftParams, BracketsAnswer, void>(BRACKETS_REQUEST),
    answerForDraft<DraftParams, BracketsAnswer>(session, t('find the brackets'), { ranges: [] }, provideBrackets),
  );
  connection.onRequest(
    new RequestType<CounterpartsParams, CounterpartsAnswer, void>(COUNTERPARTS_REQUEST),
    answer<CounterpartsParams, CounterpartsAnswer>(
      session,
      t('find who else uses the wording'),
      ({ wording, limit }, context) => provideCounterparts(wording, atMost(limit), context),
    ),
  );
  connection.onRequest(
    new RequestType<TimelineParams, TimelineAnswer, void>(TIMELINE_REQUEST),
    answerForDraft<TimelineParams, TimelineAnswer>(
      session,
      t('show the position’s timeline'),
      { positions: [], remarks: [], markdown: '' },
      async (draft, { position }, context) => {
        await prepareDerived([bindingRecord, positionsHeld], context, othersFirst);
        return provideTimeline(draft, position, context);
      },
    ),
  );
  connection.onRequest(
    new RequestType<CorpusParams, CorpusAnswer, void>(CORPUS_REQUEST),
    answer<CorpusParams, CorpusAnswer>(
      session,
      t('list the record'),
      ({ from = 0, limit = Number.POSITIVE_INFINITY }, context) => listCorpus(context, from, limit),
    ),
  );
  connection.onRequest(
    new RequestType<PositionsParams, PositionsAnswer, void>(POSITIONS_REQUEST),
    answer<PositionsParams, PositionsAnswer>(session, t('list the positions'), async (params, seen) => {
      // They are the record's, not the draft's.
      const context = wholeOf(seen) ?? seen;
      const { topic, holder, asText = false } = params;
      await prepareDerived([bindingRecord, positionsHeld], context, othersFirst);
      const query = { ...(topic === undefined ? {} : { topic }), ...(holder === undefined ? {} : { holder }) };
      const listed = await finishInTurns(listPositions(query, context));
      return asText ? withText(listed) : listed;
    }),
  );
  connection.onRequest(
    PHRASES_REQUEST,
    answer<PhrasesParams, readonly PhraseInfo[]>(session, t('list phrases'), (_, context) => providePhrases(context)),
  );
  connection.onRequest(
    HOLDERS_REQUEST,
    answer<object, readonly HolderInfo[]>(session, t('list whose documents there are'), (_, context) =>
      provideHolders(context),
    ),
  );
  connection.onRequest(
    new RequestType<SourceTextParams, string | null, void>(SOURCE_TEXT_REQUEST),
    answer<SourceTextParams, string | null>(
      session,
      t('show the source document'),
      ({ uri }, { index, retired = [] }) => {
        const key = uriKey(uri);
        const documents = [...index.documents, ...retired.map(({ document }) => document)];
        return documents.find((document) => uriKey(document.uri) === key)?.converted ?? null;
      },
    ),
  );
  connection.onRequest(REBUILD_REQUEST, async ({ only }: RebuildParams) => {
    if (session.isShutDown()) throw shutDownError();
    await (only === undefined ? workspace.rebuild() : workspace.refresh(only));
    return currentStatus();
  });
}

/** A limit that a client asked for, as a whole number within what is answered at once. */
function atMost(limit: number): number {
  return Math.min(Math.floor(limit), MOST_RESULTS);
}
