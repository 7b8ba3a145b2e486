import fc from 'fast-check';
import { expect, test } from 'vitest';
import { runRow } from '../action/scenario.ts';
import { startCloudflare } from '../cloudflare/server.ts';
import { hostileText } from './hostile-text.ts';

const outputs = ['purge-id', 'purge-ids', 'purged', 'unpurged', 'requests', 'verified', 'report'];

/** What holds besides is looked at by `hold-truths.ts`, as after every step. */
const few = { numRuns: 15 };

test('whatever Cloudflare answers, the step ends with its outputs and one error', async () => {
  const texts = fc.array(hostileText, { minLength: 3, maxLength: 3 });
  await fc.assert(
    fc.asyncProperty(texts, fc.constantFrom(200, 400, 403), async (hostile, status) => {
      const [message = '', pointer = '', inner = ''] = hostile;
      const chain = [{ code: 7000, message: inner }];
      const error = { code: 1012, message, error_chain: chain, source: { pointer } };
      const body = { success: false, errors: [error], messages: hostile, result: null };
      const headers = { 'retry-after': '0' };
      await using cloudflare = await startCloudflare({
        faults: () => ({ kind: 'status', status, headers, body }),
      });
      const step = await runRow(cloudflare, { with: { tags: 'first-tag second-tag' } });
      expect(step.exitCode).toBe(1);
      expect(Object.keys(step.outputs).toSorted()).toEqual(outputs.toSorted());
      expect(step.outputs).toMatchObject({ purged: '0', unpurged: '2' });
    }),
    few,
  );
}, 60_000);

test('whatever stands in a list, the step ends with its outputs', async () => {
  await using cloudflare = await startCloudflare();
  await fc.assert(
    fc.asyncProperty(fc.array(hostileText, { minLength: 1, maxLength: 5 }), async (items) => {
      const step = await runRow(cloudflare, {
        with: { 'tags-file': 'list', 'hosts-file': 'list', tags: 'a' },
        files: { list: JSON.stringify([...items, 'wrong\neverywhere']) },
      });
      expect(step.exitCode).toBe(1);
      expect(Object.keys(step.outputs).toSorted()).toEqual(outputs.toSorted());
    }),
    few,
  );
  expect(cloudflare.requests).toEqual([]);
}, 60_000);
