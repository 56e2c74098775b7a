import { cpSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MANUAL, type ManualPage } from '../../server/src/cli/manual.js';
import { createDesk } from '../support/commandLine.js';
import { DRAFTING } from '../support/drafting.js';
import { ROOT } from '../support/server.js';

const desk = createDesk();
const { version: VERSION } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { version: string };
const PAGES = Object.entries<ManualPage>(MANUAL);
/** The exit codes of examples that are not to end with 0: a draft that has findings, an editor or a server that is not there. */
const FOUND: Readonly<Record<string, number>> = { check: 1, lsp: 1, publish: 2 };
/** Several at a time on a busy machine, some with a judge. Milliseconds. */
const TIME_LIMIT = 120_000;

const onOneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();

describe('the pages of the commands', () => {
  beforeAll(() => {
    desk.put({
      ...DRAFTING,
      'paragraph.txt':
        'The principles of international law provide a fundamental framework guiding States’ use of ICTs.\n',
      'pairs.jsonl': '{"id": 1, "prior": "We need a treaty.", "draft": "We need no treaty."}\n',
      'papers/speech.html': '<h1>Statement by Pakistan</h1><p>The Group welcomes the report of the Chair.</p>',
    });
    cpSync(join(ROOT, 'seeds'), join(desk.folder, 'seeds'), { recursive: true });
  });
  afterAll(desk.clear);

  it('are those of all commands there are', async () => {
    const { code, out } = await desk.run(['--help']);
    expect(code).toBe(0);
    const listed = [...out.slice(out.indexOf('Commands:')).matchAll(/^ {2}([a-z]+)/gm)].map(([, name]) => name);
    expect(listed).toEqual([...PAGES.map(([name]) => name), 'help']);
  });

  it.each(PAGES)('%s: says what it does, with options, examples and exit codes', async (name, page) => {
    const { code, out, err } = await desk.run([name, '--help']);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    const help = onOneLine(out);
    expect(help).toContain(`Usage: aide-memoire ${name}`);
    expect(help).toContain(onOneLine(page.about));
    for (const [line, does] of page.examples) expect(help).toContain(onOneLine(`${line} ${does}`));
    for (const [exit, meaning] of Object.entries(page.exitCodes))
      expect(help).toContain(`${exit} ${onOneLine(meaning)}`);
    expect(
      out.split('\n').filter((line) => line.length > 80 && !line.startsWith('  aide-') && !line.startsWith('  echo')),
    ).toEqual([]);
  });

  it('name the options of one meaning alike', async () => {
    const helps = await Promise.all(
      PAGES.map(async ([name]) => [name, (await desk.run([name, '--help'])).out] as const),
    );
    const meanings = new Map<string, Set<string>>();
    for (const [, help] of helps) {
      for (const [, option = '', meaning = ''] of help.matchAll(
        /^ {2}(--(?:delegation|group|forum|corpus|no-bundled|judge|reading-limit|snapshots)) .*?\s{2,}([\s\S]*?)(?=\n {2}-|\n\n)/gm,
      )) {
        meanings.set(option, (meanings.get(option) ?? new Set()).add(onOneLine(meaning)));
      }
    }
    expect(meanings.size).toBe(8);
    for (const [option, said] of meanings) expect([...said], option).toHaveLength(1);
    const withJson = helps.filter(([, help]) => help.includes(' --json ')).map(([name]) => name);
    expect(withJson).toEqual(PAGES.map(([name]) => name).filter((name) => name !== 'lsp' && name !== 'mcp'));
  });

  it.each(['--version', '-V'])('%s is that of package.json', async (option) => {
    expect(await desk.run([option])).toEqual({ code: 0, out: `${VERSION}\n`, err: '' });
  });

  it.each(PAGES)(
    '%s: the examples work as they are typed',
    async (name, { examples }) => {
      for (const [line] of examples) {
        const { code, out, err } = await desk.type(line);
        expect(err.includes('error:'), `${line}\n${err}`).toBe(false);
        expect([0, FOUND[name] ?? 0], `${line}\n${err}`).toContain(code);
        if (code !== 2 && line.includes('--json') && !line.includes('compare'))
          expect(() => JSON.parse(out) as unknown, line).not.toThrow();
      }
    },
    TIME_LIMIT,
  );
});
