import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { meteringStalls, stallsBetween } from '../../support/loopStalls.js';

const folder = mkdtempSync(join(tmpdir(), 'aide-memoire-stalls-'));

afterEach(() => rmSync(folder, { recursive: true, force: true }));

it('work that lets nobody else go is a stall, work in small pieces is none', () => {
  const file = join(folder, 'stalls');
  const work = `
    const work = (milliseconds) => { for (const began = Date.now(); Date.now() - began < milliseconds; ); };
    let pieces = 0;
    const inPieces = () => { work(4); if (++pieces < 40) setTimeout(inPieces); };
    const beginPieces = () => { console.log(Date.now()); inPieces(); };
    setTimeout(() => { work(150); setTimeout(beginPieces, 50); }, 300);`;
  const began = Date.now();
  const env = { ...process.env, ...meteringStalls(file) };
  const { status, stdout } = spawnSync(process.execPath, ['-e', work], { env, encoding: 'utf8' });
  expect(status).toBe(0);
  const piecesBegan = Number(stdout);
  const { longest, longestServed } = stallsBetween(file, began, Date.now());
  expect(longest).toBeGreaterThan(120);
  expect(longestServed).toBeLessThanOrEqual(longest);
  // All pieces together take longer than the one piece of work that stalls.
  expect(stallsBetween(file, piecesBegan, Date.now()).longestServed).toBeLessThan(120);
  expect(stallsBetween(file, 0, began - 1)).toEqual({ longest: 0, longestServed: 0 });
});
