import { describe, expect, it } from 'vitest';
import { NO_DECISIONS } from '../../../server/src/ingest/positionsFile.js';
import type { ServiceContext } from '../../../server/src/service/context.js';
import { provideDiagnostics } from '../../../server/src/service/diagnostics.js';
import { assertedIn, readRegister } from '../../../server/src/positions/register.js';
import { createReadings, type Readings } from '../../../server/src/service/readings.js';
import { bindingRecord } from '../../../server/src/service/record.js';
import { recordedStatements } from '../../../server/src/service/statements.js';
import { finishSteps } from '../../../server/src/util/steps.js';
import { createBundledContext } from '../../support/bundled.js';
import { markedDraft } from '../../support/checks.js';
import type { TestDocument } from '../../support/corpus.js';
import { createContextOf } from '../../support/record.js';

const SAID: TestDocument = { id: 'said', date: '2021', text: 'We need a treaty on outer space.\n\nTrade needs ports.' };
const REST: TestDocument = { id: 'rest', date: '2017', text: 'Schools teach children to read.\n\nRivers carry boats.' };
const DENIED = 'We see no need for a treaty on outer space.';

/** The context, with the texts that were read out sentence by sentence. */
function watched(documents: readonly TestDocument[], readings: Readings): ServiceContext & { readonly read: string[] } {
  const context = createContextOf(documents);
  const read: string[] = [];
  const tokenize = Object.assign((text: string) => {
    read.push(text);
    return context.tokenize(text);
  }, context.tokenize);
  return { ...context, tokenize, readings, read };
}

const findingsOf = (context: ServiceContext, text: string): unknown =>
  provideDiagnostics(markedDraft(`¦${text}`, context).draft, context);

describe('what has been read of the record', () => {
  it('is not read again by the next revision, and is found as before', () => {
    const readings = createReadings();
    const first = watched([SAID, REST], readings);
    bindingRecord.of(first);
    expect(first.read).toContain('We need a treaty on outer space.');
    const second = watched([SAID, REST], readings);
    bindingRecord.of(second);
    expect(second.read).toEqual([]);
    expect(findingsOf(second, DENIED)).toEqual(findingsOf(createContextOf([SAID, REST]), DENIED));
    expect(findingsOf(second, DENIED)).toHaveLength(1);
  });

  it('is read again where a document changed or is another holder’s, and there alone', () => {
    const readings = createReadings();
    bindingRecord.of(watched([SAID, REST], readings));
    const changed = { ...SAID, text: 'We need no treaty on outer space.' };
    const context = watched([changed, REST], readings);
    bindingRecord.of(context);
    expect(context.read).toEqual([changed.text]);
    expect(findingsOf(context, DENIED)).toEqual([]);
    const others = watched([{ ...changed, holder: 'Non-Aligned Movement' }, REST], readings);
    bindingRecord.of(others);
    expect(others.read).toEqual([changed.text]);
  });

  it('binds as far as decisions let it', () => {
    const readings = createReadings();
    bindingRecord.of(watched([SAID, REST], readings));
    const retired = { line: 1, words: 'treaty on outer space', reason: 'superseded' };
    const context = watched([SAID, REST], readings);
    const decided = { ...context, decisions: { ...NO_DECISIONS, retired: [retired] } };
    expect(findingsOf(decided, DENIED)).toEqual([]);
  });
});

describe('the bundled record', () => {
  it('is the one that it is as objects', () => {
    const context = createBundledContext();
    const holders = [...new Set(context.index.documents.map(({ metadata }) => metadata.holder))];
    const settings = { ...context.settings, groups: holders };
    const packed = bindingRecord.of({ ...context, settings });
    const written = [...recordedStatements({ ...context, settings })].map(({ sentence }) => sentence);
    const register = finishSteps(readRegister(written, context.lexicon, context.tokenize));
    const asked = written
      .filter((_, n) => n % 5 === 0)
      .flatMap((sentence) => assertedIn(sentence, context.lexicon, context.tokenize));
    expect(asked.length).toBeGreaterThan(60);
    for (const commitment of asked) {
      const [found, expected] = [packed, register].map((each) =>
        each.candidates(commitment, holders).map(({ sentence, commitment: prior }) => {
          const { holder, date, text, place } = sentence;
          return { holder, date, text, place, prior };
        }),
      );
      expect(found).toStrictEqual(expected);
    }
    expect(packed.sentences.map(({ text }) => text)).toEqual(register.sentences.map(({ text }) => text));
  });

  it('gives the findings that it gives without', () => {
    const draft = [
      'Pakistan opposes a legally binding instrument.',
      'The Directory should be mandatory.',
      'International law does not apply to cyberspace.',
      'There is no need for capacity-building.',
    ].join('\n\n');
    const context = createBundledContext();
    const readings = createReadings();
    bindingRecord.of({ ...createBundledContext(), readings });
    expect(findingsOf({ ...createBundledContext(), readings }, draft)).toEqual(findingsOf(context, draft));
    expect(findingsOf(context, draft)).not.toEqual([]);
  });
});
