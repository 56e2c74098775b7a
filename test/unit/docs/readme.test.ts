import { writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readReadme, withSettingsTable } from '../../support/settingsTable.js';

test('README.md lists the settings as package.json has them', () => {
  const readme = readReadme();
  const current = withSettingsTable(readme);
  if (process.env['UPDATE_DOCS'] === '1') writeFileSync(new URL('../../../README.md', import.meta.url), current);
  else expect(readme, 'run "npm run docs"').toBe(current);
  expect(current).toContain('| `aideMemoire.delegation` | `"Pakistan"` |');
});
