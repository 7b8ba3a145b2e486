import { defineConfig } from 'vitest/config';

/** By itself, since it needs Varnish: `npm run test:real-cache`. */
export default defineConfig({
  test: {
    include: ['test/real-cache/visitors.ts'],
    testTimeout: 40_000,
    maxConcurrency: 5,
  },
});
