import { expect, test } from 'vitest';
import { zoneIds } from '../cloudflare/account.ts';
import { startCloudflare } from '../cloudflare/server.ts';
import { callsOf, runStep } from './scenario.ts';

const purge = `POST /zones/${zoneIds.exampleCom}/purge_cache`;

test('purges hosts', async () => {
  await using cloudflare = await startCloudflare();
  const step = await runStep(cloudflare, {
    with: { mode: 'hosts', hosts: 'www.example.com, assets.example.com' },
  });
  expect(callsOf(cloudflare)).toEqual([
    [purge, { hosts: ['www.example.com', 'assets.example.com'] }],
  ]);
  expect(step).toMatchObject({ exitCode: 0, errors: [], warnings: [] });
  expect(step.outputs).toMatchObject({ purged: '2', unpurged: '0', requests: '1' });
});
