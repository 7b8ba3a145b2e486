import { describe, expect, test } from 'vitest';
import { purgeToken, zoneIds } from '../cloudflare/account.ts';
import { type Fault, faultsByIndex } from '../cloudflare/faults.ts';
import { type CloudflareOptions, startCloudflare } from '../cloudflare/server.ts';
import { rawAnswer, startRawServer } from '../network/raw-server.ts';
import { runAction } from './run-action.ts';
import { canCancel, runStep } from './scenario.ts';

const html = '<!DOCTYPE html><html><body>Bad gateway</body></html>';
const internalError = {
  success: false,
  errors: [{ code: 10001, message: 'internal error' }],
  messages: [],
  result: null,
};

describe('a transient fault is survived: the purge takes place, and says how many tries it took', () => {
  const faults: readonly (readonly [string, Fault])[] = [
    ['502 with HTML', { kind: 'status', status: 502, body: html }],
    ['503 with HTML', { kind: 'status', status: 503, body: html }],
    ['500 with JSON', { kind: 'status', status: 500, body: internalError }],
    ['408', { kind: 'status', status: 408, body: '' }],
    ['200 with HTML', { kind: 'html-200' }],
    ['200 with text that is no JSON', { kind: 'not-json' }],
    ['200 without a body', { kind: 'empty' }],
    ['a body that is cut off', { kind: 'cut-off' }],
    ['a reset before the request was carried out', { kind: 'reset-before' }],
    ['a reset after the request was carried out', { kind: 'reset-after' }],
  ];
  test.concurrent.for(faults)('%s', async ([, fault]) => {
    await using cloudflare = await startCloudflare({ faults: faultsByIndex({ 0: fault }) });
    const step = await runStep(cloudflare, { with: { tags: 'a b' } });
    expect(step).toMatchObject({ exitCode: 0, errors: [], warnings: [], outputs: { purged: '2' } });
    expect(step.report?.requests).toMatchObject([{ result: 'accepted', tries: 2 }]);
    expect(cloudflare.purges.at(-1)?.items).toEqual(['a', 'b']);
  });
});

describe('a rate limit is waited for, by status, code or message', () => {
  const refusal = (code: number, message: string) => ({
    success: false,
    errors: [{ code, message }],
    messages: [],
    result: null,
  });
  const reached = 'Unable to purge, rate limit reached. Please wait and consider throttling';
  const faults: readonly (readonly [string, Fault])[] = [
    [
      '429 with retry-after',
      {
        kind: 'status',
        status: 429,
        headers: { 'retry-after': '1' },
        body: refusal(1134, reached),
      },
    ],
    ['429 without retry-after', { kind: 'status', status: 429, body: refusal(1134, reached) }],
    ['429 with HTML', { kind: 'status', status: 429, body: html }],
    ['971 with 200', { kind: 'status', status: 200, body: refusal(971, 'slow down') }],
    ['1134 with 400', { kind: 'status', status: 400, body: refusal(1134, '') }],
    ['1115 with its message', { kind: 'status', status: 400, body: refusal(1115, reached) }],
  ];
  test.concurrent.for(faults)('%s', async ([, fault]) => {
    await using cloudflare = await startCloudflare({ faults: faultsByIndex({ 0: fault }) });
    const step = await runStep(cloudflare, { with: { hosts: 'www.example.com' } });
    expect(step).toMatchObject({ exitCode: 0, errors: [], outputs: { purged: '1' } });
    const [first, second] = cloudflare.requests;
    expect((second?.at ?? 0) - (first?.at ?? 0)).toBeGreaterThanOrEqual(990);
  });
});

test('five failed tries are enough, and the step says what was seen', async () => {
  await using cloudflare = await startCloudflare({
    faults: () => ({ kind: 'status', status: 503, body: html }),
  });
  const step = await runStep(cloudflare, { with: { tags: 'a' } });
  expect(cloudflare.requests).toHaveLength(5);
  expect(step).toMatchObject({ exitCode: 1, outputs: { purged: '0', unpurged: '1' } });
  expect(step.errors[0]).toContain('HTML instead of an answer of the API (HTTP 503)');
  expect(step.errors[0]).toContain('cloudflarestatus.com');
});

