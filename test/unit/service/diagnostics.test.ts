import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { describe, expect, it } from 'vitest';
import { createDraft } from '../../../server/src/draft/draft.js';
import type { ServiceContext } from '../../../server/src/service/context.js';
import { DIAGNOSTIC_SOURCE, provideDiagnostics } from '../../../server/src/service/diagnostics.js';
import { checkSentence } from '../../../server/src/service/findings.js';
import { anyText } from '../../support/arbitraries.js';
import { createBundledContext } from '../../support/bundled.js';
import { checkDiagnostics } from '../../support/checks.js';
import { createContextOf } from '../../support/record.js';

const context = createContextOf([
  { id: 'rest', date: '2017', text: 'Rivers carry boats.\n\nFarmers grow wheat.\n\nMusic moves people.' },
  {
    id: 'said',
    date: '2021',
    text: 'Pakistan supports a treaty on outer space.\n\nSee resolution 73/27 of December 2018.',
  },
]);
const WRONG = 'Pakistan opposes a treaty on outer space';
const FLAGGED = `⟦${WRONG}⟧{position-conflict}`;

describe('diagnostics', () => {
  it('stay known while thousands of other sentences come and go', () => {
    let readings = 0;
    const tokenize = Object.assign(
      (text: string) => {
        if (text.startsWith(WRONG)) readings++;
        return context.tokenize(text);
      },
      { spansOf: context.tokenize.spansOf },
    );
    const counting: ServiceContext = { ...context, settings: { ...context.settings }, tokenize };
    const document = TextDocument.create('file:///long.md', 'markdown', 1, `${WRONG}.`);
    const draft = createDraft(document, context.tokenize);
    const shown = provideDiagnostics(draft, counting);
    const readOnce = readings;
    for (let typed = 0; typed < 12_000; typed++) {
      checkSentence({ text: `Boat ${typed}.` }, counting);
      if (typed % 1000 === 0) expect(provideDiagnostics(draft, counting)).toEqual(shown);
    }
    expect(readings).toBe(readOnce);
  });

  it('come in the order of the text, each from its rule, with all that a quick fix needs', () => {
    const diagnostics = checkDiagnostics(
      `1. Rivers carry boats.\n\n2. ${FLAGGED}. Good ⟦behavior⟧{term-variant} helps.\n\n3. Resolution 73/27 of ⟦2019⟧{fact-mismatch}.`,
      context,
    );
    expect(diagnostics.map(({ code }) => code)).toEqual(['position-conflict', 'term-variant', 'fact-mismatch']);
    expect(new Set(diagnostics.map(({ source }) => source))).toEqual(new Set([DIAGNOSTIC_SOURCE]));
    expect(diagnostics[0]?.data).toEqual({
      rule: 'position-conflict',
      replacements: [
        {
          title: 'Use the current position’s wording',
          newText: 'Pakistan supports a treaty on outer space.',
          range: { start: { line: 2, character: 3 }, end: { line: 2, character: 44 } },
        },
      ],
      sentenceEnd: { line: 2, character: 44 },
      citationAt: { line: 2, character: 43 },
      blockLine: 2,
      cited: {
        quoted: '“Pakistan supports a treaty on outer space.”',
        citation: 'Pakistan, statement, 2021, para. 1',
        uri: 'file:///corpus/said.md',
      },
      departure: {
        rule: 'position-conflict',
        sentence: `${WRONG}.`,
        from: {
          document: 'said',
          citation: 'Pakistan, statement, 2021, para. 1',
          quote: 'Pakistan supports a treaty on outer space.',
        },
      },
    });
  });

  it('mark words across line breaks where they stand', () => {
    checkDiagnostics('1. ⟦Pakistan opposes\r\na treaty on\r\nouter space⟧{position-conflict}.', context);
  });

  it('mark nothing in headings, quotations, code, comments and front matter', () => {
    checkDiagnostics(
      `---\ntitle: ${WRONG}.\n---\n# ${WRONG}\n\n> ${WRONG}.\n\n\`\`\`\n${WRONG}.\n\`\`\`\n\n<!-- ${WRONG}. -->\n\nFine. <!-- behavior -->`,
      context,
    );
  });

  it('have nothing to say on an empty draft', () => {
    expect(checkDiagnostics('', context)).toEqual([]);
  });
});

