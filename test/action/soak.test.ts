import { expect, test } from 'vitest';
import { type Faults, randomFaults, transientFaults } from '../cloudflare/faults.ts';
import { startCloudflare } from '../cloudflare/server.ts';
import { runStep } from './scenario.ts';

/** Another seed tries other faults: `SOAK_SEED=7 npm test -- soak`. */
const seed = Number(process.env['SOAK_SEED'] ?? 1);

const rateLimited = {
  success: false,
  errors: [{ code: 1134, message: 'Unable to purge, rate limit reached.' }],
  messages: [],
  result: null,
};

test(`20,000 URLs, one answer in five a random fault (seed ${seed}): all purged, none lost`, async () => {
  await using cloudflare = await startCloudflare({
    faults: byTry(
      randomFaults({
        seed,
        share: 0.2,
        faults: [
          ...transientFaults,
          { kind: 'status', status: 429, headers: { 'retry-after': '1' }, body: rateLimited },
          { kind: 'status', status: 200, body: rateLimited },
        ],
      }),
    ),
  });
  const urls = Array.from(
    { length: 20_000 },
    (_, index) => `https://www.example.com/p/${index}.html`,
  );
  const step = await runStep(cloudflare, {
    with: { mode: 'urls', 'urls-file': 'urls.txt' },
    files: { 'urls.txt': urls.join('\n') },
  });
  expect(step, `seed ${seed}`).toMatchObject({
    exitCode: 0,
    outputs: { purged: '20000', unpurged: '0', requests: '200' },
  });
  const purged = new Set(cloudflare.purges.flatMap(({ items }) => items));
  expect(purged).toEqual(new Set(urls));
  const faulty = cloudflare.requests.filter(({ fault }) => fault !== undefined).length;
  expect(faulty / cloudflare.requests.length).toBeGreaterThan(0.1);
}, 120_000);

test('six steps at once on one Free account: all purged exactly', async () => {
  // Free's 5 requests a minute after 25 at once, 30 times as fast: 2.5 a second.
  await using cloudflare = await startCloudflare({ limits: { plan: 'free', timeScale: 30 } });
  const steps = await Promise.all(
    Array.from({ length: 6 }, (_, step) =>
      runStep(cloudflare, {
        with: {
          tags: Array.from({ length: 800 }, (_, index) => `step-${step}-${index}`).join(' '),
        },
      }),
    ),
  );
  for (const step of steps) {
    expect(step).toMatchObject({ exitCode: 0, outputs: { purged: '800', requests: '8' } });
  }
  const purged = cloudflare.purges.flatMap(({ items }) => items);
  expect(purged).toHaveLength(4_800);
  expect(new Set(purged).size).toBe(4_800);
}, 120_000);

/**
 * Draws the fault of a request by what it purges and how often it was tried, not by when it comes in:
 * so a seed means the same faults whatever the timing.
 */
function byTry(faults: Faults): Faults {
  const tries = new Map<string, number>();
  return (request) => {
    const [first] = (request.body as { files?: string[] }).files ?? [];
    const key = String(first);
    const tried = tries.get(key) ?? 0;
    tries.set(key, tried + 1);
    const number = Number(/(\d+)\.html$/.exec(key)?.[1] ?? 0) / 100;
    return faults({ ...request, index: number * 1_000 + tried });
  };
}
