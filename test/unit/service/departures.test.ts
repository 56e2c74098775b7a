import { describe, expect, it } from 'vitest';
import type { Departure } from '../../../server/src/ingest/departuresFile.js';
import type { ServiceContext } from '../../../server/src/service/context.js';
import type { FindingData } from '../../../server/src/service/diagnostics.js';
import { checkCodeAction, checkDiagnostics } from '../../support/checks.js';
import { createContextOf } from '../../support/record.js';

const SAID = 'Pakistan supports a treaty on outer space.';
const DRAFT = 'Pakistan opposes a treaty on outer space';
const MARKED = `⟦${DRAFT}⟧{position-conflict}.`;

function contextOf(said = SAID): ServiceContext {
  return createContextOf([
    { id: 'rest', date: '2017', text: 'Rivers carry boats.\n\nFarmers grow wheat.\n\nMusic moves people.' },
    { id: 'said', date: '2021', text: said },
  ]);
}

/** What the quick fix would record of the one finding of the draft. */
function recorded(): Departure {
  const [finding] = checkDiagnostics(MARKED, contextOf());
  const departure = (finding?.data as FindingData | undefined)?.departure;
  if (departure === undefined) throw new Error('nothing to record');
  return { ...departure, by: 'A. Drafter', date: '2026-03-12', reason: 'telegram 114' };
}

const withDeparture = (context: ServiceContext, departure = recorded()): ServiceContext => ({
  ...context,
  departures: [departure],
});

describe('a departure that is recorded', () => {
  it('shows as decided in place of the warning', () => {
    const [finding] = checkDiagnostics(MARKED, withDeparture(contextOf()));
    expect(finding).toMatchObject({
      severity: 4,
      code: 'position-conflict',
      message: 'This is recorded as deliberate departure by A. Drafter on 12 March 2026: telegram 114',
    });
    expect(finding?.relatedInformation?.map(({ message }) => message)).toEqual([
      `Pakistan, statement, 2021, para. 1: “${SAID}”`,
    ]);
  });

  it('holds wherever in a draft the sentence stands, however its lines are broken', () => {
    const context = withDeparture(contextOf());
    const broken = DRAFT.replace('a treaty', 'a\ntreaty');
    const findings = checkDiagnostics(`Rivers carry boats.\n\n7. ⟦${broken}⟧{position-conflict}.`, context);
    expect(findings.map(({ severity }) => severity)).toEqual([4]);
  });

  it.each([
    ['another wording of the sentence', '⟦Pakistan opposes any treaty on outer space⟧{position-conflict}.', SAID],
    ['another wording of the prior', MARKED, 'Pakistan supports a treaty on outer space and the oceans.'],
  ])('is no more with %s', (_, draft, said) => {
    const [finding] = checkDiagnostics(draft, withDeparture(contextOf(said)));
    expect(finding?.severity).toBe(2);
    expect(finding?.message).toContain('This contradicts the delegation’s own record');
  });

  it('is no more when another document says it', () => {
    const departure = { ...recorded(), from: { ...recorded().from, document: 'other' } };
    const [finding] = checkDiagnostics(MARKED, withDeparture(contextOf(), departure));
    expect(finding?.severity).toBe(2);
  });

  it('is not offered to be recorded again', () => {
    const cursor = DRAFT.replace('opposes', 'opp¦oses');
    const options = { recordDepartureCommand: 'client.record' };
    const { actions } = checkCodeAction(`${cursor}.`, contextOf(), options);
    const record = actions.find(({ title }) => title === 'Record as deliberate departure...');
    const { by: _, date: __, reason: ___, ...subject } = recorded();
    expect(record?.command).toMatchObject({ command: 'client.record', arguments: [subject] });
    expect(checkCodeAction(`${cursor}.`, contextOf()).titles).not.toContain(record?.title);
    expect(checkCodeAction(`${cursor}.`, withDeparture(contextOf()), options).titles).not.toContain(record?.title);
    expect(checkCodeAction('Good behav¦ior.', contextOf(), options).titles).not.toContain(record?.title);
  });
});
