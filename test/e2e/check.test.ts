import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CheckedFinding } from '../../server/src/cli/checkedFinding.js';
import { createDesk, type RunOptions } from '../support/commandLine.js';
import { DRAFTING, OPPOSED, SAID } from '../support/drafting.js';
import type { CommandResult } from '../support/launch.js';
import { type LogResult, runOf } from '../support/sarifLog.js';
import { AT_HOME, readTrap, trapped } from '../support/surroundings.js';

const desk = createDesk();
/** Several runs of the program, some with a judge, on a busy machine. Milliseconds. */
const TIME_LIMIT = 90_000;
const RECORD = ['--no-bundled', '--corpus', 'record'];
const RULES = [...RECORD, '--judge', 'rules', '--'];

const check = (options: readonly string[], files: readonly string[], more?: RunOptions): Promise<CommandResult> =>
  desk.run(['check', ...options, ...RULES, ...files], more);

const resultsOf = ({ out }: CommandResult): readonly LogResult[] => runOf(JSON.parse(out)).results;

describe('check', { timeout: TIME_LIMIT }, () => {
  beforeAll(() => desk.put(DRAFTING));
  afterAll(desk.clear);

  it('reads a draft from standard input, as it reads a file', async () => {
    const input = DRAFTING['paper.draft.md'] ?? '';
    const [piped, named] = await Promise.all([
      check(['--json'], ['-'], { input }),
      check(['--json'], ['paper.draft.md']),
    ]);
    expect(piped.code).toBe(1);
    expect(piped.out.replace('"file": "-"', '"file": "paper.draft.md"')).toBe(named.out);
    const open = await check([], ['-'], { input: `---\ncirculation: open\n---\n\n${input}` });
    expect(open.out).toMatch(/^standard input:7:4 {2}warning/);
    expect(await check([], ['-', '-'], { input })).toMatchObject({
      code: 2,
      out: '',
      err: expect.stringContaining('only once'),
    });
  });

  it('writes SARIF whose fingerprints stay when other lines move', async () => {
    const before = await check(['--format', 'sarif'], ['paper.draft.md']);
    expect(before).toMatchObject({ code: 1, err: '' });
    desk.put({ 'paper.draft.md': `A paragraph before it.\n\n${DRAFTING['paper.draft.md']}` });
    const [moved] = resultsOf(await check(['--format', 'sarif'], ['paper.draft.md']));
    desk.put(DRAFTING);
    const [result] = resultsOf(before);
    expect(moved?.partialFingerprints).toEqual(result?.partialFingerprints);
    expect([result, moved].map((each) => each?.locations[0]?.physicalLocation.region?.startLine)).toEqual([3, 5]);
    expect(result?.relatedLocations).toEqual([
      {
        id: 0,
        message: { text: `Pakistan, statement, 13 December 2021, para. 1: “${SAID}”` },
        physicalLocation: {
          artifactLocation: { uri: 'record/said.md', uriBaseId: '%SRCROOT%' },
          region: { startLine: expect.any(Number) },
        },
      },
    ]);
  });

  it('reports in SARIF what could not be read, and fails', async () => {
    const { code, out } = await check(['--format', 'sarif'], ['nowhere.md', 'drafts/clean.draft.md']);
    expect(code).toBe(2);
    expect(runOf(JSON.parse(out)).results).toEqual([]);
    expect(JSON.parse(out)).toMatchObject({
      runs: [
        {
          results: [],
          invocations: [
            {
              executionSuccessful: false,
              toolExecutionNotifications: [{ message: { text: 'nowhere.md: there is no such file.' } }],
            },
          ],
        },
      ],
    });
  });

  it('tells only what a baseline does not know', async () => {
    const drafts = ['paper.draft.md', 'drafts/opposed.draft.md'];
    const written = await check(['--write-baseline', 'baseline.json'], drafts);
    expect(written).toMatchObject({ code: 0, err: '' });
    expect(written.out).toMatch(/^2 findings\. Written to baseline\.json/);
    const text = readFileSync(join(desk.folder, 'baseline.json'), 'utf8');
    expect(text).not.toContain(SAID);
    expect(await check(['--write-baseline', 'baseline.json'], drafts.toReversed())).toEqual(written);
    expect(readFileSync(join(desk.folder, 'baseline.json'), 'utf8')).toBe(text);

    // What was known has moved, and stands there twice.
    desk.put({ 'paper.draft.md': `A paragraph before it.\n\n${DRAFTING['paper.draft.md']}\n2. ${OPPOSED}\n` });
    const now = await check(['--baseline', 'baseline.json'], drafts);
    expect(now.code).toBe(1);
    expect(now.out).toMatch(/^paper\.draft\.md:7:4 {2}warning[\s\S]*\n1 new finding; the baseline knows 2\.\n$/);
    const [asJson, asSarif] = await Promise.all(
      ['json', 'sarif'].map((format) => check(['--baseline', 'baseline.json', '--format', format], drafts)),
    );
    expect((JSON.parse(asJson?.out ?? '') as CheckedFinding[]).map(({ line }) => line)).toEqual([7]);
    expect(asSarif && resultsOf(asSarif).map(({ baselineState }) => baselineState)).toEqual(['new']);
    desk.put(DRAFTING);
    expect(await check(['--baseline', 'baseline.json'], drafts)).toEqual({
      code: 0,
      out: 'No new findings; the baseline knows 2.\n',
      err: '',
    });
  });

  it.each([
    [
      'is not there',
      undefined,
      /^baseline\.bad: there is no such baseline\. check --write-baseline baseline\.bad writes/,
    ],
    ['was cut off', '{"aideMemoireBaseline": 1, "findings": [', /^baseline\.bad: this baseline is damaged \(.*JSON/],
    ['has lost a field', '{"aideMemoireBaseline": 1, "findings": [{}]}', /damaged \(findings\.0\.file\)\. Take back/],
    ['is another list', '[]', /^baseline\.bad: this baseline is damaged \(aideMemoireBaseline\)\. Take back/],
    [
      'a later version wrote',
      '{"aideMemoireBaseline": 2, "findings": [{"draft": "paper"}]}',
      /^baseline\.bad: this baseline is of another version of Aide-Mémoire \(form 2; this one reads form 1\)\. Write it anew with --write-baseline/,
    ],
  ])('says what to do with a baseline that %s', async (_, content, message) => {
    if (content !== undefined) desk.put({ 'baseline.bad': content });
    const { code, out, err } = await check(['--baseline', 'baseline.bad'], ['paper.draft.md']);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(message);
  });

  it('reads a baseline that an editor has marked as Unicode', async () => {
    await check(['--write-baseline', 'marked.json'], ['paper.draft.md']);
    desk.put({ 'marked.json': `\ufeff${readFileSync(join(desk.folder, 'marked.json'), 'utf8')}` });
    expect(await check(['--baseline', 'marked.json'], ['paper.draft.md'])).toMatchObject({ code: 0, err: '' });
  });

  it('writes no baseline of drafts that it could not read, nor where it may not', async () => {
    const unread = await check(['--write-baseline', 'half.json'], ['paper.draft.md', 'nowhere.md']);
    expect(unread).toMatchObject({ code: 2, out: '' });
    expect(() => readFileSync(join(desk.folder, 'half.json'))).toThrow('ENOENT');
    expect(await check(['--write-baseline', 'no/such/folder.json'], ['paper.draft.md'])).toMatchObject({
      code: 2,
      err: expect.stringContaining('cannot be written. Name a file'),
    });
  });

  it('tells a draft for open circulation nothing of a restricted document, in whatever form', async () => {
    const secret = DRAFTING['record/said.md']?.replace('kind:', 'handling: restricted\nkind:') ?? '';
    desk.put({ 'secret/said.md': secret, 'open.md': `---\ncirculation: open\n---\n\n${OPPOSED}\n` });
    const forms = ['text', 'json', 'sarif'].map((format) => ['--format', format]);
    for (const form of [...forms, ['--write-baseline', 'open.json']]) {
      const run = await desk.run([
        'check',
        ...form,
        '--no-bundled',
        '--judge',
        'rules',
        '--corpus',
        'secret',
        '--',
        'open.md',
      ]);
      const told = form.includes('open.json') ? readFileSync(join(desk.folder, 'open.json'), 'utf8') : run.out;
      expect(told).toMatch(form.includes('open.json') ? /position-conflict/ : /A restricted document says otherwise/);
      expect(told).not.toMatch(/2021|December|supports a treaty/);
    }
  });

  it.each([[['--json', '--format', 'sarif']], [['--write-baseline', 'x', '--baseline', 'y']], [['--format', 'xml']]])(
    'refuses %j',
    async (options) => {
      expect(await check(options, ['paper.draft.md'])).toMatchObject({ code: 2, out: '' });
    },
  );

  it('hears several judges at the same time, and says what it says of each draft alone, in their order', async () => {
    // Both hold the same, in another order: what a judge has said of one must not decide on the other.
    const drafts = {
      'judged/1.draft.md': ['We see no use in a treaty.', OPPOSED],
      'judged/2.draft.md': [OPPOSED, SAID],
    };
    desk.put(Object.fromEntries(Object.entries(drafts).map(([file, lines]) => [file, lines.join('\n\n')])));
    const files = Object.keys(drafts);
    const trap = join(desk.folder, 'trap');
    const checked = (names: readonly string[], env = {}): Promise<CommandResult> =>
      desk.run(['check', '--json', ...RECORD, '--judge', 'rules+judge', '--', ...names], { env });
    const [together, ...alone] = await Promise.all([
      checked(files, trapped(AT_HOME, trap).env),
      ...files.map((file) => checked([file])),
    ]);
    const findings = alone.flatMap(({ out }) => JSON.parse(out) as CheckedFinding[]);
    expect(new Set(findings.map(({ file }) => file)).size).toBe(files.length);
    expect(JSON.parse(together.out)).toEqual(findings);
    const judges = readTrap(trap).started.filter((script) => script === 'judgeWorker.cjs');
    expect(judges).toHaveLength(Math.min(files.length, availableParallelism()));
  });

  it.each([
    ['the judge', [...RECORD, '--judge', 'rules+judge'], 6],
    ['the rules alone', [...RECORD, '--judge', 'rules'], 20],
  ])('says with %s of many drafts what it says of each alone, in their order', async (_, options, count) => {
    // The first takes longest, so that others are done before it; two hold the same, and one is not there.
    const drafts = Array.from({ length: count }, (_, n) => {
      const filling = Array.from({ length: 3 * (count - n) }, (_, line) => `In year ${n * 100 + line} we met again.`);
      return [`many/${(n * 7) % count}.draft.md`, [...filling, n % 3 === 0 ? SAID : OPPOSED].join('\n\n')] as const;
    });
    desk.put(Object.fromEntries([...drafts, ['many/twin.draft.md', drafts[0]?.[1] ?? '']]));
    const files = [...drafts.map(([file]) => file), 'many/missing.draft.md', 'many/twin.draft.md'];
    const checked = (names: readonly string[]): Promise<CommandResult> =>
      desk.run(['check', '--json', ...options, '--', ...names]);
    const together = await checked(files);
    const alone: CommandResult[] = [];
    for (const file of files) alone.push(await checked([file]));
    const findings = alone.flatMap(({ out }) => JSON.parse(out) as CheckedFinding[]);
    const order = [...new Set(findings.map(({ file }) => file))];
    expect(order.length).toBeGreaterThan(count / 2);
    expect(order).toEqual(files.filter((file) => order.includes(file)));
    expect(JSON.parse(together.out)).toEqual(findings);
    expect(together.err).toContain('missing.draft.md');
    expect(together.code).toBe(Math.max(...alone.map(({ code }) => code ?? Number.NaN)));
  });
});
