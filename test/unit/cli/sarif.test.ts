import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { DEFAULT_SETTINGS } from '../../../server/src/api/settings.js';
import { type CheckedFinding, findingOf } from '../../../server/src/cli/checkedFinding.js';
import { toSarif } from '../../../server/src/cli/sarif.js';
import { createDraft } from '../../../server/src/draft/draft.js';
import type { ServiceContext } from '../../../server/src/service/context.js';
import { provideSourcedDiagnostics } from '../../../server/src/service/diagnostics.js';
import { anyText } from '../../support/arbitraries.js';
import { createBundledContext } from '../../support/bundled.js';
import { checkedFinding } from '../../support/checkedFindings.js';
import { createContextOf } from '../../support/record.js';
import { addressOf, type LogRun, runOf, shown } from '../../support/sarifLog.js';
import { ROOT } from '../../support/server.js';

const FOLDER = '/home/a drafter/papers';
const OPPOSED = 'Pakistan opposes a treaty on outer space.';

function logOf(
  findings: readonly CheckedFinding[],
  more: { readonly isNew?: boolean; readonly unread?: readonly string[]; readonly folder?: string } = {},
): LogRun {
  const log = { findings, unread: [], isWhole: true, isNew: false, version: '1.2.3', folder: FOLDER, ...more };
  // As it is written: what is not there is no member.
  return runOf(JSON.parse(JSON.stringify(toSarif(log))));
}

/** What a check of this draft finds. */
function check(file: string, text: string, context: ServiceContext): readonly CheckedFinding[] {
  const document = TextDocument.create(pathToFileURL(resolve(FOLDER, file)).href, 'negotiation-draft', 1, text);
  const draft = createDraft(document, context.tokenize);
  return provideSourcedDiagnostics(draft, context).map((each) => findingOf(file, draft, each));
}

/** The words that a log says a finding is about, by its lines and columns alone. */
function wordsOf({ locations: [location] }: LogRun['results'][number], text: string): string {
  const {
    startLine,
    startColumn = 0,
    endLine = 0,
    endColumn = 0,
  } = location?.physicalLocation.region ?? { startLine: 0 };
  const lines = text.split(/\r\n|\r|\n/);
  // 3.30.6, 3.30.8: columns are those of the line; the end is one beyond.
  expect(startColumn - 1).toBeLessThan(lines[startLine - 1]?.length ?? 0);
  expect(endColumn - 1).toBeLessThanOrEqual(lines[endLine - 1]?.length ?? 0);
  const between = lines.slice(startLine - 1, endLine);
  between[between.length - 1] = between.at(-1)?.slice(0, endColumn - 1) ?? '';
  return [between[0]?.slice(startColumn - 1) ?? '', ...between.slice(1)].join(' ');
}

const whitespace = (text: string): string => text.replace(/\s+/g, ' ').trim();

/** A name as a file may have it. */
const fileName = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 12 })
  .map((name) => name.replace(/[/\0]/g, '-'))
  .filter((name) => name !== '.' && name !== '..');
const filePath = fc.array(fileName, { minLength: 1, maxLength: 3 }).map((names) => names.join('/'));

/** What means something to readers of a log. */
const marks = fc.string({ unit: fc.constantFrom('{', '}', '0', '[', ']', '(', ')', '\\'), maxLength: 12 });
const anyWords = fc.oneof(anyText, marks);

const findings = fc.array(
  fc
    .record({
      file: filePath,
      message: anyWords.map((text) => `m ${text}`),
      words: anyWords,
      code: fc.constantFrom(...Object.keys(DEFAULT_SETTINGS.rules)),
      severity: fc.constantFrom('error', 'warning', 'information', 'hint'),
      paragraph: fc.option(fc.constant('para. 12'), { nil: undefined }),
      line: fc.integer({ min: 1, max: 9_999 }),
      column: fc.integer({ min: 1, max: 999 }),
      quotes: fc.array(anyWords, { maxLength: 3 }),
    })
    .map(({ line, paragraph, ...fields }) =>
      checkedFinding({ ...fields, line, endLine: line + 1, ...(paragraph === undefined ? {} : { paragraph }) }),
    ),
  { maxLength: 6 },
);

