import type { Rule } from '../../server/src/service/rules/rule.js';

/** Finds in "... sure 0.5" a contradiction of the record's first passage, as sure as the sentence says. */
export const doubtfulRule: Rule = {
  id: 'position-conflict',
  check: ({ text }) => {
    const confidence = /sure (\d\.\d+)/.exec(text)?.[1];
    if (confidence === undefined) return [];
    return [
      {
        rule: 'position-conflict',
        span: { start: 0, end: text.length },
        confidence: Number(confidence),
        message: text,
        evidence: [{ document: 0, passage: 0, quote: { start: 0, end: 6 } }],
        replacements: [],
      },
    ];
  },
};
