import { passageOf } from '../../index/corpusIndex.js';
import { formatCitation } from '../citation.js';
import type { ServiceContext } from '../context.js';
import { extractFacts, type Fact, factsAgree } from '../facts.js';
import { createDerived, type Derived } from '../derived.js';
import { bindingDocuments } from '../precedents.js';
import type { Evidence, Finding, Rule } from './rule.js';

interface RecordedFact {
  readonly fact: Fact;
  readonly words: string;
  readonly evidence: Evidence;
}

/** A date, article or count differs from what the corpus gives for the same thing. */
export const factMismatch: Rule = {
  id: 'fact-mismatch',
  needs: () => [recordedFacts],
  check(sentence, context) {
    const facts = extractFacts(sentence.text, sentence.tokens, context.lexicon.spelling.stopWords);
    if (facts.length === 0) return [];
    return facts.flatMap((fact) => {
      const same = recordedFacts.of(context).filter((known) => concernsSame(fact, known.fact));
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

/** Same sort of value, same thing, and for a count a shared name or year: another report's norms are another matter. */
function concernsSame(draft: Fact, known: Fact): boolean {
  if (draft.kind !== known.kind) return false;
  if (draft.kind === 'article') {
    const words = new Set(known.key.split(' '));
    return draft.key.split(' ').filter((word) => words.has(word)).length >= 2;
  }
  if (draft.key !== known.key) return false;
  return draft.kind !== 'count' || sharesSetting(draft.setting, known.setting);
}

/** A shared year where both name years ("the GGE report of 2015" is not that of 2021), else any shared name. */
function sharesSetting(here: ReadonlySet<string>, there: ReadonlySet<string>): boolean {
  const years = [here, there].map((setting) => [...setting].filter((name) => /^(?:19|20)\d{2}$/.test(name)));
  const dated = years.every(({ length }) => length > 0);
  return [...(dated ? (years[0] ?? []) : here)].some((name) => there.has(name));
}

const recordedFacts: Derived<readonly RecordedFact[]> = createDerived(function* (context) {
  const facts: RecordedFact[] = [];
  for (const [document, { passages }] of bindingDocuments(context)) {
    for (const [passage, { text, sentences }] of passages.entries()) {
      yield;
      for (const quote of sentences) {
        const sentence = text.slice(quote.start, quote.end);
        for (const fact of extractFacts(sentence, context.tokenize(sentence), context.lexicon.spelling.stopWords)) {
          facts.push({ fact, words: sentence.slice(fact.start, fact.end), evidence: { document, passage, quote } });
        }
      }
    }
  }
  return facts;
});
