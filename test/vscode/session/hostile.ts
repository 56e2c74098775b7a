import type { Page } from 'playwright-core';
import { hover, pointUntil } from './actions.js';
import type { Step } from './step.js';
import { TRICKS } from './workspaces.js';

const PRECEDENT = 'concerns and interests of all States';

/** Our three links, and the editor's own to where a diagnostic says that it comes from: "said.md(8, 1): ". */
const OURS = /^a (?:command:aideMemoire\.(?:openSource|searchPrecedents|showTimeline)\?|[\w-]+\.md\(\d+, \d+\): $)/;

/** What the editor makes of a document that is full of Markdown, HTML, links and icons. */
export const HOSTILE: readonly Step[] = [
  {
    title: 'a hover over a hostile document shows its words and none of its links, images and icons',
    picture: 'hostile',
    run: async (page, text) => {
      await pointUntil(page, text, PRECEDENT, hover(page, 'Zeppelinia'));
      const shown = hover(page, 'Zeppelinia');
      const written = (await shown.innerText()).replace(/\s+/g, ' ');
      if (!written.includes(TRICKS)) throw new Error(`the hover says "${written}"`);
      const live = (await liveElements(page)).filter((each) => !OURS.test(each));
      if (live.length > 0) throw new Error(`the hover holds ${live.join(', ')}`);
    },
  },
];

/** What could be clicked, loaded or taken for the editor's own in the hovers that are shown; buttons of the editor apart. */
function liveElements(page: Page): Promise<readonly string[]> {
  return page
    .locator('.monaco-hover:not(.hidden) .hover-contents, .monaco-hover:not(.hidden) .rendered-markdown')
    .locator('a, img, iframe, script, style, svg, video, audio, object, code, .codicon')
    .evaluateAll((elements) =>
      elements.map((element) => {
        const address = element.getAttribute('data-href') ?? element.getAttribute('href') ?? '';
        return `${element.tagName.toLowerCase()} ${address === '' ? element.textContent : address}`;
      }),
    );
}
