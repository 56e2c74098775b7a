import { expect, it } from 'vitest';
import { Count } from '../../support/trust.js';
import { trustTable } from '../../trust/summary.js';

it('a table of what was tried, with sums', () => {
  const files = new Count('damaged files');
  files.tried = 1200;
  files.survived = 1200;
  const crashes = new Count('threads ended', 'faults');
  crashes.tried = 3;
  crashes.survived = 2;
  crashes.lost = 1;
  const task = { meta: {} };
  files.tell(task);
  crashes.tell(task);
  expect(task.meta).toHaveProperty('tallies.length', 2);
  expect(trustTable([files, crashes])).toBe(
    [
      '               inputs tried  faults injected  survived  lost',
      'damaged files          1200                       1200     0',
      'threads ended                              3         2     1',
      'in all                 1200                3      1202     1',
    ].join('\n'),
  );
});
