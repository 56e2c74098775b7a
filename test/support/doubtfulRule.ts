import { type Rule, UNREAD } from '../../server/src/service/rules/rule.js';

/**
 * Finds in "... sure 0.5" a contradiction of the record's first passage, as sure as the sentence says, and for "unread thrice"
 * three times what only a judge can tell.
 */
export const doubtfulRule: Rule = {
  id: 'position-conflict',
  check: ({ text }) => {
    const sure = /sure (\d\.\d+)/.exec(text)?.[1];
    const confidences = [
      ...(sure === undefined ? [] : [Number(sure)]),
      ...(text.includes('unread thrice') ? [UNREAD, UNREAD, UNREAD] : []),
    ];
    return confidences.map((confidence) => ({
      rule: 'position-conflict',
      span: { start: 0, end: text.length },
      confidence,
      message: text,
      evidence: [{ document: 0, passage: 0, quote: { start: 0, end: 6 } }],
      replacements: [],
    }));
  },
};
