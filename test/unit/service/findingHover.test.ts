import { beforeAll, describe, expect, it } from 'vitest';
import { prepareDiagnostics } from '../../../server/src/service/diagnostics.js';
import { checkDiagnostics, checkHover, markedDraft } from '../../support/checks.js';
import { createContextOf } from '../../support/record.js';

const REST = { id: 'rest', date: '2017', text: 'Rivers carry boats.\n\nFarmers grow wheat.\n\nMusic moves people.' };
const context = createContextOf([
  REST,
  { id: 'said', date: '2021', text: 'Pakistan supports a treaty on outer space. Nobody grows *wheat* there.' },
]);

describe('a hover on a finding', () => {
  beforeAll(() => prepareDiagnostics(markedDraft('¦', context).draft, context, () => Promise.resolve()));

  it('begins with the prior and why it matters, without what the diagnostic beside it says, then gives the precedents', () => {
    const hover = checkHover('Pakistan opposes a trea¦ty on outer space.', context);
    const paragraphs = hover?.text.split('\n\n') ?? [];
    expect(paragraphs.slice(0, 4)).toEqual([
      '**Contradicts the delegation’s position** · position-conflict · confidence: high',
      '> Pakistan supports a **treaty** on outer space.',
      'Pakistan, statement, 2021, para. 1',
      expect.stringMatching(/^Why it matters: .*instruction\.$/),
    ]);
    expect(paragraphs[4]).toBe('---');
    expect(paragraphs[5]).toContain('Used by 1 document in 1 passage');
  });

  it('speaks of the finding where there is no precedent', () => {
    const hover = checkHover('Pakistan opp¦oses a treaty on outer space.', context);
    expect(hover?.text).toMatch(/^\*\*Contradicts the delegation’s position\*\*/);
    expect(hover?.over).toBe('Pakistan opposes a treaty on outer space');
  });

  it('sets the words beside each other where they differ', () => {
    const voluntary = createContextOf([REST, { id: 'said', date: '2021', text: 'The Directory should be voluntary.' }]);
    checkDiagnostics('⟦The Directory should be mandatory⟧{position-conflict}.', voluntary);
    const hover = checkHover('The Directory should be mand¦atory.', voluntary);
    expect(hover?.text).toContain('Draft: “mandatory” — record: “voluntary”');
    expect(hover?.text).not.toContain('The draft says');
  });

  it('says that a departure was decided, and what differs, since editors show hints on their first letters only', () => {
    const from = { document: 'said', citation: 'x', quote: 'Pakistan supports a treaty on outer space.' };
    const departure = {
      rule: 'position-conflict' as const,
      sentence: 'Pakistan opposes a treaty on outer space.',
      from,
      by: 'A [b](c)',
      date: '2026-03-12',
      reason: '<why>',
    };
    const hover = checkHover('Pakistan opp¦oses a treaty on outer space.', { ...context, departures: [departure] });
    expect(hover?.text).toContain('The draft denies or opposes “treaty”.');
    expect(hover?.text).toContain(
      'This is recorded as deliberate departure by A \\[b\\](c) on 12 March 2026: &lt;why&gt;',
    );
  });

  it.each([
    ['away from it', 'Riv¦ers. Pakistan opposes a treaty on outer space.'],
    [
      'where it is silenced',
      '<!-- aide-memoire-off position-conflict -->\n\nPakistan opp¦oses a treaty on outer space.',
    ],
  ])('says nothing of it %s', (_, marked) => {
    expect(checkHover(marked, context)?.text ?? '').not.toContain('Contradicts');
  });

  it('writes plain text for a client that shows no Markdown', () => {
    const hover = checkHover('Good behav¦ior helps.', context, 'plaintext');
    expect(hover?.text).toMatch(/^«Spelt otherwise than the record or house style» · term-variant\n\nThe draft writes/);
  });
});
