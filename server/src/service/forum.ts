import type { Settings } from '../api/settings.js';
import type { Draft } from '../draft/draft.js';
import type { ServiceContext } from './context.js';
import { isNamed } from '../text/names.js';

/** The forum that a draft is for, as it says itself or else the settings; '' when neither does. */
export function forumOf({ forum }: Pick<Draft, 'forum'>, { forum: usual }: Pick<Settings, 'forum'>): string {
  return forum ?? usual;
}

/** Whether the document at a position of the index is of the forum, by its name or initials; no document is of ''. */
export function createForumFilter(
  forum: string,
  { index, lexicon }: Pick<ServiceContext, 'index' | 'lexicon'>,
): (document: number) => boolean {
  if (!/[\p{L}\p{N}]/u.test(forum)) return () => false;
  // Very many documents are of few forums.
  const known = new Map<string, boolean>();
  return (document) => {
    const name = index.documents[document]?.metadata.forum;
    if (name === undefined) return false;
    const isSame = known.get(name) ?? isNamed(forum, [name], lexicon.spelling.stopWords);
    known.set(name, isSame);
    return isSame;
  };
}
