import { passageOf } from '../../index/corpusIndex.js';
import { formatCitation } from '../citation.js';
import type { ServiceContext } from '../context.js';
import { extractFacts } from '../facts/extractFacts.js';
import { concernSame, drawerOf, type Fact, factsAgree } from '../facts/fact.js';
import type { FactSentence } from '../facts/sentenceParts.js';
import { createDerived, type Derived } from '../derived.js';
import { bindingDocuments } from '../precedents.js';
import { detached } from '../../util/detached.js';
import type { Evidence, Finding, Rule } from './rule.js';

interface RecordedFact {
  readonly fact: Fact;
  readonly words: string;
  readonly evidence: Evidence;
}

/** A date, article, count or symbol differs from what the corpus gives for the same thing. */
export const factMismatch: Rule = {
  id: 'fact-mismatch',
  needs: () => [recordedFacts],
  check(sentence, context) {
    const facts = extractFacts({ ...sentence, lexicon: context.lexicon });
    if (facts.length === 0) return [];
    return facts.flatMap((fact) => {
      const same = (recordedFacts.of(context).get(drawerOf(fact)) ?? []).filter((known) =>
        concernSame(fact, known.fact),
      );
      const [first] = same;
      // One passage with the draft's value is enough to leave it alone: the corpus itself is not of one mind.
      if (first === undefined || same.some((known) => factsAgree(fact, known.fact))) return [];
      return [findingOf(fact, first, sentence.text, context)];
    });
  },
};

function findingOf(fact: Fact, { words, evidence }: RecordedFact, sentence: string, context: ServiceContext): Finding {
  const { document, passage } = passageOf(context.index, evidence);
  const draft = sentence.slice(fact.start, fact.end);
  const quote = passage.text.slice(evidence.quote.start, evidence.quote.end);
  return {
    rule: 'fact-mismatch',
    span: { start: fact.start, end: fact.end },
    message: `The draft says “${draft}”; ${formatCitation(document, passage)} says “${words}”: “${quote}”`,
    compared: {
      differs: `The draft says “${draft}”; the record says “${words}”.`,
      draft: { start: fact.start, end: fact.end },
      prior: words,
      confidence: 1,
    },
    evidence: [evidence],
    replacements: [{ start: fact.start, end: fact.end, title: `Change “${draft}” to “${words}”`, newText: words }],
  };
}

/** A sentence that is read word by word only where it may state a fact: few do. */
function factSentence(text: string, { tokenize, lexicon }: ServiceContext): FactSentence {
  let tokens: FactSentence['tokens'] | undefined;
  return {
    text,
    lexicon,
    get tokens() {
      return (tokens ??= tokenize(text));
    },
  };
}

/** By `drawerOf`. */
const recordedFacts: Derived<ReadonlyMap<string, readonly RecordedFact[]>> = createDerived(function* (context) {
  const facts = new Map<string, RecordedFact[]>();
  for (const [document, { passages }] of bindingDocuments(context)) {
    for (const [passage, { text, sentences }] of passages.entries()) {
      yield;
      for (const quote of sentences) {
        // Its facts hold parts of it.
        const sentence = detached(text.slice(quote.start, quote.end));
        for (const fact of extractFacts(factSentence(sentence, context))) {
          const recorded = {
            fact,
            words: sentence.slice(fact.start, fact.end),
            evidence: { document, passage, quote },
          };
          const drawer = facts.get(drawerOf(fact));
          if (drawer === undefined) facts.set(drawerOf(fact), [recorded]);
          else drawer.push(recorded);
        }
      }
    }
  }
  return facts;
});
