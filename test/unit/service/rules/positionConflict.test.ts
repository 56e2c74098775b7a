import { describe, expect, it } from 'vitest';
import { createBundledContext } from '../../../support/bundled.js';
import { checkCodeAction, checkDiagnostics } from '../../../support/checks.js';
import type { TestDocument } from '../../../support/corpus.js';
import { createContextOf } from '../../../support/record.js';

const REST = { id: 'rest', date: '2017', text: 'Rivers carry boats.\n\nFarmers grow wheat.\n\nMusic moves people.' };
const statement = (holder: string, text: string, date = '2021-12-13'): TestDocument => ({
  id: holder,
  holder,
  date,
  text,
});

const LINE = 'Pakistan supports a treaty on outer space.';
const own = createContextOf([REST, statement('Pakistan', LINE)]);

describe('position-conflict', () => {
  it('says what the draft says, what was said, by whom, when and where', () => {
    const [finding] = checkDiagnostics('⟦Pakistan opposes a treaty on outer space⟧{position-conflict}.', own);
    expect(finding?.message).toBe(
      `The draft denies or opposes “treaty”. This contradicts the delegation’s own record: “${LINE}” (Pakistan, statement, 13 December 2021, para. 1).`,
    );
    expect(finding?.severity).toBe(2);
    expect(finding?.relatedInformation).toMatchObject([
      {
        location: { uri: 'file:///corpus/Pakistan.md', range: { start: { line: 0, character: 0 } } },
        message: 'Pakistan, statement, 13 December 2021, para. 1',
      },
    ]);
  });

  it('says that the draft affirms what the record denies', () => {
    const context = createContextOf([REST, statement('Pakistan', 'We reject a parallel treaty on outer space.')]);
    const [finding] = checkDiagnostics('⟦We need a parallel treaty on outer space⟧{position-conflict}.', context);
    expect(finding?.message).toMatch(/^The draft affirms or supports “parallel treaty”\. This contradicts/);
  });

  it.each([
    ['is', 'The draft affirms or supports “insurmountable”.'],
    ['is not', 'The draft denies or opposes “insurmountable”.'],
  ])('reads “%s insurmountable” as it stands', (verb, said) => {
    const record = verb === 'is' ? 'is not' : 'is';
    const context = createContextOf([
      REST,
      statement('Pakistan', `The challenge of attribution in outer space ${record} insurmountable.`),
    ]);
    const draft = `⟦The challenge of attribution in outer space ${verb} insurmountable⟧{position-conflict}.`;
    expect(checkDiagnostics(draft, context)[0]?.message).toContain(said);
  });

  it('says which pole of an axis the draft takes', () => {
    const context = createContextOf([REST, statement('Pakistan', 'Membership of the directory should be voluntary.')]);
    const [finding] = checkDiagnostics('⟦Membership of the directory must be mandatory⟧{position-conflict}.', context);
    expect(finding?.message).toMatch(/^The draft says “mandatory”\. This contradicts the delegation’s own record/);
  });

  it('marks the clause at fault alone', () => {
    checkDiagnostics('Rivers carry boats; ⟦we oppose a treaty on outer space⟧{position-conflict}; music is fine.', own);
  });

  it.each([
    'Pakistan supports a treaty on outer space.',
    'Pakistan does not oppose a treaty on outer space.',
    'Some States oppose a treaty on outer space.',
    'France opposes a treaty on outer space.',
    'Should Pakistan oppose a treaty on outer space?',
    'If Pakistan opposed a treaty on outer space, it would say so.',
    'Although one may oppose a treaty on outer space, talks are useful.',
    'The paper says “we oppose a treaty on outer space” in its annex.',
    'Pakistan opposes quotas on wheat.',
    'Pakistan must not support a treaty on wheat.',
    '> Pakistan opposes a treaty on outer space.',
    '# Pakistan opposes a treaty on outer space',
    '```\nPakistan opposes a treaty on outer space.\n```',
  ])('is silent on “%s”', (draft) => {
    checkDiagnostics(draft, own);
  });

  it('holds the draft to the newest line alone', () => {
    const moved = createContextOf([
      REST,
      { ...statement('Pakistan', 'We reject a treaty on outer space.', '2019'), id: 'old' },
      { ...statement('Pakistan', LINE, '2023'), id: 'new' },
    ]);
    checkDiagnostics('We call for a treaty on outer space.', moved);
    const [finding] = checkDiagnostics('⟦We reject a treaty on outer space⟧{position-conflict}.', moved);
    expect(finding?.message).toContain('(Pakistan, statement, 2023, para. 1)');
  });

  it('offers the record’s sentence, which is no contradiction any more', () => {
    const draft = 'Rivers carry boats. Pakistan opp¦oses a treaty on outer space.';
    const after = checkCodeAction(draft, own).after('Use the current position’s wording');
    expect(after).toBe(`Rivers carry boats. ${LINE}`);
    checkDiagnostics(after, own);
  });

  it('can be switched off or shown otherwise', () => {
    const severity = (of: 'off' | 'error') => ({
      ...own,
      settings: { ...own.settings, rules: { ...own.settings.rules, 'position-conflict': of } },
    });
    checkDiagnostics('Pakistan opposes a treaty on outer space.', severity('off'));
    const [finding] = checkDiagnostics(
      '⟦Pakistan opposes a treaty on outer space⟧{position-conflict}.',
      severity('error'),
    );
    expect(finding?.severity).toBe(1);
  });
});

