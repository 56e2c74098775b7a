import { configDefaults, defineConfig } from 'vitest/config';
import { WHOLE } from './support/trust.js';
import { TrustSummary } from './trust/summary.js';

// The suite in test/vscode runs with mocha inside VS Code. A test waits for up to ten seconds on a busy machine.
export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: [...configDefaults.exclude, 'test/vscode/**'],
    testTimeout: WHOLE ? 3_600_000 : 20_000,
    hookTimeout: 20_000,
    // The whole of test/trust measures memory and waits: nothing else runs beside it.
    fileParallelism: !WHOLE,
    reporters: ['default', new TrustSummary()],
  },
});
