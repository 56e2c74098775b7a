import type { Settings } from '../api/settings.js';
import type { Draft } from '../draft/draft.js';
import type { ServiceContext } from './context.js';
import { createForumCheck } from '../store/sameForum.js';

/** The forum that a draft is for, as it says itself or else the settings; '' when neither does. */
export function forumOf({ forum }: Pick<Draft, 'forum'>, { forum: usual }: Pick<Settings, 'forum'>): string {
  return forum ?? usual;
}

/** Whether the document at a position of the index is of the forum, by its name or initials; no document is of ''. */
export function createForumFilter(
  forum: string,
  { index, lexicon }: Pick<ServiceContext, 'index' | 'lexicon'>,
): (document: number) => boolean {
  const isSame = createForumCheck(forum, lexicon.spelling.stopWords);
  return (document) => isSame(index.documents[document]?.metadata.forum);
}
