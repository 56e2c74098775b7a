import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDesk, type RunOptions } from '../support/commandLine.js';
import { DRAFTING } from '../support/drafting.js';

const desk = createDesk();
const CHECK = 'aide-memoire check paper.draft.md --no-bundled --corpus record --judge rules';
/** Colours without those of a bar, which the same program prints elsewhere. */
const COLORED = /\p{Cc}\[\d+m/u;
/** util-linux has it, which is no part of macOS or Windows: there, colours are tested only where there is no terminal. */
const SCRIPT = '/usr/bin/script';
const hasTerminal = process.platform === 'linux' && existsSync(SCRIPT);

const colorsOf = async (env: NodeJS.ProcessEnv): Promise<boolean> =>
  COLORED.test((await desk.type(CHECK, { env: { NO_COLOR: undefined, ...env } })).out);

/** All that a terminal shows of a command. */
async function onTerminal(line: string, options: RunOptions = {}): Promise<string> {
  const env = { NO_COLOR: undefined, TERM: 'xterm', ...options.env };
  await desk.type(`${SCRIPT} -qec '${line}' shown > /dev/null`, { ...options, env });
  return readFileSync(join(desk.folder, 'shown'), 'utf8');
}

describe('what the command line shows', () => {
  beforeAll(() => desk.put(DRAFTING));
  afterAll(desk.clear);

  it('has no colours in a pipe, on a machine that builds neither, unless they are asked for', async () => {
    expect(await colorsOf({})).toBe(false);
    expect(await colorsOf({ CI: 'true' })).toBe(false);
    expect(await colorsOf({ FORCE_COLOR: '1' })).toBe(true);
    expect(await colorsOf({ FORCE_COLOR: '1', NO_COLOR: '1' })).toBe(false);
  });

  it.runIf(hasTerminal)('has colours on a terminal, unless they are refused', async () => {
    expect(await onTerminal(CHECK)).toMatch(COLORED);
    const refused = await onTerminal(CHECK, { env: { NO_COLOR: '1' } });
    expect(refused).toContain('position-conflict');
    expect(refused).not.toMatch(COLORED);
  });

  it.runIf(hasTerminal)('has a bar for long work on a terminal, on standard error alone', async () => {
    desk.put(
      Object.fromEntries(Array.from({ length: 1500 }, (_, n) => [`many/${n}.draft.md`, `Rivers ${n} carry boats.\n`])),
    );
    const check = 'aide-memoire check --judge rules --no-bundled --corpus record many -- many/*.draft.md';
    const shown = await onTerminal(`${check} > findings`);
    expect(shown).toMatch(/\d+\/\d+ /);
    expect(readFileSync(join(desk.folder, 'findings'), 'utf8')).toBe('No findings.\n');
  });
});
