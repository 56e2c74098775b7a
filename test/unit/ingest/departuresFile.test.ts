import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addDeparture,
  type Departure,
  parseDepartures,
  removeDeparture,
} from '../../../server/src/ingest/departuresFile.js';

const DEPARTURE: Departure = {
  rule: 'position-conflict',
  by: 'A. Drafter',
  date: '2026-03-12',
  reason: 'telegram 114: "new line"',
  sentence: 'Pakistan opposes a treaty: on outer space.',
  from: { document: 'said', citation: 'Pakistan, statement, 2021, para. 1', quote: 'Pakistan supports a treaty.' },
};

function add(text: string | undefined, departure = DEPARTURE): { readonly text: string; readonly line: number } {
  const added = addDeparture(text, departure);
  if ('problem' in added) throw new Error(added.problem);
  return added;
}

const messages = (text: string): readonly string[] =>
  parseDepartures('file:///d.yaml', text).problems.map(({ message }) => message);

describe('a file of departures', () => {
  it('is begun with a line for whoever opens it', () => {
    const { text, line } = add(undefined);
    expect(text.split('\n').slice(0, 5)).toEqual([
      expect.stringMatching(/^# Departures from the record that were decided\./),
      '',
      'departures:',
      '  - rule: position-conflict',
      '    by: A. Drafter',
    ]);
    expect(line).toBe(3);
    expect(parseDepartures('', text)).toEqual({ departures: [{ ...DEPARTURE, line }], problems: [] });
  });

  it.each([
    ['nothing', ''],
    ['a comment alone', '# ours\n'],
    ['an empty list', 'departures: []\n'],
    ['a list to be filled', 'departures: # ours\n'],
  ])('may hold %s before', (_, before) => {
    const { text, line } = add(before);
    expect(parseDepartures('', text)).toEqual({ departures: [{ ...DEPARTURE, line }], problems: [] });
    if (before.includes('# ours')) expect(text).toContain('# ours');
  });

  it('keeps the comments, the order and the other entries when one is added', () => {
    const before = add(undefined).text.replace('    by: A.', '    # asked twice\n    by: A.');
    const commented = `${before}  # until the next session\n`;
    const { text, line } = add(commented, { ...DEPARTURE, by: 'B. Other' });
    expect(text).toContain('    # asked twice\n');
    expect(text).toContain('# until the next session');
    expect(parseDepartures('', text).departures.map(({ by }) => by)).toEqual(['A. Drafter', 'B. Other']);
    expect(text.split('\n')[line]).toBe('  - rule: position-conflict');
  });

  it('gives back whatever is recorded', () => {
    const line = fc.string({ unit: 'grapheme', minLength: 1 }).map((text) => text.replace(/[\s\p{C}]+/gu, ' ').trim());
    const some = line.filter((text) => text !== '');
    const departure = fc.record({
      rule: fc.constantFrom('agreed-language' as const, 'fact-mismatch' as const),
      by: some,
      date: fc.constant('2026-11-26'),
      reason: some,
      sentence: some,
      from: fc.record({ document: some, citation: some, quote: some }),
    });
    fc.assert(
      fc.property(fc.array(departure, { minLength: 1, maxLength: 4 }), (departures) => {
        let text: string | undefined;
        const recorded = departures.map((each) => {
          const added = add(text, each);
          ({ text } = added);
          return { ...each, line: added.line };
        });
        expect(parseDepartures('', text ?? '')).toEqual({ departures: recorded, problems: [] });
      }),
    );
  });

  it('is without a departure that is taken out, and keeps all else as it was written', () => {
    const one = `${add('# ours\n').text}  # until the next session\n`;
    const { text } = add(one, { ...DEPARTURE, by: 'B. Other' });
    expect(removeDeparture(text, { ...DEPARTURE, by: 'B. Other' })).toEqual({ text: one, line: 12 });
    expect(removeDeparture(one, DEPARTURE)).toEqual({
      text: '# ours\n\ndepartures:\n  # until the next session\n',
      line: 3,
    });
    expect(removeDeparture(one, { ...DEPARTURE, by: 'C' })).toEqual({
      problem: expect.stringMatching(/holds no such departure any more/),
    });
    expect(removeDeparture('departures: [', DEPARTURE)).toEqual({ problem: expect.stringMatching(/line 1/) });
  });

  it.each([
    ['no YAML', 'departures:\n  - rule: [\n', /line 3: the file cannot be read/],
    ['no list', 'departures: none\n', /line 1: "departures" is not a list; begin each entry with "- "\.$/],
    ['no fields', 'just words\n', /line 1: the file cannot be read/],
  ])('is left alone when it holds %s', (_, text, problem) => {
    expect(addDeparture(text, DEPARTURE)).toEqual({ problem: expect.stringMatching(problem) });
    expect(messages(text)).toEqual([expect.stringMatching(problem)]);
  });

  it('names the line and the field of an entry that cannot be used, and uses the others', () => {
    const good = add(undefined).text;
    const text = `${good}  - rule: position-conflict\n    by: A\n    date: yesterday\n    reason: x\n    sentence: y\n    from: { document: a, citation: b, quote: c }\nothers: []\n`;
    const { departures, problems } = parseDepartures('file:///d.yaml', text);
    expect(departures).toEqual([{ ...DEPARTURE, line: 3 }]);
    const line = good.split('\n').length;
    expect(problems).toEqual([
      {
        file: 'file:///d.yaml',
        message: `.aide-memoire/departures.yaml, line ${line + 6}: there is no list "others"; the list is departures.`,
      },
      {
        file: 'file:///d.yaml',
        message: `.aide-memoire/departures.yaml, line ${line}: this entry cannot be used at "date"; write rule, by, date, reason, sentence and, under "from:", document, citation and quote.`,
      },
    ]);
  });
});
