import { expect, test } from 'vitest';
import { startCloudflare } from '../cloudflare/server.ts';
import { canCancel, runStep } from './scenario.ts';

/** A module that Node loads before the action, as `--import` takes it. */
function preload(source: string): readonly string[] {
  return ['--import', `data:text/javascript,${encodeURIComponent(source)}`];
}

/** Calls the code when Node loads a file of the action that is larger than its entry. */
function whenLoading(code: string): readonly string[] {
  return preload(`
    import { statSync } from 'node:fs';
    import { registerHooks } from 'node:module';
    import { fileURLToPath } from 'node:url';
    registerHooks({
      load(url, context, next) {
        if (url.includes('/dist/') && statSync(fileURLToPath(url)).size > 100_000) { ${code} }
        return next(url, context);
      },
    });
  `);
}

test('on a Node older than 24, the step fails with what to do, and sends nothing', async () => {
  await using cloudflare = await startCloudflare();
  const step = await runStep(cloudflare, {
    with: { tags: 'a' },
    nodeOptions: preload(`
      const versions = { ...process.versions, node: '20.20.2' };
      Object.defineProperty(process, 'versions', { value: versions });
    `),
  });
  expect(cloudflare.requests).toEqual([]);
  expect(step).toMatchObject({ exitCode: 1, outputs: { purged: '0', requests: '0' }, lines: [''] });
  expect(step.errors[0]).toMatch(/^Nothing was purged: .*Node 24 .*Node 20\.20\.2.*2\.327\.1/);
});

test('code that cannot be loaded fails the step with an error that says so', async () => {
  await using cloudflare = await startCloudflare();
  const step = await runStep(cloudflare, {
    with: { tags: 'a' },
    nodeOptions: whenLoading(`throw new Error('the disk is broken')`),
  });
  expect(step).toMatchObject({ exitCode: 1, outputs: { purged: '0', requests: '0' } });
  expect(step.errors[0]).toContain('the disk is broken');
});

test.for([
  ['an exception', `throw new Error('nobody catches this')`],
  ['a rejection', `Promise.reject(new Error('nobody catches this'))`],
])('%s that nobody catches fails the step, with a truthful account', async ([, code]) => {
  await using cloudflare = await startCloudflare({ latencyMs: 1_000 });
  const step = await runStep(cloudflare, {
    with: { tags: 'a' },
    nodeOptions: preload(`
      import { subscribe } from 'node:diagnostics_channel';
      subscribe('http.client.request.start', () => setTimeout(() => { ${code} }, 100));
    `),
  });
  expect(step).toMatchObject({ exitCode: 1, outputs: { purged: '1', unpurged: '0' } });
  expect(step.errors[0]).toContain('nobody catches this');
});

test('a promise that nobody settles fails the step', async () => {
  await using cloudflare = await startCloudflare();
  const step = await runStep(cloudflare, {
    with: { tags: 'a' },
    nodeOptions: preload(`
      import files from 'node:fs/promises';
      import { syncBuiltinESMExports } from 'node:module';
      files.writeFile = () => new Promise(() => undefined);
      syncBuiltinESMExports();
    `),
  });
  expect(step.exitCode).toBe(1);
  expect(step.errors[0]).toContain('bug in this action');
});

test.runIf(canCancel)('a signal while the action loads leaves outputs', async () => {
  await using cloudflare = await startCloudflare();
  const step = await runStep(cloudflare, {
    with: { tags: 'a' },
    nodeOptions: whenLoading(`process.kill(process.pid, 'SIGINT');`),
  });
  expect(cloudflare.requests).toEqual([]);
  expect(step).toMatchObject({ exitCode: 1, outputs: { purged: '0', unpurged: '1' } });
  expect(step.errors[0]).toMatch(/cancell?ed/);
});
