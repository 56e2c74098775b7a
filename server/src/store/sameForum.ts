import { isNamed } from '../text/names.js';

/** Tells of forums, `undefined` for none, whether they have the name or the initials of the one that is written for; '' is none. */
export function createForumCheck(forum: string, stopWords: ReadonlySet<string>): (name: string | undefined) => boolean {
  if (!/[\p{L}\p{N}]/u.test(forum)) return () => false;
  // Very many documents are of few forums.
  const known = new Map<string, boolean>();
  return (name) => {
    if (name === undefined) return false;
    const isSame = known.get(name) ?? isNamed(forum, [name], stopWords);
    known.set(name, isSame);
    return isSame;
  };
}
