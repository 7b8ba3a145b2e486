import { describe, expect, test } from 'vitest';
import type { StepRun } from '../action/run-action.ts';
import { refusal, runRow, runStep } from '../action/scenario.ts';
import { purgeToken, readingToken } from '../cloudflare/account.ts';
import type { Fault } from '../cloudflare/faults.ts';
import { startCloudflare } from '../cloudflare/server.ts';

/**
 * "Enable debug logging" sets these: https://docs.github.com/en/actions/how-tos/monitor-workflows/enable-debug-logging
 * Every scenario looks for the token without them (`hold-truths.ts`), and so do these with them.
 */
const debug = { RUNNER_DEBUG: '1', ACTIONS_STEP_DEBUG: 'true', ACTIONS_RUNNER_DEBUG: 'true' };

/** Answers that give the token back, as a gateway may do that shows what it was asked. */
const echo = { authorization: `Bearer ${purgeToken}`, token: purgeToken };
const echoing = { code: 1000, message: `Invalid header: ${JSON.stringify(echo)}` };

const faults: Readonly<Record<string, Fault>> = {
  'a page with status 200': { kind: 'html-200' },
  'no JSON': { kind: 'not-json' },
  'no body': { kind: 'empty' },
  'a redirect': { kind: 'redirect', location: 'https://elsewhere.example/' },
  'a reset before': { kind: 'reset-before' },
  'a reset after': { kind: 'reset-after' },
  'a body cut off': { kind: 'cut-off' },
  'no answer': { kind: 'hang' },
  'a token unknown to Cloudflare': refusal(401, { code: 1000, message: 'Invalid API Token' }),
  'no right': refusal(403, { code: 10000, message: 'Authentication error' }),
  'a limit': refusal(429, { code: 1134, message: 'rate limit reached' }),
  'a server error': { kind: 'status', status: 500, headers: { 'retry-after': '0' }, body: 'oops' },
  'an error that repeats the token': refusal(400, echoing),
  'a page that repeats the token': {
    kind: 'status',
    status: 403,
    body: `<pre>${JSON.stringify(echo)}</pre>`,
  },
  'headers that repeat the token': {
    kind: 'status',
    status: 302,
    headers: { location: `https://elsewhere.example/?t=${purgeToken}`, 'cf-ray': purgeToken },
  },
};

function shown({ lines, errors, warnings, notices, groups }: StepRun): string {
  return [...lines, ...errors, ...warnings, ...notices, ...groups].join('\n');
}

describe('in debug mode the token stands nowhere', () => {
  test.concurrent.for(Object.keys(faults))('with %s', async (name) => {
    await using cloudflare = await startCloudflare({ faults: () => faults[name] });
    const step = await runRow(cloudflare, { with: { tags: 'a', timeout: '1s' }, env: debug });
    cloudflare.takeSurprises();
    expect(step.exitCode).toBe(1);
    expect(step.debug.join('\n')).not.toContain(purgeToken);
    expect(shown(step)).not.toContain(purgeToken);
  });

  test('where a zone is looked up, and where all goes well', async () => {
    await using cloudflare = await startCloudflare();
    const step = await runStep(cloudflare, {
      with: { zone: 'example.com', token: readingToken, tags: 'a' },
      env: debug,
    });
    expect(step.exitCode).toBe(0);
    expect(shown(step)).not.toContain(readingToken);
  });
});
