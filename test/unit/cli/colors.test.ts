import { expect, it } from 'vitest';
import { wantsColors } from '../../../server/src/cli/colors.js';

it.each([
  [{}, true, true],
  [{}, false, false],
  [{ TERM: 'dumb' }, true, false],
  // A machine that builds is no terminal.
  [{ CI: 'true' }, false, false],
  [{ NO_COLOR: '1' }, true, false],
  [{ NO_COLOR: '' }, true, true],
  [{ NO_COLOR: '1', FORCE_COLOR: '1' }, true, false],
  [{ FORCE_COLOR: '1' }, false, true],
  [{ FORCE_COLOR: '0' }, true, false],
  [{ FORCE_COLOR: 'false' }, true, false],
  [{ FORCE_COLOR: '' }, false, false],
])('with %j, on a terminal: %s, colours: %s', (env, isTerminal, expected) => {
  expect(wantsColors(env, isTerminal)).toBe(expected);
});
