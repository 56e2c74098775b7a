import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEFAULT_SETTINGS, RULE_IDS } from '../../../server/src/api/settings.js';
import { parseSettings, sameSettings } from '../../../server/src/workspace/settings.js';

describe('parseSettings', () => {
  it.each([undefined, null, {}])('gives the defaults for %j', (value) => {
    expect(parseSettings(value)).toEqual({ settings: DEFAULT_SETTINGS, problems: [] });
  });

  it('takes what is right and fills in the rest', () => {
    const { settings, problems } = parseSettings({
      delegation: ' Brazil ',
      groups: ['Group of 77 and China'],
      forum: ' First Committee',
      corpus: { folders: ['record'] },
      rules: { 'term-variant': 'off' },
      completion: { maxItems: 5 },
    });
    expect(problems).toEqual([]);
    expect(settings).toEqual({
      ...DEFAULT_SETTINGS,
      delegation: 'Brazil',
      groups: ['Group of 77 and China'],
      forum: 'First Committee',
      corpus: { ...DEFAULT_SETTINGS.corpus, folders: ['record'] },
      rules: { ...DEFAULT_SETTINGS.rules, 'term-variant': 'off' },
      completion: { enable: true, maxItems: 5 },
    });
  });

  it.each([
    [
      { rules: { 'position-conflict': 'loud' } },
      'aideMemoire.rules.position-conflict: "loud" is not one of error, warning, information, hint, off; using "warning"',
    ],
    [{ delegation: 7 }, 'aideMemoire.delegation: 7 is not a name; using "Pakistan"'],
    [{ delegation: ' ' }, 'aideMemoire.delegation: " " is not a name; using "Pakistan"'],
    [{ forum: ['First Committee'] }, 'aideMemoire.forum: ["First Committee"] is not a name; using ""'],
    [{ groups: 'NAM' }, 'aideMemoire.groups: "NAM" is not a list of names; using ["Non-Aligned Movement"]'],
    [{ corpus: { folders: [3] } }, 'aideMemoire.corpus.folders: [3] is not a list of folders; using []'],
    [{ corpus: { bundled: 'no' } }, 'aideMemoire.corpus.bundled: "no" is not true or false; using true'],
    [{ hover: { maxDocuments: 0 } }, 'aideMemoire.hover.maxDocuments: 0 is not a whole number from 1 to 20; using 3'],
    [
      { completion: { maxItems: 2.5 } },
      'aideMemoire.completion.maxItems: 2.5 is not a whole number from 1 to 200; using 20',
    ],
    [
      { citation: { style: 'song' } },
      'aideMemoire.citation.style: "song" is not one of text, footnote, link; using "text"',
    ],
    [{ hover: true }, 'aideMemoire.hover: true is not a group of settings; using the defaults'],
    [{ rules: ['off'] }, 'aideMemoire.rules: ["off"] is not a group of settings; using the defaults'],
    ['everything', 'aideMemoire: "everything" is not a group of settings; using the defaults'],
    [
      { rules: { 'position-conflct': 'off' } },
      `aideMemoire.rules.position-conflct: there is no such rule; the rules are ${RULE_IDS.join(', ')}`,
    ],
  ])('names what is wrong in %j and uses the default', (value, problem) => {
    expect(parseSettings(value)).toEqual({ settings: DEFAULT_SETTINGS, problems: [problem] });
  });

  it('takes the numbers that package.json allows, and no others', () => {
    const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as {
      contributes: { configuration: { properties: Record<string, { minimum?: number; maximum?: number }> }[] };
    };
    const properties: Record<string, { minimum?: number; maximum?: number }> = Object.assign(
      {},
      ...manifest.contributes.configuration.map((group) => group.properties),
    );
    const problemsOf = (name: string, value: number): readonly string[] =>
      parseSettings(name.split('.').reduceRight<unknown>((inner, key) => ({ [key]: inner }), value)).problems;
    const limits = Object.keys(DEFAULT_SETTINGS.corpus.limits).map((name) => `corpus.limits.${name}`);
    for (const name of ['hover.maxDocuments', 'completion.maxItems', ...limits]) {
      const { minimum = 0, maximum = 0 } = properties[`aideMemoire.${name}`] ?? {};
      expect(problemsOf(name, minimum).concat(problemsOf(name, maximum))).toEqual([]);
      expect(problemsOf(name, minimum - 1)).toHaveLength(1);
      expect(problemsOf(name, maximum + 1)).toHaveLength(1);
    }
  });

  it('leaves names alone that are not its own', () => {
    expect(parseSettings({ trace: { server: 'verbose' } }).problems).toEqual([]);
  });

  it('takes its own answer unchanged, whatever it was given', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), fc.jsonValue(), (delegation, corpus, rules) => {
        const first = parseSettings({ delegation, corpus, rules }).settings;
        expect(parseSettings(first)).toEqual({ settings: first, problems: [] });
      }),
    );
  });
});

describe('sameSettings', () => {
  it('compares by content, in whatever order it is written', () => {
    const { rules, ...others } = DEFAULT_SETTINGS;
    const turned = Object.fromEntries(Object.entries(rules).reverse()) as typeof rules;
    expect(sameSettings(DEFAULT_SETTINGS, { rules: turned, ...others })).toBe(true);
    expect(sameSettings(DEFAULT_SETTINGS, { ...DEFAULT_SETTINGS, groups: [] })).toBe(false);
  });
});