test('a connection that is refused ends after five tries', async () => {
  const cloudflare = await startCloudflare();
  await cloudflare[Symbol.asyncDispose]();
  const step = await runStep(cloudflare, { with: { tags: 'a' } });
  expect(step).toMatchObject({ exitCode: 1, outputs: { unpurged: '1' } });
  expect(step.errors[0]).toContain('no answer (ECONNREFUSED)');
  expect(step.report?.requests).toMatchObject([{ tries: 5 }]);
});

test('a name that cannot be resolved says so', async () => {
  await using cloudflare = await startCloudflare();
  const step = await runStep(cloudflare, {
    with: { tags: 'a', 'api-url': 'https://api.invalid/client/v4' },
  });
  expect(step.exitCode).toBe(1);
  expect(step.errors[0]).toContain("the API's host name could not be resolved");
});

describe('timeout', () => {
  const unlucky: CloudflareOptions = {
    faults: ({ index }) => (index === 0 ? undefined : { kind: 'hang' }),
  };

  test.concurrent('ends the step with a truthful account while answers hang', async () => {
    await using cloudflare = await startCloudflare(unlucky);
    const tags = Array.from({ length: 350 }, (_, index) => `tag-${index}`).join(' ');
    const step = await runStep(cloudflare, { with: { tags, timeout: '2s' } });
    expect(step.ms).toBeLessThan(6_000);
    expect(step).toMatchObject({
      exitCode: 1,
      outputs: { purged: '100', unpurged: '250', requests: '1' },
    });
    expect(step.report?.requests.map(({ result }) => result)).toEqual([
      'accepted',
      'failed',
      'not-tried',
      'not-tried',
    ]);
    expect(step.report?.unpurged.flatMap(({ items }) => items)).toHaveLength(250);
    expect(step.errors[0]).toMatch(/250 of 350 items not purged/);
    expect(step.summary).toContain('the time of <code>timeout</code> was over');
  });

  test.concurrent('a rate limit that outlasts it ends the step at once', async () => {
    await using cloudflare = await startCloudflare({
      faults: () => ({ kind: 'status', status: 429, headers: { 'retry-after': '300' }, body: '' }),
    });
    const step = await runStep(cloudflare, { with: { tags: 'a', timeout: '20s' } });
    expect(step.ms).toBeLessThan(3_000);
    expect(step).toMatchObject({ exitCode: 1, outputs: { unpurged: '1' } });
    expect(step.errors[0]).toContain('rate limit');
    expect(step.errors[0]).toContain('`timeout`');
  });

  test.concurrent('an answer that drips does not hang the step', async () => {
    await using cloudflare = await startCloudflare({
      faults: () => ({ kind: 'drip', everyMs: 400 }),
    });
    const step = await runStep(cloudflare, { with: { tags: 'a', timeout: '1s' } });
    expect(step.ms).toBeLessThan(6_000);
    expect(step.exitCode).toBe(1);
    expect(step.errors[0]).toContain('may have carried out the purge');
  });

  test.concurrent('a request without an answer is given up after 30 s, and tried again', async () => {
    await using cloudflare = await startCloudflare({
      faults: faultsByIndex({ 0: { kind: 'hang' } }),
    });
    const step = await runStep(cloudflare, { with: { tags: 'a' } });
    expect(step.ms).toBeGreaterThan(30_000);
    expect(step).toMatchObject({ exitCode: 0, outputs: { purged: '1' } });
  }, 60_000);
});

