import axe from 'axe-core';
import type { Browser } from 'playwright-core';

const FINDINGS = `axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) =>
  violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, help, nodes }) => [id, help, ...nodes.map(({ html }) => html)].join(': ')))`;

/**
 * Fails with what keeps somebody from reading the page, where it is serious or critical by the rules of axe-core. `style`:
 * path of a style sheet of the page that is not in the text.
 */
export async function checkAccessibility(browser: Browser | null, html: string, style?: string): Promise<void> {
  // The page's own policy lets no script run, and so none that looks at it.
  const context = await browser?.newContext({ bypassCSP: true });
  if (context === undefined) throw new Error('no browser is left to show the page in');
  try {
    await context.route('**', (route) => route.abort());
    const page = await context.newPage();
    await page.setContent(html);
    if (style !== undefined) await page.addStyleTag({ path: style });
    await page.evaluate(axe.source);
    const found = await page.evaluate<readonly string[]>(FINDINGS);
    if (found.length > 0) throw new Error(found.join('\n'));
  } finally {
    await context.close();
  }
}
