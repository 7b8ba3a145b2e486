import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { startSite } from '../cloudflare/edge-site.ts';
import { startCloudflare } from '../cloudflare/server.ts';
import { rawAnswer, startRawServer } from '../network/raw-server.ts';
import { verify } from './check-site.ts';
import { runStep } from './scenario.ts';

test.concurrent('a request accepts what browsers do, and reads no body that nobody needs', async () => {
  const page = rawAnswer('x'.repeat(12_000_000), 'cf-cache-status: HIT', 'age: 7453');
  await using cloudflare = await startCloudflare();
  await using server = await startRawServer(() => page);
  const step = await runStep(cloudflare, {
    with: { tags: 'a', verify: `http://${server.address}/`, 'verify-timeout': '1s' },
  });
  expect(step).toMatchObject({ exitCode: 1, outputs: { verified: 'false' } });
  expect(server.requests[0]).toContain('accept-encoding: gzip, deflate, br, zstd');
  expect(server.bytesSent / server.requests.length).toBeLessThan(5_000_000);
});

test.concurrent('a file that is stored compressed equals itself', async () => {
  const file = gzipSync('release 2');
  await using site = await startSite({
    files: { '/app.js': { body: file, stored: 'gzip' } },
    behaviour: { keepsOriginEncoding: true },
  });
  const step = await verify(site, ['/app.js equals app.js', '/app.js contains release 2'], {
    files: { 'app.js': file },
  });
  expect(step).toMatchObject({ exitCode: 0, outputs: { verified: 'true' } });
});

test.concurrent('a page in an unknown encoding is compared as it was sent', async () => {
  await using site = await startSite({
    files: { '/app.js': { body: 'release 2', headers: { 'content-encoding': 'rot13' } } },
  });
  const step = await verify(site, ['/app.js contains release 2']);
  expect(step).toMatchObject({ exitCode: 0, outputs: { verified: 'true' } });
});