describe.runIf(canCancel)('a cancelled job', () => {
  test.concurrent.for([
    'SIGINT',
    'SIGTERM',
  ] as const)('ends within 5 s of %s with its account', async (signal) => {
    let cancel = (): void => undefined;
    await using cloudflare = await startCloudflare({
      faults: ({ index }) => {
        if (index === 1) setTimeout(cancel, 200);
        return index === 0 ? undefined : { kind: 'hang' };
      },
    });
    const started = Promise.withResolvers<number>();
    const step = await runStep(cloudflare, {
      with: {
        hosts: Array.from({ length: 250 }, (_, index) => `h${index}.example.com`).join(' '),
      },
      onStart: (kill) => {
        cancel = () => {
          started.resolve(performance.now());
          kill(signal);
        };
      },
    });
    expect(performance.now() - (await started.promise)).toBeLessThan(5_000);
    expect(step).toMatchObject({
      exitCode: 1,
      outputs: { purged: '100', unpurged: '150', requests: '1' },
    });
    expect(step.errors[0]).toContain('150 of 250 items not purged');
    expect(step.summary).toContain('the job was canceled');
    expect(step.report?.counts).toEqual({ purged: 100, unpurged: 150, requests: 1 });
  });

  test.concurrent('while it waits for the rate limit: nothing more is sent', async () => {
    let cancel = (): void => undefined;
    await using cloudflare = await startCloudflare({
      faults: () => {
        setTimeout(cancel, 300);
        return { kind: 'status', status: 429, headers: { 'retry-after': '60' }, body: '' };
      },
    });
    const step = await runStep(cloudflare, {
      with: { tags: 'a' },
      onStart: (kill) => {
        cancel = () => kill('SIGTERM');
      },
    });
    expect(step.ms).toBeLessThan(5_000);
    expect(step).toMatchObject({ exitCode: 1, outputs: { unpurged: '1' } });
    expect(cloudflare.requests).toHaveLength(1);
  });
});

describe('a server that accepts a connection and says nothing more', () => {
  const publicApi = 'https://api.cloudflare.com/client/v4';
  const silent = [
    ['a TLS server', (address: string) => ({ with: { 'api-url': `https://${address}` } })],
    [
      'a proxy',
      (address: string) => ({
        with: { 'api-url': publicApi },
        env: { HTTPS_PROXY: `http://${address}` },
      }),
    ],
  ] as const;

  test.concurrent.for(silent)('%s does not outlast `timeout`', async ([, reach]) => {
    await using cloudflare = await startCloudflare();
    await using server = await startRawServer();
    const { with: inputs, ...rest } = reach(server.address);
    const step = await runStep(cloudflare, {
      ...rest,
      with: { tags: 'a', timeout: '1s', ...inputs },
    });
    expect(server.requests).not.toEqual([]);
    expect(step.ms).toBeLessThan(6_000);
    expect(step).toMatchObject({ exitCode: 1, outputs: { purged: '0', unpurged: '1' } });
  });

  test.runIf(canCancel).concurrent.for(silent)('%s does not outlast SIGINT', async ([, reach]) => {
    const cancelled = Promise.withResolvers<number>();
    let cancel = (): void => undefined;
    await using cloudflare = await startCloudflare();
    await using server = await startRawServer(() => {
      cancel();
      return undefined;
    });
    const { with: inputs, ...rest } = reach(server.address);
    const step = await runStep(cloudflare, {
      ...rest,
      with: { tags: 'a', ...inputs },
      onStart: (kill) => {
        cancel = () => {
          cancelled.resolve(performance.now());
          kill('SIGINT');
        };
      },
    });
    expect(performance.now() - (await cancelled.promise)).toBeLessThan(5_000);
    expect(step).toMatchObject({ exitCode: 1, outputs: { purged: '0', unpurged: '1' } });
  });

  test.concurrent('a proxy before the page of a check does not outlast `wait-timeout`', async () => {
    await using cloudflare = await startCloudflare();
    await using server = await startRawServer();
    const step = await runStep(cloudflare, {
      with: { tags: 'a', 'wait-for': 'https://www.example.com/', 'wait-timeout': '1s' },
      env: { HTTPS_PROXY: `http://${server.address}` },
    });
    expect(step.ms).toBeLessThan(6_000);
    expect(step).toMatchObject({ exitCode: 1, outputs: { unpurged: '1' } });
  });

  test
    .runIf(canCancel)
    .concurrent('a proxy before Globalping: SIGINT keeps the account of the purge', async () => {
      let cancel = (): void => undefined;
      await using cloudflare = await startCloudflare();
      await using server = await startRawServer(() => {
        cancel();
        return undefined;
      });
      const step = await runStep(cloudflare, {
        with: { tags: 'a', verify: 'https://www.example.com/', 'verify-from': 'Japan' },
        env: { HTTPS_PROXY: `http://${server.address}` },
        onStart: (kill) => {
          cancel = () => kill('SIGINT');
        },
      });
      expect(step.ms).toBeLessThan(6_000);
      expect(step).toMatchObject({ exitCode: 1, outputs: { purged: '1', unpurged: '0' } });
    });
});