describe('a SARIF log', () => {
  it('keeps to the standard whatever a draft is called and whatever is in it', () => {
    fc.assert(
      fc.property(findings, filePath, fc.boolean(), anyWords, (given, folder, isNew, why) => {
        const run = logOf(given, { isNew, folder: `/${folder}`, unread: [`a.md: ${why}`] });
        expect(run.results).toHaveLength(given.length);
        for (const [n, result] of run.results.entries()) {
          const [location] = result.locations;
          const path = location === undefined ? '' : fileURLToPath(addressOf(location, run));
          expect(path).toBe(resolve(`/${folder}`, given[n]?.file ?? ''));
        }
      }),
    );
  });

  it('describes every rule, and each result leads to its own', () => {
    const run = logOf(Object.keys(DEFAULT_SETTINGS.rules).map((code) => checkedFinding({ code })));
    const ids = run.tool.driver.rules.map(({ id }) => id);
    expect(ids.toSorted()).toEqual(Object.keys(DEFAULT_SETTINGS.rules).toSorted());
    expect(run.results.map(({ ruleId }) => ruleId)).toEqual(Object.keys(DEFAULT_SETTINGS.rules));
  });

  it.each([
    ['paper.md', { uri: 'paper.md', uriBaseId: '%SRCROOT%' }],
    ['a draft/ä #1?.md', { uri: 'a%20draft/%C3%A4%20%231%3F.md', uriBaseId: '%SRCROOT%' }],
    ['12:30 [final].md', { uri: '12%3A30%20%5Bfinal%5D.md', uriBaseId: '%SRCROOT%' }],
    ['/home/a drafter/papers/x.md', { uri: 'x.md', uriBaseId: '%SRCROOT%' }],
    ['../other.md', { uri: 'file:///home/a%20drafter/other.md' }],
    ['../[old]/ä.md', { uri: 'file:///home/a%20drafter/%5Bold%5D/%C3%A4.md' }],
    ['..x.md', { uri: '..x.md', uriBaseId: '%SRCROOT%' }],
  ])('says where %s is', (file, expected) => {
    const { results } = logOf([checkedFinding({ file })]);
    expect(results[0]?.locations[0]?.physicalLocation.artifactLocation).toEqual(expected);
  });

  it('marks the words in UTF-16 units, within their lines, and knows them again when other text moves them', () => {
    const context = createContextOf([
      { id: 'own', date: '2021', text: 'Pakistan supports a treaty on outer space.' },
      { id: 'rest', date: '2017', text: 'Rivers carry boats.\n\nFarmers grow wheat.\n\nMusic moves people.' },
    ]);
    const before = fc.constantFrom('', '😀 e\u0301. ', '1. ', '- 🏳️‍🌈. ', '“é”. ');
    const ending = fc.constantFrom('\n', '\r\n');
    const above = fc.array(fc.constantFrom('Birds 😀 sing.', 'Snow falls.', '# Ünsere Worte'), { maxLength: 4 });
    fc.assert(
      fc.property(before, ending, above, above, (start, eol, first, more) => {
        const logged = (lines: readonly string[]): readonly string[] => {
          const text = [...lines, `${start}${OPPOSED}`, OPPOSED].join(eol + eol);
          const run = logOf(check('p.md', text, context));
          expect(run.columnKind).toBe('utf16CodeUnits');
          for (const result of run.results) expect(`${wordsOf(result, text)}.`).toBe(OPPOSED);
          return run.results.map(({ partialFingerprints }) => JSON.stringify(partialFingerprints));
        };
        const prints = logged(first);
        expect(new Set(prints).size).toBe(2);
        expect(logged([...more, ...first])).toEqual(prints);
      }),
      { numRuns: 40 },
    );
  });

  it('is that of the sample draft as well', () => {
    const text = readFileSync(join(ROOT, 'client/sample/working-paper.draft.md'), 'utf8');
    const found = check('working-paper.draft.md', text, createBundledContext());
    const { results } = logOf(found);
    expect(results.length).toBeGreaterThan(3);
    expect(results.map((result) => whitespace(wordsOf(result, text)))).toEqual(
      found.map(({ words }) => whitespace(words)),
    );
  });

  it('quotes who said what when and where, and lets no text of theirs be a link or turn the direction', () => {
    const finding = checkedFinding({ message: 'See [this](http://x.test).', quotes: ['[Press](1) \u202ehere'] });
    const result = logOf([finding]).results[0];
    const texts = [result?.message.text, result?.relatedLocations[0]?.message?.text];
    expect(texts[1]).toMatch(/^Pakistan, statement, 13 December 2021, para\. 1: “\[Press\]/);
    for (const text of texts) expect(text).not.toMatch(/\]\(|\u202e/);
  });

  it('lets no text of theirs be a place for an argument', () => {
    const [result] = logOf([checkedFinding({ message: 'A {0} of {{1}}.', quotes: ['{2}'] })]).results;
    expect(result?.message.text).toBe('A {{0}} of {{{{1}}}}.');
    expect(result && shown(result.message)).toBe('A {0} of {{1}}.');
    expect(result?.relatedLocations[0]?.message?.text).toMatch(/“\{\{2\}\}”$/);
  });

  it('calls findings new where they were compared with a baseline', () => {
    const stateOf = (isNew: boolean) => logOf([checkedFinding({})], { isNew }).results[0]?.baselineState;
    expect([stateOf(true), stateOf(false)]).toEqual(['new', undefined]);
  });
});