it('tells once what a relative clause takes over', () => {
  const context = createContextOf([REST, statement('Pakistan', 'Talks in ports are not sufficient for peace at sea.')]);
  checkDiagnostics('⟦Talks in ports are sufficient for the peace⟧{position-conflict} that reigns at sea.', context);
});

describe('group-divergence', () => {
  const GROUP = statement(
    'Non-Aligned Movement',
    'NAM calls for a space treaty, to be concluded soon for outer space.',
  );

  it('finds what a group says where the delegation’s own record is silent', () => {
    const context = createContextOf([REST, GROUP]);
    const [finding] = checkDiagnostics('⟦Pakistan opposes a treaty on outer space⟧{group-divergence}.', context);
    expect(finding?.message).toBe(
      'The draft denies or opposes “treaty”. This contradicts the position of the Non-Aligned Movement: “NAM calls for a space treaty, to be concluded soon for outer space.” (Non-Aligned Movement, statement, 13 December 2021, para. 1).',
    );
  });

  it('finds what the draft says for the group against what the group has said', () => {
    const context = createContextOf([REST, GROUP, statement('Pakistan', 'We oppose a treaty on outer space.')]);
    checkDiagnostics('⟦NAM opposes a treaty on outer space⟧{group-divergence}.', context);
    checkDiagnostics('NAM calls for a treaty on outer space.', context);
    checkDiagnostics('Some delegations oppose a treaty on outer space.', context);
  });

  it('leaves a line alone that is the delegation’s own, though the group’s is another', () => {
    checkDiagnostics(
      'Pakistan opposes a treaty on outer space.',
      createContextOf([REST, GROUP, statement('Pakistan', 'We oppose a treaty on outer space.')]),
    );
  });

  it('does not repeat what the delegation’s own record says as well', () => {
    checkDiagnostics(
      '⟦Pakistan opposes a treaty on outer space⟧{position-conflict}.',
      createContextOf([REST, GROUP, statement('Pakistan', LINE)]),
    );
  });

  it('is about the groups of the settings', () => {
    checkDiagnostics('Pakistan opposes a treaty on outer space.', createContextOf([REST, GROUP], { groups: [] }));
    checkDiagnostics(
      '⟦Pakistan opposes a treaty on outer space⟧{group-divergence}.',
      createContextOf([REST, statement('Group of 77 and China', 'We support a treaty on outer space.')], {
        groups: ['Group of 77 and China'],
      }),
    );
  });
});

describe('the bundled record', () => {
  const context = createBundledContext();

  it('nowhere contradicts itself', () => {
    const lines = context.index.documents
      .filter(({ metadata }) => metadata.holder === 'Pakistan')
      .flatMap(({ passages }) =>
        passages.flatMap(({ text, sentences }) => sentences.map(({ start, end }) => text.slice(start, end))),
      );
    expect(lines.length).toBeGreaterThan(150);
    const alone = { ...context, settings: { ...context.settings, rules: conflictsOnly(context.settings.rules) } };
    for (const line of lines) checkDiagnostics(line, alone);
  });

  it.each([
    'States should report cyber incidents through the Directory.',
    'States should cooperate on harmful hidden functions in ICT products.',
    'We encourage States to investigate cyber incidents and to notify the Directory.',
    'To prevent conflict in cyberspace, States must conclude a legally binding instrument.',
    'A ban on offensive cyber weapons is needed.',
    'Neither a parallel structure nor a vote is needed.',
    'The delegation of France said that a legally binding instrument is not needed.',
    '“There is no need for a legally binding instrument”, as one delegation put it.',
  ])('is not contradicted by “%s”', (draft) => {
    checkDiagnostics(draft, {
      ...context,
      settings: { ...context.settings, rules: conflictsOnly(context.settings.rules) },
    });
  });
});

function conflictsOnly<T extends Record<string, string>>(rules: T): T {
  const off = Object.keys(rules).map((rule) => [rule, 'off']);
  return { ...rules, ...Object.fromEntries(off), 'position-conflict': 'warning' };
}

describe('matters that no lexicon names', () => {
  const context = createContextOf([
    REST,
    statement('Pakistan', 'We support lunar quotas for fisheries. We welcome further discussions on this issue.'),
  ]);

  it('are found by a word that is not everybody’s', () => {
    checkDiagnostics('⟦We oppose lunar quotas for fisheries⟧{position-conflict}.', context);
  });

  it('are not found by words that every statement has', () => {
    checkDiagnostics('We oppose further discussions today.', context);
  });
});
