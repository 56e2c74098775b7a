import { readdirSync, readFileSync } from 'node:fs';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { describe, expect, it } from 'vitest';
import type { Diagnostic } from 'vscode-languageserver-types';
import { createDraft } from '../../../server/src/draft/draft.js';
import { provideCodeActions } from '../../../server/src/service/codeActions.js';
import { provideDiagnostics } from '../../../server/src/service/diagnostics.js';
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

function check(text: string): { readonly document: TextDocument; readonly diagnostics: readonly Diagnostic[] } {
  const document = TextDocument.create('file:///draft.draft.md', 'negotiation-draft', 1, text);
  return { document, diagnostics: provideDiagnostics(createDraft(document, bundled.tokenize), bundled) };
}

function countByRule(diagnostics: readonly Diagnostic[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { code } of diagnostics) counts.set(String(code), (counts.get(String(code)) ?? 0) + 1);
  return counts;
}

describe('a fix that is offered', () => {
  it('leaves no new finding, and takes its own away where it changes the words, for all labelled sentences', () => {
    const wrong: string[] = [];
    let applied = 0;
    for (const text of labelledSentences()) {
      const { document, diagnostics } = check(text);
      const before = countByRule(diagnostics);
      const draft = createDraft(document, bundled.tokenize);
      for (const diagnostic of diagnostics) {
        const rule = String(diagnostic.code);
        const replaced = (diagnostic.data as { readonly replacements: readonly { readonly title: string }[] })
          .replacements;
        for (const { title, edit } of provideCodeActions(draft, { context: { diagnostics: [diagnostic] } })) {
          applied++;
          const left = TextDocument.applyEdits(document, edit?.changes?.[document.uri] ?? []);
          const after = countByRule(check(left).diagnostics);
          const isNew = [...after].some(([code, count]) => count > (before.get(code) ?? 0));
          const stays =
            replaced.some((each) => each.title === title) && (after.get(rule) ?? 0) >= (before.get(rule) ?? 0);
          if (isNew || stays) wrong.push(`${title}: ${left}`);
        }
      }
    }
    expect(wrong).toEqual([]);
    expect(applied).toBeGreaterThan(100);
  });

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
});