describe('an answer that browsers understand counts, whatever else is wrong with it', () => {
  const accepted = '{"success":true,"errors":[],"messages":[],"result":{"id":"an-id"}}';
  const withDefaults = { zone: zoneIds.exampleCom, token: purgeToken, tags: 'a' };
  test.concurrent.for([
    ['`100 Continue` that nobody wants', `HTTP/1.1 100 Continue\r\n\r\n${rawAnswer(accepted)}`],
    [
      '`Content-Encoding` in two lines',
      rawAnswer(accepted, 'content-encoding: identity', 'content-encoding: identity'),
    ],
    ['an unknown `Content-Encoding`', rawAnswer(accepted, 'content-encoding: rot13')],
    ['60 KiB of headers', rawAnswer(accepted, ...Array(60).fill(`x: ${'y'.repeat(1_000)}`))],
  ])('%s', async ([, answer]) => {
    await using server = await startRawServer(() => answer);
    const step = await runAction({
      with: { ...withDefaults, 'api-url': `http://${server.address}` },
    });
    expect(step).toMatchObject({ exitCode: 0, outputs: { purged: '1', 'purge-id': 'an-id' } });
    expect(server.requests).toHaveLength(1);
  });

  test.concurrent('what is no HTTP is a transient fault of that request', async () => {
    await using server = await startRawServer((index) =>
      index === 0 ? 'no HTTP at all\r\n\r\n' : rawAnswer(accepted),
    );
    const step = await runAction({
      with: { ...withDefaults, 'api-url': `http://${server.address}` },
    });
    expect(step).toMatchObject({ exitCode: 0, outputs: { purged: '1' } });
    expect(step.report?.requests).toMatchObject([{ result: 'accepted', tries: 2 }]);
  });
});

describe('the token in an answer is hidden, however it is written', () => {
  const escapes = {
    'as JSON escapes it': (token: string) => token.replaceAll('_', '\\u005f'),
    'as a URL escapes it': (token: string) => token.replaceAll('_', '%5F'),
    'escaped twice': (token: string) => token.replaceAll('_', '%255f'),
    'in other letters': (token: string) => token.toUpperCase(),
    'in base64': (token: string) => Buffer.from(`Bearer ${token}`).toString('base64'),
  };
  test.concurrent.for(Object.entries(escapes))('%s', async ([, write]) => {
    const told = write(purgeToken);
    const body = `{"success":true,"errors":[],"messages":[],"result":{"id":"${told}"}}`;
    const refused = `{"success":false,"errors":[{"code":1,"message":"no ${told}"}],"result":null}`;
    await using cloudflare = await startCloudflare({
      faults: ({ index }) => ({
        kind: 'status',
        status: index === 0 ? 200 : 400,
        headers: { 'cf-ray': told },
        takesEffect: index === 0,
        body: index === 0 ? body : refused,
      }),
    });
    const step = await runStep(cloudflare, { with: { tags: 'a', hosts: 'www.example.com' } });
    expect(step).toMatchObject({ exitCode: 1, outputs: { purged: '1', unpurged: '1' } });
    const written = JSON.parse(`"${told}"`) as string;
    const shown = [step.log, step.summary, JSON.stringify([step.outputs, step.report])].join('\n');
    expect(shown.replaceAll(/^::add-mask::.*$/gm, '')).not.toContain(written);
  });
});

