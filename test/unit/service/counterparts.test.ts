import { describe, expect, it } from 'vitest';
import type { CorpusDocument } from '../../../server/src/ingest/corpusDocument.js';
import { parseDocument } from '../../../server/src/ingest/parseDocument.js';
import { nameOpponents, provideCounterparts } from '../../../server/src/service/counterparts.js';
import { bindingRecord } from '../../../server/src/service/record.js';
import { createBundledContext } from '../../support/bundled.js';
import { checkHover } from '../../support/checks.js';
import { collectGarbage } from '../../support/garbage.js';
import { createContextOf } from '../../support/record.js';

const SHARED = 'a crisis communications hotline for cyber incidents';
const context = createContextOf([
  { id: 'own', holder: 'Pakistan', date: '2022-03-01', text: `Pakistan supports ${SHARED}.` },
  {
    id: 'group',
    holder: 'Non-Aligned Movement',
    date: '2021',
    text: `The Movement supports ${SHARED}.`,
    tier: 'group',
  },
  { id: 'adopted', holder: 'General Assembly', date: '2020', text: `Decides to establish ${SHARED}.`, tier: 'adopted' },
  { id: 'in1', holder: 'India', date: '2019-03-12', text: `India proposes ${SHARED}.`, tier: 'other' },
  {
    id: 'in2',
    holder: 'India',
    date: '2023',
    text: `Let us recall ${SHARED}.\n\nOnce more, ${SHARED}.`,
    tier: 'other',
  },
  { id: 'eg', holder: 'Egypt', date: '2021-07', text: `Egypt has doubts about ${SHARED}.`, tier: 'other' },
  { id: 'br', holder: 'Brazil', text: `Brazil speaks of ${SHARED}.`, tier: 'other' },
]);

