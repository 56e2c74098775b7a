import { describe, expect, it } from 'vitest';
import type { CitationStyle } from '../../../server/src/api/settings.js';
import type { ServiceContext } from '../../../server/src/service/context.js';
import { checkCodeAction, checkDiagnostics } from '../../support/checks.js';
import { createContextOf } from '../../support/record.js';

const context = createContextOf([
  { id: 'rest', date: '2017', text: 'Rivers carry boats.\n\nFarmers grow wheat.\n\nMusic moves people.' },
  { id: 'said', date: '2021', text: 'Pakistan supports a treaty on outer space.' },
]);
const SAID = 'Pakistan supports a treaty on outer space.';
const CITATION = '(Pakistan, statement, 2021, para. 1)';
const DRAFT = 'Rivers carry boats.\n\n1. Pakistan opp¦oses a treaty\non outer space. It rains.';

describe('quick fixes', () => {
  it('are offered best first, each tied to its finding', () => {
    const { actions, titles } = checkCodeAction(DRAFT, context, { turnRuleOffCommand: 'turnOff' });
    expect(titles).toEqual([
      'Use the current position’s wording',
      'Insert the precedent with its citation',
      'Add the citation only',
      'Ignore position-conflict here, with a reason',
      'Turn position-conflict off in this draft',
      'Turn position-conflict off in the settings',
    ]);
    expect(actions.map(({ isPreferred }) => isPreferred)).toEqual([true, ...titles.slice(1).map(() => undefined)]);
    for (const { kind, diagnostics } of actions) {
      expect(kind).toBe('quickfix');
      expect(diagnostics?.map(({ code }) => code)).toEqual(['position-conflict']);
    }
  });

  it.each([
    ['Use the current position’s wording', `Rivers carry boats.\n\n1. ${SAID} It rains.`],
    [
      'Insert the precedent',
      `Rivers carry boats.\n\n1. Pakistan opposes a treaty\non outer space. “${SAID}” ${CITATION} It rains.`,
    ],
    ['Add the citation', `Rivers carry boats.\n\n1. Pakistan opposes a treaty\non outer space ${CITATION}. It rains.`],
  ])('write what they say: %s', (title, result) => {
    expect(checkCodeAction(DRAFT, context).after(title)).toBe(result);
  });

  it('cite in the style of the settings, a footnote behind the full stop', () => {
    const styled = (style: CitationStyle) => ({ ...context, settings: { ...context.settings, citation: { style } } });
    const draft = 'Pakistan opp¦oses a treaty on outer space. It rains.';
    const note = '[^1]: Pakistan, statement, 2021, para. 1.';
    expect(checkCodeAction(draft, styled('footnote')).after('Add the citation')).toBe(
      `Pakistan opposes a treaty on outer space.[^1] It rains.\n\n${note}\n`,
    );
    expect(checkCodeAction(draft, styled('footnote')).after('Insert the precedent')).toBe(
      `Pakistan opposes a treaty on outer space. “${SAID}”[^1] It rains.\n\n${note}\n`,
    );
    expect(checkCodeAction(draft, styled('link'), { folder: 'file:///' }).after('Add the citation')).toBe(
      'Pakistan opposes a treaty on outer space ([Pakistan, statement, 2021, para. 1](corpus/said.md)). It rains.',
    );
  });

  it('ignore the finding here, and it is gone here alone', () => {
    const draft = 'Pakistan opposes a treaty on outer space.\n\n1. Pakistan opp¦oses a treaty on outer space.';
    const after = checkCodeAction(draft, context).after('Ignore position-conflict here');
    expect(after).toBe(
      'Pakistan opposes a treaty on outer space.\n\n<!-- aide-memoire-ignore position-conflict: reason to be given -->\n1. Pakistan opposes a treaty on outer space.',
    );
    checkDiagnostics(`⟦${after.slice(0, 40)}⟧{position-conflict}${after.slice(40)}`, context);
  });

  it.each([
    ['at the top', ''],
    ['behind the front matter', '---\ntitle: x\n---\n'],
  ])('turn the rule off in the draft, %s', (_, before) => {
    const after = checkCodeAction(`${before}# Title\n\nPakistan opp¦oses a treaty on outer space.`, context).after(
      'Turn position-conflict off in this draft',
    );
    expect(after).toBe(
      `${before}<!-- aide-memoire-off position-conflict -->\n\n# Title\n\nPakistan opposes a treaty on outer space.`,
    );
    checkDiagnostics(after, context);
  });

  it('turn the rule off in the settings by the client’s command', () => {
    const { actions } = checkCodeAction(DRAFT, context, { turnRuleOffCommand: 'client.turnOff' });
    expect(actions.at(-1)?.command).toEqual({
      title: 'Turn position-conflict off in the settings',
      command: 'client.turnOff',
      arguments: ['position-conflict'],
    });
    expect(actions.at(-1)?.edit).toBeUndefined();
  });

  it('quote of a paragraph as long as a speech only the sentence that counts', () => {
    const words = 'Pakistan supports a treaty on outer space.';
    const speech = (length: number): ServiceContext =>
      createContextOf([
        { id: 'rest', date: '2017', text: 'Rivers carry boats.\n\nFarmers grow wheat.\n\nMusic moves people.' },
        { id: 'said', date: '2021', text: `${words} ${'Rivers carry boats. '.repeat(length)}` },
      ]);
    const insert = (length: number): string =>
      checkCodeAction('Pakistan opp¦oses a treaty on outer space.', speech(length)).after('Insert the precedent');
    expect(insert(3)).toContain(`“${words} Rivers carry boats. Rivers carry boats. Rivers carry boats.” (Pakistan`);
    expect(insert(200)).toContain(`“${words}” (Pakistan`);
  });

  it('offer no quotation where a finding has no source', () => {
    expect(checkCodeAction('Good behav¦ior helps.', context).titles).toEqual([
      'Change to “behaviour”',
      'Ignore term-variant here, with a reason',
      'Turn term-variant off in this draft',
    ]);
  });

  it('are given for every finding under the cursor', () => {
    const { titles } = checkCodeAction('Pakistan opposes a treaty on outer space behav¦ior.', context);
    expect(titles).toContain('Change to “behaviour”');
    expect(titles).toContain('Use the current position’s wording');
  });
});

