import { chmodSync, copyFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createVSIX } from '@vscode/vsce';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { MANUAL, type ManualPage } from '../../server/src/cli/manual.js';
import { createDesk } from '../support/commandLine.js';
import { DRAFTING, OPPOSED } from '../support/drafting.js';
import { runOf } from '../support/sarifLog.js';
import { ROOT } from '../support/server.js';

const PAGE = readFileSync(join(ROOT, 'docs', 'terminal.md'), 'utf8');
const desk = createDesk();
const TIME_LIMIT = 120_000;

/** The page's snippets of a language, in order. */
const snippets = (language: string): readonly string[] =>
  [...PAGE.matchAll(new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``, 'g'))].map(([, text = '']) => text);

const snippetWith = (language: string, words: string): string => {
  const found = snippets(language).filter((text) => text.includes(words));
  if (found.length !== 1) throw new Error(`${found.length} snippets hold "${words}"`);
  return found[0] ?? '';
};

/** A file of GitHub Actions, as far as it is looked at. */
interface Workflow {
  readonly on: readonly string[];
  readonly permissions: Readonly<Record<string, string>>;
  readonly jobs: Readonly<
    Record<
      string,
      {
        readonly 'runs-on': string;
        readonly steps: readonly {
          readonly uses?: string;
          readonly run?: string;
          readonly with?: object;
          readonly if?: string;
        }[];
      }
    >
  >;
}

