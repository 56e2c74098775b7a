import { configDefaults, defineConfig } from 'vitest/config';

// The suite in test/vscode runs with mocha inside VS Code. A test waits for up to ten seconds on a busy machine.
export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: [...configDefaults.exclude, 'test/vscode/**'],
    testTimeout: 20_000,
    hookTimeout: 20_000,
  },
});
