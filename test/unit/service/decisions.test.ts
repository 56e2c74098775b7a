import { describe, expect, it } from 'vitest';
import type { DecideParams } from '../../../server/src/api/protocol.js';
import { changeDecisions } from '../../../server/src/ingest/positionsEdits.js';
import { NO_DECISIONS, parsePositions } from '../../../server/src/ingest/positionsFile.js';
import type { ServiceContext } from '../../../server/src/service/context.js';
import { planDecision } from '../../../server/src/service/decisions.js';
import { providePositions } from '../../../server/src/service/positions.js';
import { createContextOf } from '../../support/record.js';

const FILE = 'file:///project/.aide-memoire/positions.yaml';
const RULES = 'We need binding rules on cyberspace.';
const record = createContextOf([
  { id: 'old', text: RULES, date: '2019' },
  { id: 'new', text: 'We need a treaty on outer space.', date: '2023' },
]);

function contextWith(text: string): ServiceContext {
  const { decisions, problems } = parsePositions(FILE, text);
  expect(problems).toEqual([]);
  return { ...record, index: { ...record.index }, decisions: { ...NO_DECISIONS, ...decisions } };
}

/** The statement with these words, as a client is told of it. */
function statement(words: string, context: ServiceContext): DecideParams['statement'] {
  for (const { holder, topic, steps } of providePositions({}, context).positions) {
    const step = steps.find(({ text }) => text.includes(words));
    if (step !== undefined) return { holder, topic, uri: step.uri, text: step.text };
  }
  throw new Error(`no statement says ${words}`);
}

/** The file after the decision. */
function decide(before: string, words: string, decision: Omit<DecideParams, 'statement'>): string {
  const context = contextWith(before);
  const plan = planDecision({ ...decision, statement: statement(words, context) }, context);
  if ('problem' in plan) throw new Error(plan.problem);
  const changed = changeDecisions(before, plan);
  if ('problem' in changed) throw new Error(changed.problem);
  return changed.text;
}

/** Every statement as "status: text". */
function statuses(file: string): readonly string[] {
  const { positions } = providePositions({}, contextWith(file));
  return positions.flatMap(({ steps }) => steps.map(({ status, text }) => `${status}: ${text}`));
}

describe('a decision about a statement', () => {
  const confirmed = decide('', RULES, { decision: 'confirm', instruction: 'cable of 12 March', date: '2024' });

  it('confirms it, on grounds', () => {
    expect(confirmed).toBe(
      `confirmed:\n  - words: ${RULES}\n    document: old\n    date: "2024"\n    instruction: cable of 12 March\n`,
    );
    expect(statuses(confirmed)).toContain(`confirmed: ${RULES}`);
  });

  it('retires it, also where it was confirmed before', () => {
    const retired = decide(confirmed, RULES, { decision: 'retire' });
    expect(parsePositions(FILE, retired).decisions).toMatchObject({ confirmed: [], retired: [{ words: RULES }] });
    expect(statuses(retired)).toContain(`retired: ${RULES}`);
  });

  it('puts other words in its place, once and again, and on its topic even if they do not name it', () => {
    const wording = 'We stand by what was said.';
    const reworded = decide(confirmed, RULES, { decision: 'reword', wording: 'We ask for a treaty on cyberspace.' });
    expect(reworded).toBe(`${confirmed}    wording: We ask for a treaty on cyberspace.\n`);
    expect(statuses(reworded)).toEqual(
      expect.arrayContaining([`retired: ${RULES}`, 'confirmed: We ask for a treaty on cyberspace.']),
    );
    const again = decide(reworded, 'We ask for', { decision: 'reword', wording: 'We ask for a binding treaty.' });
    expect(again).toBe(reworded.replace('a treaty on cyberspace', 'a binding treaty'));
    const other = decide('', RULES, { decision: 'reword', wording });
    expect(other).toContain('topic: legally binding instrument\n');
    expect(statuses(other)).toContain(`confirmed: ${wording}`);
  });

  it('is taken back', () => {
    const undone = decide(confirmed, RULES, { decision: 'undo' });
    expect(undone).toBe('confirmed:\n');
    expect(statuses(undone)).toEqual(statuses(''));
  });

  it('names whose statement it is when it is a group’s', () => {
    const group = createContextOf([
      { id: 'group', text: RULES, date: '2019', holder: 'Non-Aligned Movement', tier: 'group' },
    ]);
    const plan = planDecision({ decision: 'confirm', statement: statement(RULES, group) }, group);
    expect(plan).toMatchObject({ kind: 'add', fields: { holder: 'Non-Aligned Movement' } });
  });

  it('is refused with what to do', () => {
    const problemOf = (file: string, words: string, params: Omit<DecideParams, 'statement'>): unknown => {
      const context = contextWith(file);
      const plan = planDecision({ ...params, statement: statement(words, context) }, context);
      return 'problem' in plan ? plan.problem : plan;
    };
    expect(problemOf('', RULES, { decision: 'undo' })).toBe('Nothing is decided about this statement.');
    expect(problemOf('', RULES, { decision: 'reword' })).toMatch(/^Write the words/);
    expect(problemOf('retired:\n  - words: we need\n', RULES, { decision: 'undo' })).toMatch(
      /^Line 2 of .* and others/,
    );
    const added = 'added:\n  - { topic: water, wording: Rivers belong to all., date: 2024 }\n';
    expect(problemOf(added, 'Rivers', { decision: 'retire' })).toMatch(/^Only .*positions.yaml states this/);
    expect(problemOf(added, 'Rivers', { decision: 'undo' })).toMatchObject({
      kind: 'remove',
      entry: { list: 'added' },
    });
    const gone = { ...statement(RULES, record), text: 'We need nothing.' };
    expect(planDecision({ decision: 'confirm', statement: gone }, record)).toMatchObject({
      problem: expect.stringContaining('no longer holds'),
    });
  });
});
