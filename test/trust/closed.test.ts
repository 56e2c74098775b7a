import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { launchServer, type LaunchedServer, runCommand, type Transport } from '../support/launch.js';
import { AGENT_MESSAGES, COMMANDS, deskOptions, draftWith, makeDesk } from '../support/mainJob.js';
import { ROOT } from '../support/server.js';
import { AT_HOME, findNowhere, readTrap, type Surroundings, type Trapped, trapped } from '../support/surroundings.js';
import { Count, tries, WHOLE } from '../support/trust.js';

/** What is shipped. */
const BUNDLES = [
  'client',
  'clientLibrary',
  'server',
  'cli',
  'indexer',
  'batchWorker',
  'miner',
  'readers',
  'readerWorker',
  'judgeWorker',
  'mcp',
] as const;

/** How a bundle asks for a module that leads out of the process. */
const OUTWARD =
  /\b(?:require|import|getBuiltinModule)\("(?:node:)?(net|tls|https?|http2|dgram|dns(?:\/promises)?|child_process|cluster|inspector(?:\/promises)?)"\)/g;

/** What they may ask for all the same, and why. */
const NEVER_USED: Readonly<Partial<Record<(typeof BUNDLES)[number], Readonly<Record<string, string>>>>> = {
  clientLibrary: {
    child_process: 'vscode-languageclient starts the server, and nothing else',
    net: 'vscode-languageclient could speak with a server over a socket; ours speaks over node IPC',
  },
  server: {
    child_process: 'vscode-languageserver could ask npm where it keeps modules; nobody asks it',
    net: 'vscode-languageserver could speak over a socket; the server refuses such arguments',
  },
  cli: { child_process: 'commander could start subcommands that are programs of their own; there are none' },
};

const TIME_LIMIT = 180_000;
const root = mkdtempSync(join(tmpdir(), 'aide-memoire-closed-'));
const nowhere = findNowhere();
/** How the table calls that. */
const closedBy = nowhere === undefined ? 'under a trap' : 'without a network';
const running: LaunchedServer[] = [];
let paths = 0;

/** A path of its own below the root. All are of one length, so that what is printed is broken into the same lines. */
const pathOf = (name: string): string => join(root, `${name}-${String(++paths).padStart(3, '0')}`);

/** Where there is no network, and under a trap; under the trap alone where this machine can make no such place. */
const closedWith = (trap: string): Surroundings => trapped(nowhere ?? AT_HOME, trap);

/** A folder of a delegation. */
function openDesk(): string {
  const desk = pathOf('desk');
  cpSync(join(root, 'desk'), desk, { recursive: true });
  return desk;
}

/** All that a server answers to a drafter and writes, wherever that is. */
async function serve(transport: Transport, surroundings: Surroundings): Promise<string[]> {
  const desk = openDesk();
  const server = launchServer(transport, desk, surroundings, deskOptions(desk, join(root, 'storage')));
  running.push(server);
  const answers = await draftWith(server.client, desk);
  expect(await server.end()).toBe(0);
  return [...answers.map((answer) => JSON.stringify(answer)), ...filesOf(desk)].map((text) => anywhere(text, desk));
}

/** All that a command prints and writes, wherever that is. */
async function run(args: readonly string[], surroundings: Surroundings, input = ''): Promise<string[]> {
  const desk = openDesk();
  const { code, out, err } = await runCommand(args, desk, surroundings, input);
  return [`${code}`, out, err, ...filesOf(desk)].map((text) => anywhere(text, desk));
}

const anywhere = (text: string, desk: string): string => text.replaceAll(desk, 'DESK');

/** Names and content of all files of a folder. */
function filesOf(folder: string): string[] {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();
  const files = names.filter((name) => statSync(join(folder, name)).isFile());
  return files.map((name) => `${name}\n${readFileSync(join(folder, name), 'utf8')}`);
}

/** Answers may come in any order. */
const inOrder = (text: string): string => text.split('\n').sort().join('\n');

const scriptsOf = (traps: readonly Trapped[], of: 'started' | 'watched'): readonly string[] =>
  [...new Set(traps.flatMap((trap) => trap[of]))].sort();