describe('counterparts', () => {
  it('are the other holders who use the words, with the first date and the newest quotation', () => {
    const { counterparts, more } = provideCounterparts('Crisis communications hotline', 10, context);
    expect(counterparts.map(({ holder, documents, since }) => [holder, documents, since])).toEqual([
      ['India', 2, '12 March 2019'],
      ['Brazil', 1, 'undated'],
      ['Egypt', 1, 'July 2021'],
    ]);
    expect(more).toBe(0);
    const newest = counterparts[0]?.newest;
    expect(newest?.text).toBe(`Let us recall ${SHARED}.`);
    expect(newest?.marks.map(({ start, end }) => newest.text.slice(start, end))).toEqual([
      'crisis communications hotline',
    ]);
    expect(newest).toMatchObject({ holder: 'India', date: '2023', citation: 'para. 1' });
  });

  it('of a wording that was asked for are remembered without the draft that it was cut from', async () => {
    bindingRecord.of(context);
    const [versions, units] = [60, 1_000_000];
    const heldBytes = async (): Promise<number> => {
      await collectGarbage();
      return process.memoryUsage().heapUsed;
    };
    const before = await heldBytes();
    for (let version = 0; version < versions; version++) {
      const draft = `Version ${version} calls for ${SHARED}. ${String.fromCharCode(97 + (version % 26)).repeat(units)}`;
      expect(nameOpponents(draft.slice(0, draft.indexOf('.')), [], context)).toBeUndefined();
    }
    expect(await heldBytes()).toBeLessThan(before + (versions * units) / 10);
  });

  it('are counted where there are more than asked for, and nobody where nobody has the words', () => {
    expect(provideCounterparts(SHARED, 1, context)).toMatchObject({ counterparts: [{ holder: 'India' }], more: 2 });
    expect(provideCounterparts('a zeppelin', 10, context)).toEqual({
      counterparts: [],
      more: 0,
      against: [],
      remarks: [],
    });
    expect(provideCounterparts('', 10, context).counterparts).toEqual([]);
  });

  it('come with who wrote against it, newest first, in their own words', () => {
    const against = (wording: string): string[][] =>
      provideCounterparts(wording, 10, opposed).against.map(({ holder, text, marks }) => [
        holder,
        ...marks.map(({ start, end }) => text.slice(start, end)),
      ]);
    const opposed = createContextOf([
      { id: 'own', holder: 'Pakistan', date: '2022', text: 'Pakistan supports a legally binding instrument on ICTs.' },
      {
        id: 'old',
        holder: 'Norway',
        date: '2019',
        text: 'We listened with care. Norway opposes a legally binding instrument on ICTs.',
        tier: 'other',
      },
      {
        id: 'new',
        holder: 'Japan',
        date: '2023',
        text: 'There is no need for a legally binding instrument on ICTs.',
        tier: 'other',
      },
      { id: 'for', holder: 'Cuba', date: '2023', text: 'Cuba supports a legally binding instrument.', tier: 'other' },
    ]);
    const both = [
      ['Japan', 'There is no need for a legally binding instrument on ICTs.'],
      ['Norway', 'Norway opposes a legally binding instrument on ICTs.'],
    ];
    expect(against('Pakistan supports a legally binding instrument on ICTs.')).toEqual(both);
    expect(against('a legally binding instrument')).toEqual(both);
    expect(against('Pakistan opposes a legally binding instrument.')).toEqual([
      ['Cuba', 'Cuba supports a legally binding instrument.'],
    ]);
    expect(against('a hotline')).toEqual([]);
  });

  it('come with who wrote against it in a list, or of what the sentence before names', () => {
    const treaty = 'a legally binding instrument on ICTs';
    const document = (holder: string, year: number, text: string): CorpusDocument => {
      const written = `---\ntitle: Statement\nholder: ${holder}\ndate: "${year}"\n---\n\n${text}\n`;
      const name = `${holder}.md`;
      const { document: read } = parseDocument({ uri: `file:///${name}`, name }, new TextEncoder().encode(written));
      if (read === undefined) throw new Error(`not read: ${written}`);
      return read;
    };
    const opposed = createBundledContext([
      document('Norway', 2023, `We do not support:\n\na) parallel forums;\n\nb) ${treaty}.`),
      document('Cuba', 2024, `We support:\n\na) ${treaty}.`),
      document('Japan', 2021, `Some want ${treaty}. On ICTs, we oppose such an instrument.`),
    ]);
    const against = provideCounterparts(treaty, 10, opposed).against.filter(({ holder }) => holder !== 'Pakistan');
    expect(
      against.map(({ holder, marks, text }) => [holder, ...marks.map((mark) => text.slice(mark.start, mark.end))]),
    ).toEqual([
      ['Norway', `${treaty}.`],
      ['Japan', 'On ICTs, we oppose such an instrument.'],
    ]);
    bindingRecord.of(opposed);
    expect(checkHover('a legally bind¦ing instrument on ICTs', opposed)?.text).toContain(
      `Norway wrote against it: “We do not support: ${treaty}.” (Norway, `,
    );
  });

  it('come with who wrote against it in a hover, once the binding record is read', () => {
    const treaty = 'a legally binding instrument on ICTs';
    const opposed = createContextOf([
      { id: 'own', date: '2022', text: `Pakistan supports ${treaty}.` },
      { id: 'old', holder: 'Norway', date: '2019', text: `Thank you. Norway opposes ${treaty}.`, tier: 'other' },
      { id: 'new', holder: 'Japan', date: '2023', text: `There is no need for ${treaty}.`, tier: 'other' },
      { id: 'for', holder: 'Cuba', date: '2024', text: `Cuba supports ${treaty}.`, tier: 'other' },
    ]);
    const lastLine = (): string =>
      (checkHover('a legally bind¦ing instrument on ICTs', opposed)?.text ?? '').split('\n').at(-1) ?? '';
    expect(lastLine()).toMatch(/^Also used by others: /);
    bindingRecord.of(opposed);
    const expected =
      'Japan wrote against it: “There is no need for a legally binding instrument on ICTs.” (Japan, statement, 2023, para. 1), and 1 more document.';
    expect(lastLine()).toBe(expected);
    expect(lastLine()).toBe(expected);
    // Nobody is against what all support.
    bindingRecord.of(context);
    expect(checkHover('a crisis communications hot¦line', context)?.text).not.toContain('against');
  });

  describe('who took the other line later', () => {
    const treaty = 'a legally binding instrument on ICTs';
    const recordWith = (...later: readonly { readonly date: string; readonly text: string }[]) => {
      const record = createContextOf([
        { id: 'own', date: '2022', text: `Pakistan supports ${treaty}.` },
        { id: 'old', holder: 'Norway', date: '2019', text: `Thank you. Norway opposes ${treaty}.`, tier: 'other' },
        ...later.map((said, i) => ({ id: `later${i}`, holder: 'Norway', tier: 'other' as const, ...said })),
      ]);
      bindingRecord.of(record);
      return record;
    };
    const hovered = (record: ReturnType<typeof recordWith>): string =>
      checkHover('a legally bind¦ing instrument on ICTs', record)?.text ?? '';
    const listed = (record: ReturnType<typeof recordWith>): string[] =>
      provideCounterparts(treaty, 10, record).against.map(({ date }) => date);

    it.each([
      ['in the same words', `Norway supports ${treaty}.`],
      ['in other words', 'Norway calls for legally binding instruments on the use of ICTs.'],
    ])('%s is not named as an opponent', (_, text) => {
      const record = recordWith({ date: '2021', text });
      expect(hovered(record)).toContain('Also used by others: Norway');
      expect(hovered(record)).not.toContain('against');
      expect(listed(record)).toEqual([]);
    });

    it('and came back to the first is named by the newest statement alone', () => {
      const record = recordWith(
        { date: '2021', text: `Norway supports ${treaty}.` },
        { date: '2023', text: `There is no need for ${treaty}.` },
      );
      expect(hovered(record)).toContain('Norway wrote against it: “There is no need for');
      expect(hovered(record)).toMatch(/\(Norway, statement, 2023, para\. 1\)\.$/);
      expect(listed(record)).toEqual(['2023']);
    });

    it('and nobody knows which came first is not named either', () => {
      const undated = createContextOf([
        { id: 'own', date: '2022', text: `Pakistan supports ${treaty}.` },
        { id: 'one', holder: 'Norway', text: `Norway opposes ${treaty}.`, tier: 'other' },
        { id: 'two', holder: 'Norway', text: `Norway supports ${treaty}.`, tier: 'other' },
      ]);
      bindingRecord.of(undated);
      expect(hovered(undated)).not.toContain('against');
      expect(listed(undated)).toEqual([]);
    });

    it('before is still named, and so is whoever speaks of something else later', () => {
      for (const text of [`Norway supports ${treaty}.`, 'Norway supports a hotline on ICTs.']) {
        const record = recordWith({ date: text.includes(treaty) ? '2017' : '2021', text });
        expect(hovered(record)).toContain('Norway wrote against it: “Norway opposes');
        expect(listed(record)).toEqual(['2019']);
      }
    });
  });

  it('stand in the last line of a hover', () => {
    const text = checkHover(`We support a crisis communications hot¦line for cyber incidents.`, context)?.text ?? '';
    expect(text.split('\n').at(-1)).toBe(
      'Also used by others: India since 12 March 2019 (2 documents); Brazil, undated; Egypt, July 2021.',
    );
    const own = createContextOf([{ id: 'own', holder: 'Pakistan', text: `Pakistan supports ${SHARED}.` }]);
    expect(checkHover(`We support a crisis communications hot¦line.`, own)?.text).not.toContain('others');
  });

  it('read of a whole speech in one paragraph what comes nearest to the wording', () => {
    const others = Array.from({ length: 200 }, (_, i) => `Chapter ${i} of our history teaches patience.`).join(' ');
    const speech = createContextOf([
      { id: 'own', holder: 'Pakistan', date: '2022', text: `Pakistan supports ${SHARED}.` },
      { id: 'in1', holder: 'India', date: '2019', text: `India does not support ${SHARED}.`, tier: 'other' },
      { id: 'in2', holder: 'India', date: '2023', text: `${others} India supports ${SHARED}.`, tier: 'other' },
    ]);
    expect(provideCounterparts(SHARED, 10, speech).against).toEqual([]);
  });
});
