import { describe, expect, it } from 'vitest';
import { NO_DECISIONS, type RedLine } from '../../../../server/src/ingest/positionsFile.js';
import type { ServiceContext } from '../../../../server/src/service/context.js';
import { checkCodeAction, checkDiagnostics } from '../../../support/checks.js';
import { createContextOf } from '../../../support/record.js';

const FILE = 'file:///project/.aide-memoire/positions.yaml';

function withLines(...redLines: readonly RedLine[]): ServiceContext {
  const context = createContextOf([{ id: 'rest', date: '2017', text: 'Rivers carry boats.\n\nFarmers grow wheat.' }]);
  return { ...context, decisions: { ...NO_DECISIONS, uri: FILE, redLines } };
}

const NEVER = {
  line: 3,
  never: ['cyber war', 'cyber warfare'],
  instead: 'malicious use of ICTs',
  reason: 'loaded term',
};
const ALWAYS = { line: 7, always: ['within the United Nations'], topic: 'treaty', instruction: 'telegram 114' };

describe('red-line', () => {
  it('marks words that are never used, and says by whose decision', () => {
    const [finding] = checkDiagnostics('States fear ⟦cyber war⟧{red-line} most.', withLines(NEVER));
    expect(finding).toMatchObject({
      severity: 2,
      message:
        'The delegation never says “cyber war” (.aide-memoire/positions.yaml, line 4, loaded term). It says “malicious use of ICTs”.',
      relatedInformation: [
        { location: { uri: FILE, range: { start: { line: 3, character: 0 }, end: { line: 4, character: 0 } } } },
      ],
    });
  });

  it('marks each of several phrases once', () => {
    checkDiagnostics('⟦Cyber-warfare⟧{red-line} and ⟦cyber wars⟧{red-line} harm all.', withLines(NEVER));
    const nested = withLines({ line: 0, never: ['war', 'cyber war'] });
    checkDiagnostics('States fear ⟦cyber war⟧{red-line} most.', nested);
  });

  it('puts what is said instead in its place, and then is content', () => {
    const context = withLines(NEVER);
    const { after } = checkCodeAction('Cyber ¦war harms all.', context);
    const fixed = after('Use “Malicious use of ICTs”');
    expect(fixed).toBe('Malicious use of ICTs harms all.');
    checkDiagnostics(fixed, context);
  });

  it('leaves the alternative alone where it holds the words themselves', () => {
    const context = withLines({ line: 0, never: ['rules'], instead: 'non-binding rules' });
    checkDiagnostics('We need non-binding rules, not ⟦rules⟧{red-line} of the road.', context);
  });

  it('offers no other words where none are given', () => {
    const { titles } = checkCodeAction('Cyber ¦war harms all.', withLines({ line: 0, never: ['cyber war'] }));
    expect(titles.some((title) => title.startsWith('Use'))).toBe(false);
    expect(titles).toContain('Ignore red-line here, with a reason');
  });

  it('leaves quotations alone', () => {
    checkDiagnostics('The paper speaks of “cyber war”.', withLines(NEVER));
    checkDiagnostics('> Cyber war harms all.', withLines(NEVER));
  });

  it('holds only where its topic is spoken of', () => {
    const context = withLines({ line: 0, never: ['voluntary'], topic: 'treaty' });
    checkDiagnostics('Sharing is voluntary.', context);
    checkDiagnostics('A treaty is not ⟦voluntary⟧{red-line}.', context);
  });

  it('marks the first mention of a topic in a draft that nowhere says what it must', () => {
    const context = withLines(ALWAYS);
    const [finding] = checkDiagnostics(
      'Rivers carry boats.\n\nWe are few. ⟦A convention may help⟧{red-line}. A treaty may help.',
      context,
    );
    expect(finding?.message).toBe(
      'The draft speaks of “legally binding instrument” and nowhere says “within the United Nations”, as it always should (.aide-memoire/positions.yaml, line 8, telegram 114).',
    );
  });

  it.each([
    ['a draft that says it', 'A treaty may help.\n\nTalks belong within the United Nations.'],
    ['a draft that says it in a heading', '# Within the United Nations\n\nA treaty may help.'],
    ['a draft on something else', 'Rivers carry boats.'],
    ['a topic in a heading alone', '# A treaty\n\nRivers carry boats.'],
    ['no text', ''],
  ])('is content with %s', (_, draft) => {
    checkDiagnostics(draft, withLines(ALWAYS));
  });

  it('is content with any of several phrases', () => {
    const context = withLines({ ...ALWAYS, always: ['within the United Nations', 'under UN auspices'] });
    checkDiagnostics('A treaty under UN auspices may help.', context);
  });

  it('knows topics of the workspace’s own', () => {
    const context = withLines({ line: 0, always: ['in peace'], topic: 'Water sharing' });
    checkDiagnostics('⟦Water-sharing is old⟧{red-line}.', context);
  });

  it('is off where it is turned off', () => {
    const context = withLines(NEVER, ALWAYS);
    const off = {
      ...context,
      settings: { ...context.settings, rules: { ...context.settings.rules, 'red-line': 'off' as const } },
    };
    checkDiagnostics('A treaty on cyber war may help.', off);
    checkDiagnostics('<!-- aide-memoire-off red-line -->\n\nA treaty on cyber war may help.', context);
  });

  it('says nothing without a red line', () => {
    checkDiagnostics('A treaty on cyber war may help.', withLines());
  });
});
