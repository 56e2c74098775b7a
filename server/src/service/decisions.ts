import type { DecideParams } from '../api/protocol.js';
import { passageOf } from '../index/corpusIndex.js';
import type { DecidedEntry, DecisionChange } from '../ingest/positionsEdits.js';
import { NO_DECISIONS, POSITIONS_FILE } from '../ingest/positionsFile.js';
import { extractCommitments } from '../positions/extractCommitments.js';
import { topicNamed, topicsOf } from '../positions/topics.js';
import { t } from '../util/l10n.js';
import type { ServiceContext } from './context.js';
import { evidenceAt, sourceOf } from './places.js';
import { positionsHeld } from './positions.js';
import { mergedLexicon, type SentencePlace } from './statements.js';

/** What has to change in the workspace's file of positions for a decision, or why it cannot and what to do. */
export function planDecision(
  params: DecideParams,
  context: ServiceContext,
): DecisionChange | { readonly problem: string } {
  const { decision, statement, wording, instruction, date } = params;
  const place = placeOf(statement, context);
  if (place === undefined) return { problem: t('The record no longer holds this statement. Look at the list again.') };
  const entry = entryOf(place, context);
  if (entry !== undefined && statementsOf(entry, context) > 1) {
    const line = entry.decision.line + 1;
    return {
      problem: t('Line {0} of {1} decides about this statement and others. Change it there.', line, POSITIONS_FILE),
    };
  }
  if (decision === 'undo') {
    return entry === undefined ? { problem: t('Nothing is decided about this statement.') } : { kind: 'remove', entry };
  }
  const grounds = { ...(date === undefined ? {} : { date }), ...(instruction === undefined ? {} : { instruction }) };
  if (decision === 'reword') {
    if (wording === undefined) return { problem: t('Write the words that stand in its place.') };
    if (entry !== undefined && entry.list !== 'retired') return { kind: 'set', entry, fields: { wording, ...grounds } };
  } else if (!('passage' in place)) {
    return { problem: t('Only {0} states this. Edit it, or undo the decision.', POSITIONS_FILE) };
  }
  const list = decision === 'retire' ? 'retired' : 'confirmed';
  const isSame = entry?.list === list && !('wording' in entry.decision);
  if (entry !== undefined && isSame) return { kind: 'set', entry, fields: grounds };
  const { holder, topic, text } = statement;
  const document = 'passage' in place ? { document: passageOf(context.index, place).document.id } : {};
  const isNamed = wording === undefined || namesTopic(wording, topic, context);
  const fields = {
    words: text.replace(/\s+/gu, ' ').trim(),
    ...document,
    ...(holder === context.settings.delegation ? {} : { holder }),
    ...(wording === undefined || decision !== 'reword' ? {} : { wording }),
    ...(isNamed ? {} : { topic }),
    ...grounds,
  };
  return { kind: 'add', list, fields, ...(entry === undefined ? {} : { instead: entry }) };
}

function placeOf({ holder, uri, text }: DecideParams['statement'], context: ServiceContext): SentencePlace | undefined {
  for (const position of positionsHeld.of(context)) {
    if (position.holder !== holder) continue;
    const found = position.steps.find(
      ({ sentence }) => sentence.text === text && sourceOf(evidenceAt(sentence.place, text), context).uri === uri,
    );
    if (found !== undefined) return found.sentence.place;
  }
  return undefined;
}

function entryOf({ decision }: SentencePlace, { decisions = NO_DECISIONS }: ServiceContext): DecidedEntry | undefined {
  if (decision === undefined) return undefined;
  const lists = ['confirmed', 'added', 'retired'] as const;
  const list = lists.find((name) => decisions[name].some((each) => each === decision));
  return list === undefined ? undefined : { list, decision };
}

/** How many sentences of documents an entry decides about. */
function statementsOf({ decision }: DecidedEntry, context: ServiceContext): number {
  const places = positionsHeld
    .of(context)
    .flatMap(({ steps }) => steps.map(({ sentence }) => sentence.place))
    .filter((place) => place.decision === decision)
    .flatMap((place) => ('passage' in place ? [`${place.document} ${place.passage} ${place.sentence.start}`] : []));
  return new Set(places).size;
}

/** Whether the wording is read as being about the topic. */
function namesTopic(wording: string, topic: string, context: ServiceContext): boolean {
  const { tokenize, settings } = context;
  const lexicon = mergedLexicon(context);
  const clauses = extractCommitments(wording, { lexicon, tokenize, holder: settings.delegation });
  return clauses.some((clause) => topicsOf(clause, lexicon).includes(topicNamed(topic, tokenize, lexicon)));
}