it('quick fixes are offered for a finding that comes back without its data, as for one with it', () => {
  const withoutData = checkCodeAction(DRAFT, context, {
    diagnostics: (own) => own.map((diagnostic) => ({ ...diagnostic, data: undefined })),
  });
  expect(withoutData.titles).toEqual(checkCodeAction(DRAFT, context).titles);
  expect(withoutData.titles).toHaveLength(5);
});

describe('no quick fix is offered', () => {
  it('away from a finding', () => {
    expect(checkCodeAction('Riv¦ers. Pakistan opposes a treaty on outer space.', context).titles).toEqual([]);
  });

  it.each([
    [['refactor'], 0],
    [['source.fixAll'], 0],
    [[], 0],
    [['quickfix'], 5],
    [['quickfix.other', 'refactor'], 5],
    [[''], 5],
  ])('unless it was asked for: %j', (only, count) => {
    expect(checkCodeAction(DRAFT, context, { only }).titles).toHaveLength(count);
  });

  it('for another program’s diagnostics', () => {
    const { titles } = checkCodeAction(DRAFT, context, {
      diagnostics: (own) => own.map((diagnostic) => ({ ...diagnostic, source: 'spelling' })),
    });
    expect(titles).toEqual([]);
  });

  it.each([
    ['null', null],
    ['a text', 'position-conflict'],
    [
      'an unknown rule',
      {
        rule: 'everything',
        replacements: [],
        sentenceEnd: { line: 0, character: 0 },
        citationAt: { line: 0, character: 0 },
        blockLine: 0,
      },
    ],
    ['no place', { rule: 'term-variant', replacements: [], blockLine: 0 }],
    ['half a place', { rule: 'term-variant', replacements: [], sentenceEnd: { line: 0 }, blockLine: 0 }],
    [
      'a broken replacement',
      {
        rule: 'term-variant',
        replacements: [null],
        sentenceEnd: { line: 0, character: 0 },
        citationAt: { line: 0, character: 0 },
        blockLine: 0,
      },
    ],
    [
      'a replacement without its place',
      {
        rule: 'term-variant',
        replacements: [{ title: 'x', newText: 'y' }],
        sentenceEnd: { line: 0, character: 0 },
        citationAt: { line: 0, character: 0 },
        blockLine: 0,
      },
    ],
  ])('for data that is %s', (_, data) => {
    const { titles } = checkCodeAction(DRAFT, context, {
      diagnostics: (own) => own.map((diagnostic) => ({ ...diagnostic, data })),
    });
    expect(titles).toEqual([]);
  });
});
