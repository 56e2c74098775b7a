import type { Page } from 'playwright-core';

/** What a part needs beside its workspace, while it runs. */
export interface Surroundings {
  /** Settings that only the machine on which the extension runs may have. */
  readonly machineSettings?: Readonly<Record<string, unknown>>;
  /** Environment of the extension host on top of this process's. */
  readonly env?: Readonly<Record<string, string>>;
  /** That of the user on the server that the settings name. */
  readonly password?: string;
  readonly stop?: () => Promise<void>;
}

/** One thing a drafter does, with what must then be seen. */
export interface Step {
  readonly title: string;
  /** Name of the picture taken afterwards. */
  readonly picture?: string;
  /** Rejects when it is not seen. `text` is the draft as it was opened. */
  run(page: Page, text: string, surroundings: Surroundings): Promise<void>;
}
