import type { Tokenizer } from '../text/tokens.js';
import { stemOf } from './stems.js';

/** Expressions that are used for the same thing, found by any of them in any inflection. */
export interface RelatedWords {
  /** The longest expression at a position of the terms, with the others of its groups, as terms; `undefined` when there is none. */
  match(
    terms: readonly string[],
    at: number,
  ): { readonly length: number; readonly others: readonly (readonly string[])[] } | undefined;
}

/** Nothing is used for anything else. */
export const NO_RELATED: RelatedWords = { match: () => undefined };

/** Knows the groups; an expression may be in several. */
export function createRelatedWords(groups: readonly (readonly string[])[], tokenize: Tokenizer): RelatedWords {
  const expressions = new Map<string, { readonly length: number; readonly groups: (readonly string[])[][] }>();
  let longest = 0;
  for (const group of groups) {
    const members = group.map((expression) => tokenize(expression).map(({ term }) => term));
    for (const member of members) {
      if (member.length === 0) continue;
      const key = keyOf(member);
      const known = expressions.get(key) ?? { length: member.length, groups: [] };
      known.groups.push(members);
      expressions.set(key, known);
      longest = Math.max(longest, member.length);
    }
  }
  return {
    match(terms, at) {
      for (let length = Math.min(longest, terms.length - at); length > 0; length--) {
        const key = keyOf(terms.slice(at, at + length));
        const found = expressions.get(key);
        if (found === undefined) continue;
        const others = new Map(found.groups.flat().map((member) => [keyOf(member), member]));
        others.delete(key);
        return { length, others: [...others.values()] };
      }
      return undefined;
    },
  };
}

function keyOf(terms: readonly string[]): string {
  return terms.map(stemOf).join(' ');
}
