import { TextDocument } from 'vscode-languageserver-textdocument';
import type { TextEdit } from 'vscode-languageserver-types';
import type { RuleId } from '../api/settings.js';
import { createDraft, type Draft } from '../draft/draft.js';
import type { ServiceContext } from './context.js';
import type { Steps } from '../util/steps.js';
import { checkSentences, findingsIn } from './findings.js';

/**
 * Whether a draft with these edits has no finding that it has not now; where they are to take a finding away, whether it
 * has one fewer of that rule besides.
 */
export type FixCheck = (edits: readonly TextEdit[], takesAway?: RuleId) => Steps<boolean>;

type Counts = ReadonlyMap<RuleId, number>;

/**
 * Checks fixes of one draft by checking the draft that each would leave: sentences, lists and what shows only in the
 * whole. Of both drafts only the sentences that differ are compared with the record.
 */
export function* createFixCheck(draft: Draft, context: ServiceContext): Steps<FixCheck> {
  const { uri, languageId, version } = draft.document;
  const before = yield* countMarked(draft, context);
  return function* (edits, takesAway) {
    const text = TextDocument.applyEdits(draft.document, [...edits]);
    const document = TextDocument.create(uri, languageId, version + 1, text);
    const after = yield* countMarked(createDraft(document, context.tokenize, draft), context);
    const isNew = [...after].some(([rule, count]) => count > (before.get(rule) ?? 0));
    return !isNew && (takesAway === undefined || (after.get(takesAway) ?? 0) < (before.get(takesAway) ?? 0));
  };
}

/** How many findings of each rule are marked in a draft. */
function* countMarked(draft: Draft, context: ServiceContext): Steps<Counts> {
  yield* checkSentences(draft, context);
  const counts = new Map<RuleId, number>();
  for (const { finding, suppression } of findingsIn(draft, context)) {
    if (suppression === undefined) counts.set(finding.rule, (counts.get(finding.rule) ?? 0) + 1);
    yield;
  }
  return counts;
}