describe('docs/terminal.md', { timeout: TIME_LIMIT }, () => {
  beforeAll(async () => {
    desk.put({ ...DRAFTING, 'drafts/opposed.draft.md': 'Birds sing.\n', 'tools/readme.txt': '' });
    const packagePath = join(desk.folder, 'aide-memoire.vsix');
    await createVSIX({ packagePath, dependencies: false, allowMissingRepository: true, rewriteRelativeLinks: false });
    copyFileSync(packagePath, join(desk.folder, 'tools', 'aide-memoire.vsix'));
  }, TIME_LIMIT);
  afterAll(desk.clear);

  it('names every command, and its exit codes as its help does', () => {
    const codes = PAGE.slice(PAGE.indexOf('## Exit codes'), PAGE.indexOf('## What is known already'));
    for (const [name, { exitCodes }] of Object.entries<ManualPage>(MANUAL)) {
      expect(PAGE).toMatch(new RegExp(`^\\| \`${name}\` \\| \\w`, 'm'));
      const row = codes.split('\n').find((line) => line.split('|')[1]?.includes(`\`${name}\``));
      const [, , zero = '', one = '', two = ''] = row?.split('|').map((cell) => cell.trim()) ?? [];
      expect(
        [zero, one, two].map((cell) => cell !== ''),
        name,
      ).toEqual([0, 1, 2].map((code) => code in exitCodes));
    }
  });

  it('gets the command from the package', async () => {
    // npm installs into a folder of the test's own.
    const env = { HOME: desk.folder, npm_config_prefix: join(desk.folder, 'npm'), npm_config_offline: 'true' };
    const installed = await desk.type(`PATH="$npm_config_prefix/bin:$PATH"; set -e; ${snippetWith('sh', 'unzip')}`, {
      env,
    });
    expect(installed.code, installed.err).toBe(0);
    const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { version: string };
    expect(installed.out).toMatch(new RegExp(`\\n${version.replaceAll('.', '\\.')}\\n$`));
  });

  it.each([
    ['what commands are typed', 'aide-memoire index --corpus record', 1],
    ['how a baseline is kept', '--write-baseline', 0],
  ])('shows %s', async (_, words, code) => {
    for (const line of snippetWith('sh', words).trim().split('\n')) {
      const result = await desk.type(line);
      expect(result.err, line).toBe('');
      expect(result.code, line).toBe(line.includes(' check paper') ? code : 0);
    }
  });

  it('has a hook that git runs, and that lets only drafts through that the record allows', async () => {
    const git =
      'git -c user.name=A -c user.email=a@example.test -c init.defaultBranch=main -c core.hooksPath=.git/hooks';
    expect(await desk.type(`${git} init -q`)).toMatchObject({ code: 0 });
    desk.put({ '.git/hooks/pre-commit': snippetWith('sh', 'git diff'), 'drafts/a new.draft.md': 'Birds sing.\n' });
    chmodSync(join(desk.folder, '.git/hooks/pre-commit'), 0o755);
    await desk.type(
      'aide-memoire check drafts/*.draft.md --judge rules --corpus record --write-baseline baseline.json',
    );
    const commit = `${git} add drafts && ${git} commit -q -m drafts`;
    expect(await desk.type(commit)).toMatchObject({ code: 0 });
    desk.put({ 'drafts/a new.draft.md': `${OPPOSED}\n` });
    const refused = await desk.type(commit);
    expect(refused.code).not.toBe(0);
    expect(refused.out + refused.err).toContain('drafts/a new.draft.md:1:1  warning  position-conflict');
    expect((await desk.type(`${git} log --oneline`)).out.trim().split('\n')).toHaveLength(1);
    // What is no draft is not checked.
    desk.put({ 'notes.md': `${OPPOSED}\n` });
    const other = `${git} reset -q && ${git} add notes.md && ${git} commit -q -m notes`;
    expect(await desk.type(other)).toMatchObject({ code: 0 });
  });

  it('has a hook for pre-commit whose command takes the names of drafts', async () => {
    const { repos } = parse(snippetWith('yaml', 'repos:')) as {
      repos: {
        repo: string;
        hooks: { id: string; entry: string; files: string; language: string; require_serial: boolean }[];
      }[];
    };
    const [hook] = repos.flatMap(({ hooks }) => hooks);
    expect(repos.map(({ repo }) => repo)).toEqual(['local']);
    expect(hook).toMatchObject({ id: 'aide-memoire', language: 'system', require_serial: true });
    expect(
      ['a/paper.draft.md', 'paper.md', 'paper.draft.md.bak'].map((name) => new RegExp(hook?.files ?? '').test(name)),
    ).toEqual([true, false, false]);
    const passed = await desk.type(`${hook?.entry} drafts/clean.draft.md paper.draft.md`);
    expect(passed).toMatchObject({ code: 1, out: expect.stringContaining('paper.draft.md:3:4  warning') });
  });

  it('has a workflow whose steps do what they say', async () => {
    const workflow = parse(snippetWith('yaml', 'runs-on')) as Workflow;
    expect(workflow.on).toEqual(['push', 'pull_request']);
    expect(workflow.permissions).toEqual({ contents: 'read', 'security-events': 'write' });
    const [job] = Object.values(workflow.jobs);
    const steps = job?.steps ?? [];
    expect(steps.flatMap(({ uses }) => uses ?? []).map((each) => each.replace(/@v\d+$/, ''))).toEqual([
      'actions/checkout',
      'actions/setup-node',
      'github/codeql-action/upload-sarif',
    ]);
    desk.put({
      'runner/here': '',
      'drafts/new.draft.md': `${OPPOSED}\n`,
      'baseline.json': '{"aideMemoireBaseline": 1, "findings": []}',
    });
    const env = { RUNNER_TEMP: join(desk.folder, 'runner') };
    const codes: (number | null)[] = [];
    // As a runner does: each step in a shell of its own that ends with its first failure.
    for (const { run } of steps) if (run !== undefined) codes.push((await desk.type(`set -e; ${run}`, { env })).code);
    expect(codes).toEqual([0, 1]);
    // The step after it goes on all the same, and sends this.
    expect(steps.at(-1)).toMatchObject({ if: 'always()', with: { sarif_file: 'findings.sarif' } });
    const { results } = runOf(JSON.parse(readFileSync(join(desk.folder, 'findings.sarif'), 'utf8')));
    expect(results.map(({ locations }) => locations[0]?.physicalLocation.artifactLocation)).toContainEqual({
      uri: 'drafts/new.draft.md',
      uriBaseId: '%SRCROOT%',
    });
  });
});
