import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readBill, readKnown, readProduct } from '../../support/bill.js';
import { dependenciesPage } from '../../support/dependenciesPage.js';

const PAGE = new URL('../../../docs/DEPENDENCIES.md', import.meta.url);

describe('docs/DEPENDENCIES.md', () => {
  const [bill, known, product] = [readBill(), readKnown(), readProduct()];

  test('lists what is shipped of others, as the bill of materials has it', () => {
    const current = `${dependenciesPage(bill, known, product)}\n`;
    if (process.env['UPDATE_DOCS'] === '1') writeFileSync(PAGE, current);
    else expect(existsSync(PAGE) && readFileSync(PAGE, 'utf8'), 'run "npm run docs"').toBe(current);
    for (const name of Object.keys(product.dependencies)) expect(current).toContain(`| ${name} |`);
  });

  test('is not written without a reason for each package', () => {
    const { yaml: _, ...reasons } = known.reasons;
    expect(() => dependenciesPage(bill, { ...known, reasons }, product)).toThrow('do not name the same: yaml');
    const superfluous = { ...known.reasons, 'left-pad': 'pads' };
    expect(() => dependenciesPage(bill, { ...known, reasons: superfluous }, product)).toThrow('left-pad');
  });
});
