import type { HolderInfo } from '../../../server/src/api/protocol.js';

/** A name to choose: of the record, of the settings, or as it was typed. */
export interface HolderItem {
  readonly name: string;
  /** Documents of the record; 0 for a name that it does not hold. */
  readonly documents: number;
}

/**
 * The names to choose from: those of the record in its order, then `known` names that it lacks, and last what was typed
 * where it is none of them. Last, so that each name keeps its place while somebody types: VS Code tells by its place which
 * one was chosen.
 */
export function holderItems(
  holders: readonly HolderInfo[],
  known: readonly string[],
  typed = '',
): readonly HolderItem[] {
  const inRecord = holders.map(({ holder, documents }) => ({ name: holder, documents }));
  const lacking = known
    .filter((name) => !inRecord.some((each) => sameName(each.name, name)))
    .map((name) => ({ name, documents: 0 }));
  const items = [...inRecord, ...lacking];
  const written = typed.trim();
  if (written === '' || items.some(({ name }) => sameName(name, written))) return items;
  return [...items, { name: written, documents: 0 }];
}

function sameName(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}
