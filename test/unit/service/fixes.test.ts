import { readdirSync, readFileSync } from 'node:fs';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { describe, expect, it } from 'vitest';
import type { Diagnostic } from 'vscode-languageserver-types';
import { createDraft } from '../../../server/src/draft/draft.js';
import { provideCodeActions } from '../../../server/src/service/codeActions.js';
import type { ServiceContext } from '../../../server/src/service/context.js';
import { NO_DECISIONS } from '../../../server/src/ingest/positionsFile.js';
import { provideDiagnostics } from '../../../server/src/service/diagnostics.js';
import { finishSteps } from '../../../server/src/util/steps.js';
import { createBundledContext } from '../../support/bundled.js';
import { checkCodeAction } from '../../support/checks.js';
import { createContextOf } from '../../support/record.js';

const EVAL = new URL('../../eval/', import.meta.url);
const bundled = createBundledContext();

/** The labelled sentences, except those that are kept apart. */
function labelledSentences(): readonly string[] {
  return readdirSync(EVAL)
    .filter((name) => name.endsWith('.jsonl') && !name.includes('apart'))
    .flatMap((name) => readFileSync(new URL(name, EVAL), 'utf8').split('\n'))
    .filter((line) => line !== '')
    .map((line) => (JSON.parse(line) as { readonly draft: string }).draft);
}

/** A record with lines that show only in the whole draft. */
const withLines: ServiceContext = {
  ...bundled,
  decisions: {
    ...NO_DECISIONS,
    redLines: [
      { line: 0, always: ['within the United Nations', 'by consensus'], topic: 'regular institutional dialogue' },
      { line: 1, always: ['legally binding'], topic: 'norms' },
      { line: 2, always: ['developing countries'], topic: 'capacity-building' },
    ],
  },
};

function check(
  text: string,
  context: ServiceContext,
): { readonly document: TextDocument; readonly diagnostics: readonly Diagnostic[] } {
  const document = TextDocument.create('file:///draft.draft.md', 'negotiation-draft', 1, text);
  return { document, diagnostics: provideDiagnostics(createDraft(document, context.tokenize), context) };
}

function countByRule(diagnostics: readonly Diagnostic[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { code } of diagnostics) counts.set(String(code), (counts.get(String(code)) ?? 0) + 1);
  return counts;
}

/** What every fix of a draft's findings leaves amiss, and how many there are. */
function applyAll(
  text: string,
  context: ServiceContext,
): { readonly wrong: readonly string[]; readonly applied: number } {
  const { document, diagnostics } = check(text, context);
  const before = countByRule(diagnostics);
  const draft = createDraft(document, context.tokenize);
  const wrong: string[] = [];
  let applied = 0;
  for (const diagnostic of diagnostics) {
    const rule = String(diagnostic.code);
    const replaced = (diagnostic.data as { readonly replacements: readonly { readonly title: string }[] }).replacements;
    const request = { context: { diagnostics: [diagnostic] } };
    for (const { title, edit } of finishSteps(provideCodeActions(draft, request, context))) {
      applied++;
      const left = TextDocument.applyEdits(document, edit?.changes?.[document.uri] ?? []);
      const after = countByRule(check(left, context).diagnostics);
      const isNew = [...after].some(([code, count]) => count > (before.get(code) ?? 0));
      const stays = replaced.some((each) => each.title === title) && (after.get(rule) ?? 0) >= (before.get(rule) ?? 0);
      if (isNew || stays) wrong.push(`${title}: ${left}`);
    }
  }
  return { wrong, applied };
}

describe('a fix that is offered', () => {
  const alone = (texts: readonly string[]): readonly string[] => texts;
  const asItems = (texts: readonly string[]): readonly string[] =>
    texts.map((text) => `We call on all States to ensure the following:\n\n- ${text}\n- Peace.`);
  const together = (texts: readonly string[]): readonly string[] =>
    texts.flatMap((_, i) => (i % 8 === 0 ? [texts.slice(i, i + 8).join('\n\n')] : []));

  it.each([
    ['alone', alone, bundled],
    ['as items of a list', asItems, bundled],
    ['beside others, with lines that hold for the whole draft', together, withLines],
  ])(
    'leaves no new finding, and takes its own away where it changes the words, for all labelled sentences %s',
    (_, arrange, context) => {
      const results = arrange(labelledSentences()).map((text) => applyAll(text, context));
      expect(results.flatMap(({ wrong }) => wrong)).toEqual([]);
      expect(results.reduce((sum, { applied }) => sum + applied, 0)).toBeGreaterThan(100);
    },
  );

  it('is none that would leave a new finding', () => {
    const context = createContextOf([
      { id: 'rest', date: '2017', text: 'Rivers carry boats.\n\nFarmers grow wheat.\n\nMusic moves people.' },
      { id: 'said', date: '2021', text: 'Pakistan supports a treaty on good behavior in outer space.' },
    ]);
    const { titles } = checkCodeAction('Pakistan opp¦oses a treaty on good behaviour in outer space.', context);
    // The record's own words are not in house style, which is a finding of its own.
    expect(titles).toEqual([
      'Add the citation only',
      'Ignore position-conflict here, with a reason',
      'Turn position-conflict off in this draft',
    ]);
  });

  it('is none that takes away what the draft says only there and always should', () => {
    const context = createContextOf([
      { id: 'rest', date: '2017', text: 'Rivers carry boats.\n\nFarmers grow wheat.\n\nMusic moves people.' },
      { id: 'said', date: '2021', text: 'Pakistan supports a treaty on outer space.' },
    ]);
    const redLines = [{ line: 0, always: ['by consensus'], topic: 'treaty' }];
    const strict = { ...context, decisions: { ...NO_DECISIONS, redLines } };
    const [first, last] = ['Pakistan opp¦oses a treaty on outer space by consensus.', 'It decides by consensus.'];
    const fix = 'Use the current position’s wording';
    expect(checkCodeAction(first, strict).titles).not.toContain(fix);
    expect(checkCodeAction(`${first}\n\n${last}`, strict).titles).toContain(fix);
  });

  it('is none that gives the items of a list below a new meaning', () => {
    const context = createContextOf([
      { id: 'rest', date: '2017', text: 'Rivers carry boats.\n\nFarmers grow wheat.\n\nMusic moves people.' },
      {
        id: 'said',
        date: '2021',
        text: 'Pakistan opposes weapons in orbit, and with them:\n\nPakistan supports a treaty on outer space.',
      },
    ]);
    const draft = (item: string): string => `Pakistan supp¦orts weapons in orbit, and with them:\n\n- ${item}`;
    const fix = 'Use the current position’s wording';
    expect(checkCodeAction(draft('music everywhere.'), context).titles).toContain(fix);
    expect(checkCodeAction(draft('a treaty on outer space.'), context).titles).not.toContain(fix);
  });
});
