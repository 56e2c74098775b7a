import type { Page } from 'playwright-core';

/** One thing a drafter does, with what must then be seen. */
export interface Step {
  readonly title: string;
  /** Name of the picture taken afterwards. */
  readonly picture?: string;
  /** Rejects when it is not seen. `text` is the draft as it was opened. */
  run(page: Page, text: string): Promise<void>;
}
