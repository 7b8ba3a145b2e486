import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: 'test/global-setup.ts',
    setupFiles: 'test/seed-properties.ts',
    testTimeout: 20_000,
    // Scenarios mostly wait, for time limits and for each other's processes.
    maxWorkers: 3,
  },
});