describe('a comment of the drafter’s silences', () => {
  it.each([
    [
      'the paragraph below',
      `<!-- aide-memoire-ignore position-conflict: agreed in the capital -->\n1. ${WRONG}.\n\n2. ${FLAGGED}.`,
    ],
    ['the paragraph around', `${WRONG}. <!-- aide-memoire-ignore position-conflict -->\n\n${FLAGGED}.`],
    ['the whole draft', `${WRONG}.\n\n<!-- aide-memoire-off position-conflict -->\n\n${WRONG}.`],
    ['only the rule named', `<!-- aide-memoire-ignore term-variant -->\n${FLAGGED}; behavior counts.`],
    ['nothing when the rule is unknown', `<!-- aide-memoire-ignore position-conflicts -->\n${FLAGGED}.`],
  ])('%s', (_, draft) => {
    checkDiagnostics(draft, context);
  });
});

describe('findings', () => {
  it('stay the same and move with the text when the draft changes elsewhere', () => {
    const [before] = checkDiagnostics(`1. ${FLAGGED}.`, context);
    const [after] = checkDiagnostics(`# Title\n\nRivers are wide.\n\n1. Boats sail. ${FLAGGED}. It is late.`, context);
    expect(after?.message).toBe(before?.message);
    expect(after?.relatedInformation).toEqual(before?.relatedInformation);
    expect(after?.range.start).toEqual({ line: 4, character: 15 });
  });

  it('follow the settings', () => {
    checkDiagnostics(`${WRONG}.`, { ...context, settings: { ...context.settings, delegation: 'France' } });
    checkDiagnostics(`${FLAGGED}.`, context);
  });

  it('come from the other rules when one fails, which is told once for a sentence', () => {
    const broken: ServiceContext = {
      ...context,
      index: {
        ...context.index,
        passageFrequency() {
          throw new Error('out of order');
        },
      },
    };
    const failed: string[] = [];
    const document = TextDocument.create('file:///draft.md', 'markdown', 1, `${WRONG}. ${WRONG}.`);
    const draft = createDraft(document, context.tokenize);
    const check = () => provideDiagnostics(draft, broken, (rule) => failed.push(rule)).map(({ code }) => code);
    expect(check()).toEqual(['position-conflict', 'position-conflict']);
    expect(check()).toEqual(['position-conflict', 'position-conflict']);
    expect(failed).toEqual(['term-variant']);
  });
});

const bundled = createBundledContext();

describe('a draft that is typed on', () => {
  const sample = readFileSync(new URL('../../../client/sample/working-paper.draft.md', import.meta.url), 'utf8');
  const WORDS = [
    'not',
    'voluntary',
    'We oppose',
    '\n\n',
    '. ',
    ':',
    '\n- ',
    '“',
    'behavior',
    'the',
    '<!-- aide-memoire-off term-variant -->',
  ];
  const edit = fc.record({
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    without: fc.nat(40),
    words: fc.constantFrom(...WORDS),
  });

  it('has the findings that it would have if it were checked for the first time', () => {
    fc.assert(
      fc.property(fc.array(edit, { minLength: 1, maxLength: 8 }), (edits) => {
        let text = sample;
        let draft = createDraft(TextDocument.create('file:///a.draft.md', 'markdown', 1, text), bundled.tokenize);
        provideDiagnostics(draft, bundled);
        for (const [n, { at, without, words }] of edits.entries()) {
          const from = Math.floor(at * text.length);
          text = text.slice(0, from) + words + text.slice(from + without);
          const document = TextDocument.create('file:///a.draft.md', 'markdown', n + 2, text);
          draft = createDraft(document, bundled.tokenize, draft);
          const afresh = createDraft(document, bundled.tokenize);
          expect(provideDiagnostics(draft, bundled)).toEqual(provideDiagnostics(afresh, { ...bundled }));
        }
      }),
      { numRuns: 12 },
    );
  });
});

describe('any text', () => {
  it('is checked without an error, alike each time, with every range inside it', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const document = TextDocument.create('file:///draft.md', 'markdown', 1, text);
        const draft = createDraft(document, bundled.tokenize);
        const check = (of: ServiceContext) =>
          provideDiagnostics(draft, of, (rule, error) => {
            throw new Error(`${rule} failed`, { cause: error });
          });
        const diagnostics = check(bundled);
        expect(check({ ...bundled })).toEqual(diagnostics);
        for (const { range } of diagnostics) {
          const [start, end] = [document.offsetAt(range.start), document.offsetAt(range.end)];
          expect(document.positionAt(start)).toEqual(range.start);
          expect(document.positionAt(end)).toEqual(range.end);
          expect(end).toBeGreaterThan(start);
        }
      }),
    );
  });
});
