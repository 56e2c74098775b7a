import axe from 'axe-core';
import type { Locator } from 'playwright-core';

const FINDINGS = `axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) =>
  violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, help, nodes }) => [id, help, ...nodes.map(({ html }) => html)].join(': ')))`;

/**
 * Fails with what keeps somebody from reading the page that holds the element, where it is serious or critical by the rules
 * of axe-core. A page that is made anew meanwhile is looked at again.
 */
export async function checkAccessibility(element: Locator): Promise<void> {
  for (let attempts = 1; ; attempts++) {
    const frame = await (await element.elementHandle())?.ownerFrame();
    try {
      await frame?.evaluate(axe.source);
      const found = await frame?.evaluate<readonly string[]>(FINDINGS);
      if (found === undefined) throw new Error('the page is gone');
      if (found.length > 0) throw new Error(found.join('\n'));
      return;
    } catch (error) {
      if (attempts === 4 || frame?.isDetached() !== true) throw error;
    }
  }
}