describe('many batches', () => {
  const tags = Array.from({ length: 400 }, (_, index) => `tag-${index}`);

  test('one bad batch among good ones: the others go on', async () => {
    await using cloudflare = await startCloudflare({
      faults: faultsByIndex({
        1: {
          kind: 'status',
          status: 400,
          body: {
            success: false,
            errors: [{ code: 1012, message: 'Request must contain one of "purge_everything" …' }],
            messages: [],
            result: null,
          },
        },
      }),
    });
    const step = await runStep(cloudflare, { with: { tags: tags.join(' ') } });
    expect(step).toMatchObject({
      exitCode: 1,
      outputs: { purged: '300', unpurged: '100', requests: '3' },
    });
    expect(cloudflare.requests).toHaveLength(4);
    expect(cloudflare.purges.flatMap(({ items }) => items)).toHaveLength(300);
  });

  test('too many items in a request: cut to the size that the refusal names, from then on', async () => {
    await using cloudflare = await startCloudflare({ behaviour: { maxItems: 30 } });
    const step = await runStep(cloudflare, { with: { tags: tags.join(' ') } });
    expect(step).toMatchObject({ exitCode: 0, outputs: { purged: '400', unpurged: '0' } });
    expect(cloudflare.purges.flatMap(({ items }) => items).toSorted()).toEqual(tags.toSorted());
    const refused = cloudflare.requests.filter(({ status }) => status === 400);
    expect(refused).toHaveLength(1);
  });

  test('one bad item that a 400 names: sent again without it', async () => {
    await using cloudflare = await startCloudflare({
      behaviour: { refusedItems: ['tag-7'], partialFailureStatus: 400 },
    });
    const step = await runStep(cloudflare, { with: { tags: tags.join(' ') } });
    expect(step).toMatchObject({ exitCode: 1, outputs: { purged: '399', unpurged: '1' } });
    expect(step.report?.unpurged).toMatchObject([{ items: ['tag-7'] }]);
  });

  test('a wrong token stops all: one request, the rest not tried', async () => {
    await using cloudflare = await startCloudflare();
    const step = await runStep(cloudflare, {
      with: { tags: tags.join(' '), token: 'cfut_nobodyKnowsThisTokenNobodyKnowsIt' },
    });
    expect(cloudflare.requests).toHaveLength(1);
    expect(step).toMatchObject({ exitCode: 1, outputs: { purged: '0', unpurged: '400' } });
    expect(step.report?.requests.map(({ result }) => result)).toEqual([
      'failed',
      'not-tried',
      'not-tried',
      'not-tried',
    ]);
  });

  test('a zone that the token may not purge stops that zone only', async () => {
    await using cloudflare = await startCloudflare();
    const wrong = '00000000000000000000000000000000';
    const step = await runStep(cloudflare, {
      with: { zone: `${wrong} ${zoneIds.exampleCom}`, tags: tags.join(' ') },
    });
    expect(step).toMatchObject({ exitCode: 1, outputs: { purged: '400', unpurged: '400' } });
    expect(cloudflare.requests.filter(({ path }) => path.includes(wrong))).toHaveLength(3);
  });
});

test("the machine's clock set back while the step waits changes nothing", async () => {
  await using cloudflare = await startCloudflare({
    faults: faultsByIndex({
      0: { kind: 'status', status: 429, headers: { 'retry-after': '1' }, body: '' },
    }),
  });
  const step = await runStep(cloudflare, {
    with: { tags: 'a' },
    files: {
      'clock.cjs': `
        const now = Date.now;
        let back = 0;
        setTimeout(() => { back = 86_400_000; }, 300).unref();
        Date.now = () => now() - back;
      `,
    },
    nodeOptions: ['--require', './clock.cjs'],
  });
  expect(step).toMatchObject({ exitCode: 0, outputs: { purged: '1' } });
  expect(step.ms).toBeLessThan(5_000);
});
