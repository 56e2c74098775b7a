import { spawnSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { SERVER_PROCESS } from '../../../server/src/api/serverProcess.js';

it('is a way in which Node starts, with little room for new objects and a way to collect old ones', () => {
  const { execArgv, env } = SERVER_PROCESS;
  const script = `
    let last;
    for (let i = 0; i < 2e6; i++) last = { i, last: i % 1000 === 0 ? last : undefined };
    const [space] = require('node:v8').getHeapSpaceStatistics().filter((each) => each.space_name === 'new_space');
    gc();
    console.log(space.space_size);`;
  const { status, stdout } = spawnSync(process.execPath, [...execArgv, '-e', script], {
    encoding: 'utf8',
    env: { ...process.env, ...env },
  });
  expect(status).toBe(0);
  expect(Number(stdout)).toBeGreaterThan(0);
  expect(Number(stdout)).toBeLessThan(3 * 4 * 2 ** 20);
});

// What glibc is told; others have another allocator.
it.runIf(process.platform === 'linux')('gives pieces of 40 KB back between small ones that stay', () => {
  const { execArgv, env } = SERVER_PROCESS;
  const script = `
    const touched = (length) => new Uint8Array(length).fill(1);
    const megabytes = () => process.memoryUsage.rss() / 2 ** 20;
    const before = megabytes();
    const small = [];
    let large = [];
    for (let i = 0; i < 3000; i++) {
      large.push(touched(40_000));
      small.push(touched(500));
    }
    const most = megabytes();
    large = undefined;
    gc();
    // What was let go is freed by another thread.
    setTimeout(() => console.log(JSON.stringify([before, most, megabytes(), small.length])), 500);`;
  const { status, stdout } = spawnSync(process.execPath, [...execArgv, '-e', script], {
    encoding: 'utf8',
    env: { ...process.env, ...env },
  });
  expect(status).toBe(0);
  const [before, most, after] = JSON.parse(stdout) as [number, number, number];
  expect(most - before).toBeGreaterThan(100);
  expect(after - before).toBeLessThan(30);
});
