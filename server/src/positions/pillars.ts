import type { Tokenizer } from '../text/tokens.js';
import { ExpressionTable, stemsOf } from './expressions.js';
import { stemOf } from './stems.js';

/** One of the subjects under which a negotiation is held. */
export interface Pillar {
  /** Stable name, as the lexicon writes it: "capacity-building". */
  readonly id: string;
  /** As a heading writes it: "Capacity-building". */
  readonly name: string;
}

/** A pillar as the lexicon describes it. */
export interface PillarEntry {
  readonly name: string;
  /** Expressions by which a heading names it. */
  readonly headings: readonly string[];
  /** Names of concepts, or one or two words. */
  readonly concepts: readonly string[];
}

/** The pillars of a negotiation. Immutable. */
export interface Pillars {
  /** In the order of the agenda. */
  readonly all: readonly Pillar[];
  /**
   * The pillar that a passage belongs to: by the innermost of its headings (outermost first) that names one, else the one
   * that most of its concepts (keys of commitments' terms) belong to, the earlier on the agenda among equals. `undefined`
   * when neither tells.
   */
  of(headings: readonly string[], concepts: Iterable<string>): Pillar | undefined;
  /**
   * The concept of a pillar that a term's key means, or two keys joined by a space, as the lexicon writes it; `undefined`
   * when no pillar lists it.
   */
  conceptOf(key: string): string | undefined;
}

/** The pillars that the lexicon describes. Entries of one name are one pillar. */
export function createPillars(
  entries: readonly (readonly [id: string, entry: PillarEntry])[],
  tokenize: Tokenizer,
): Pillars {
  const byId = new Map<string, Pillar>();
  const byConcept = new Map<string, Set<Pillar>>();
  const concepts = new Map<string, string>();
  const named: [string, Pillar][] = [];
  for (const [id, { name, headings, concepts: listed }] of entries) {
    const pillar = byId.get(id) ?? { id, name };
    byId.set(id, pillar);
    named.push(...headings.map((heading): [string, Pillar] => [heading, pillar]));
    for (const concept of listed) {
      for (const key of [concept, concept.split(' ').map(stemOf).join(' ')]) {
        concepts.set(key, concept);
        byConcept.set(key, (byConcept.get(key) ?? new Set()).add(pillar));
      }
    }
  }
  const all = [...byId.values()];
  const headingTable = new ExpressionTable(named, tokenize);
  const namedBy = (heading: string): Pillar | undefined => {
    const stems = stemsOf(tokenize(heading));
    for (let at = 0; at < stems.length; at++) {
      const match = headingTable.match(stems, at);
      if (match !== undefined) return match.value;
    }
    return undefined;
  };
  return {
    all,
    conceptOf: (key) => concepts.get(key),
    of(headings, concepts) {
      for (const heading of headings.toReversed()) {
        const pillar = namedBy(heading);
        if (pillar !== undefined) return pillar;
      }
      const counts = new Map<Pillar, number>();
      for (const key of concepts) {
        for (const pillar of byConcept.get(key) ?? []) counts.set(pillar, (counts.get(pillar) ?? 0) + 1);
      }
      const most = Math.max(0, ...counts.values());
      return most === 0 ? undefined : all.find((pillar) => counts.get(pillar) === most);
    },
  };
}

/** No pillars at all. */
export const NO_PILLARS: Pillars = { all: [], of: () => undefined, conceptOf: () => undefined };