describe('without a network and without other programs', () => {
  beforeAll(() => makeDesk(join(root, 'desk')));
  afterEach(() => {
    for (const server of running.splice(0)) server.kill();
  });
  afterAll(() => rmSync(root, { recursive: true, force: true }));

  it(
    'the server does the same work, in all of its threads',
    async ({ task }) => {
      const count = new Count(`servers ${closedBy}`);
      const transports: readonly Transport[] = WHOLE ? ['--node-ipc', '--stdio'] : ['--node-ipc'];
      const wanted = serve('--stdio', AT_HOME);
      try {
        for (const transport of transports) {
          count.tried++;
          const trap = pathOf('trap');
          expect(await serve(transport, closedWith(trap))).toEqual(await wanted);
          const seen = readTrap(trap);
          expect(seen.calls).toEqual([]);
          const threads = ['batchWorker.cjs', 'indexer.cjs', 'judgeWorker.cjs', 'readerWorker.cjs'];
          expect(scriptsOf([seen], 'watched')).toEqual(threads);
          expect(scriptsOf([seen], 'started')).toEqual(threads);
          count.survived++;
        }
      } finally {
        await wanted.catch(() => undefined);
        count.tell(task);
      }
    },
    TIME_LIMIT,
  );

  it(
    'the command line does the same work',
    async ({ task }) => {
      const count = new Count(`commands ${closedBy}`);
      const seen: Trapped[] = [];
      try {
        for (const args of COMMANDS.slice(0, tries(3, COMMANDS.length))) {
          count.tried++;
          const trap = pathOf('trap');
          const [wanted, given] = await Promise.all([run(args, AT_HOME), run(args, closedWith(trap))]);
          expect(given, args.join(' ')).toEqual(wanted);
          seen.push(readTrap(trap));
          expect(seen.at(-1)?.calls, args.join(' ')).toEqual([]);
          count.survived++;
        }
        expect(scriptsOf(seen, 'watched')).toContain(WHOLE ? 'judgeWorker.cjs' : 'readerWorker.cjs');
        expect(scriptsOf(seen, 'watched')).toEqual(scriptsOf(seen, 'started'));
      } finally {
        count.tell(task);
      }
    },
    TIME_LIMIT,
  );

  it(
    'what answers agents does the same work',
    async ({ task }) => {
      const count = new Count(`agents ${closedBy}`);
      try {
        count.tried++;
        const trap = pathOf('trap');
        const ask = (surroundings: Surroundings): Promise<string[]> =>
          run(['mcp', '--corpus', 'papers', '--judge', 'rules+judge'], surroundings, AGENT_MESSAGES);
        const [wanted, given] = await Promise.all([ask(AT_HOME), ask(closedWith(trap))]);
        expect(given.map(inOrder)).toEqual(wanted.map(inOrder));
        const answers = wanted[1]?.trimEnd().split('\n') ?? [];
        expect(answers).toHaveLength(AGENT_MESSAGES.trimEnd().split('\n').length);
        expect(answers.filter((answer) => /"error":|"isError":/.test(answer))).toEqual([]);
        const seen = readTrap(trap);
        expect(seen.calls).toEqual([]);
        expect(scriptsOf([seen], 'watched')).toEqual(scriptsOf([seen], 'started'));
        const threads = ['indexer.cjs', 'judgeWorker.cjs', 'readerWorker.cjs'];
        expect(scriptsOf([seen], 'watched')).toEqual(threads);
        count.survived++;
      } finally {
        count.tell(task);
      }
    },
    TIME_LIMIT,
  );

  it('the trap sees every call of the kind, in threads too', () => {
    const trap = pathOf('trap');
    const { env } = trapped(AT_HOME, trap);
    const program = join(ROOT, 'test', 'fixtures', 'forbiddenCalls.cjs');
    const { status, stdout } = spawnSync(process.execPath, [program], {
      encoding: 'utf8',
      env: { ...process.env, ...env },
    });
    expect(status).toBe(0);
    const made = JSON.parse(stdout) as string[];
    expect(made.length).toBeGreaterThan(25);
    const { calls } = readTrap(trap);
    for (const thread of [0, 1]) {
      expect(calls.filter((call) => call.thread === thread).map(({ name }) => name)).toEqual(made);
    }
    expect(calls.every(({ stack }) => stack.includes('forbiddenCalls.cjs'))).toBe(true);
  });

  // Where no such place can be made, the trap has to do.
  it.runIf(nowhere !== undefined)('nothing can be reached from nowhere', async () => {
    const host = createServer().listen(0, '127.0.0.1');
    await once(host, 'listening');
    const { port } = host.address() as AddressInfo;
    const reach = (surroundings: Surroundings): string => {
      const program = `require('node:net').connect(${port}, '127.0.0.1', () => process.exit()).on('error', console.log)`;
      const [name = '', ...args] = surroundings.command.concat(process.execPath, '-e', program);
      return spawnSync(name, args, { encoding: 'utf8' }).stdout;
    };
    try {
      expect(reach(AT_HOME)).toBe('');
      expect(reach(nowhere ?? AT_HOME)).toContain('ENETUNREACH');
    } finally {
      host.close();
    }
  });

  it('the bundles ask Node only for what others bring along and never use', () => {
    const asked = BUNDLES.map((name) => {
      const text = readFileSync(join(ROOT, 'dist', `${name}.cjs`), 'utf8');
      return [name, [...new Set([...text.matchAll(OUTWARD)].map(([, module = '']) => module))].sort()];
    });
    expect(Object.fromEntries(asked)).toEqual(
      Object.fromEntries(BUNDLES.map((name) => [name, Object.keys(NEVER_USED[name] ?? {}).sort()])),
    );
  });

  it('one bundle can speak with a server, and only what publishes, copies and shares loads it', () => {
    const bundles = readdirSync(join(ROOT, 'dist')).filter((name) => /^(?!bench|eval|demo).*\.cjs$/.test(name));
    expect(bundles.map((name) => name.replace('.cjs', '')).sort()).toEqual([...BUNDLES, 'postgres'].sort());
    const textOf = (name: string): string => readFileSync(join(ROOT, 'dist', name), 'utf8');
    const asked = [...textOf('postgres.cjs').matchAll(OUTWARD)].map(([, module = '']) => module);
    expect([...new Set(asked)].sort()).toEqual(['dns', 'net', 'tls']);
    expect(bundles.filter((name) => textOf(name).includes('./postgres.cjs'))).toEqual(['cli.cjs', 'server.cjs']);
    const sources = readdirSync(join(ROOT, 'server/src'), { recursive: true, encoding: 'utf8' });
    const loading = sources.filter(
      (name) =>
        name.endsWith('.ts') && readFileSync(join(ROOT, 'server/src', name), 'utf8').includes("import('../postgres/"),
    );
    expect(loading.sort()).toEqual(['cli/publish.ts', 'node/sharedCopies.ts', 'node/sharedDecisions.ts']);
  });
});
