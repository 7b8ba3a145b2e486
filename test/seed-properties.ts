import { vi } from 'vitest';

// Every property test of a run draws from one seed, which test/global-setup.ts prints. Only files that
// import fast-check load it.
vi.mock('fast-check', async (importOriginal) => {
  const fastCheck = await importOriginal<typeof import('fast-check')>();
  fastCheck.default.configureGlobal({ seed: Number(process.env['PROPERTY_SEED']) });
  return fastCheck;
});
