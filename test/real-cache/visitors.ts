import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import type { StepRun } from '../action/run-action.ts';
import { runStep } from '../action/scenario.ts';
import type { OriginReply, Release } from '../cloudflare/origin-release.ts';
import { type RealSite, type Seen, startRealSite } from './real-site.ts';

/**
 * What visitors get from a real cache, Varnish, while the action purges and verifies. Whatever it
 * claims, two things are true for all of them: after `verified: true`, nobody gets old bytes from
 * what the plan covers, and nobody ever gets an error because of the action.
 */

const paths = ['/app.js', '/style.css', '/docs/guide.js'] as const;
const checked = '/app.js';
/** What each plan covers. */
const plans = {
  hosts: { with: { hosts: '127.0.0.1' }, covers: paths },
  prefixes: { with: { prefixes: '127.0.0.1/docs/' }, covers: ['/docs/guide.js'] },
  tags: { with: { tags: 'site' }, covers: paths },
  everything: { with: { mode: 'everything' }, covers: paths },
} as const;

/** A release whose files all say which one it is. */
function release(name: string, cacheControl = 'max-age=3600'): Release {
  const file = (path: string): OriginReply => ({
    body: `${name} ${path}`,
    headers: { 'cache-control': cacheControl, 'cache-tag': 'site' },
  });
  return Object.fromEntries(paths.map((path) => [path, file(path)]));
}

/** Runs a step that verifies one page, however its content is checked. */
function deployStep(
  site: RealSite,
  inputs: Readonly<Record<string, string>>,
  check = ` contains new `,
  path: string = checked,
): Promise<StepRun> {
  return runStep(site.cloudflare, {
    with: { verify: `${site.url}${path}${check}`, 'verify-timeout': '12s', ...inputs },
  });
}

/** Lets visitors come for a while longer, and compares what they got with what the step claims. */
async function expectTruth(
  site: RealSite,
  step: StepRun,
  covered: readonly string[] = paths,
): Promise<void> {
  const ended = performance.now();
  await sleep(1_600);
  expect(site.seen.filter(({ at }) => at > ended).length).toBeGreaterThan(paths.length);
  const errors = site.seen.filter(({ status }) => status !== 200);
  expect(errors.map(describeSeen)).toEqual([]);
  if (step.outputs['verified'] !== 'true') return;
  const old = site.seen.filter(
    ({ at, path, body }) => at > ended && covered.includes(path) && !body.startsWith('new '),
  );
  expect(old.map(describeSeen)).toEqual([]);
}

function describeSeen({ path, status, cacheStatus, body }: Seen): string {
  return `${path}: ${status} ${cacheStatus} ${body}`;
}

describe.for([1, 2] as const)('%i tier(s)', (tiers) => {
  test.concurrent.for(Object.entries(plans))('%s', async ([, plan]) => {
    await using site = await startRealSite({ files: release('old'), tiers });
    site.origin.deploy(release('new'));
    const [path = checked] = plan.covers;
    const step = await deployStep(site, plan.with, ' contains new ', path);
    expect(step).toMatchObject({ exitCode: 0, outputs: { verified: 'true' } });
    await expectTruth(site, step, plan.covers);
  });

  test.concurrent('urls, of which one is checked', async () => {
    await using site = await startRealSite({ files: release('old'), tiers });
    site.origin.deploy(release('new'));
    const urls = paths.map((path) => site.url + path).join(' ');
    const step = await deployStep(site, { urls });
    expect(step).toMatchObject({ exitCode: 0, outputs: { verified: 'true', purged: '3' } });
    await expectTruth(site, step);
  });
});

test.concurrent('a deploy that lands after the purge', async () => {
  await using site = await startRealSite({ files: release('old'), tiers: 2 });
  site.origin.deployLater(1_500, release('new'));
  const step = await deployStep(site, { tags: 'site' });
  expect(step).toMatchObject({ exitCode: 0, outputs: { verified: 'true' } });
  await expectTruth(site, step);
});

test.concurrent('a misspelled tag is not verified', async () => {
  await using site = await startRealSite({ files: release('old'), tiers: 1 });
  site.origin.deploy(release('new'));
  const step = await deployStep(site, { tags: 'siet' });
  expect(step).toMatchObject({ exitCode: 1, outputs: { verified: 'false' } });
  await expectTruth(site, step);
});

test.concurrent('invalidated while the origin is down: nobody sees that', async () => {
  const tolerant = 'max-age=3600, stale-if-error=3600';
  await using site = await startRealSite({ files: release('old', tolerant), tiers: 1 });
  site.origin.deploy(
    Object.fromEntries(paths.map((path) => [path, { status: 503, body: 'down' }])),
  );
  const step = await deployStep(site, { hosts: '127.0.0.1', method: 'invalidate' });
  expect(step.outputs['verified']).not.toBe('true');
  expect(site.seen.some(({ cacheStatus }) => cacheStatus === 'STALE')).toBe(true);
  await expectTruth(site, step);
});

test.concurrent('two servers, updated one after the other', async () => {
  await using site = await startRealSite({ files: release('old'), tiers: 1 });
  site.origin.deployRolling(60_000, release('new'));
  const step = await deployStep(site, { hosts: '127.0.0.1' });
  expect(step.outputs['verified']).not.toBe('true');
  await expectTruth(site, step);
});

test.concurrent('an upper tier that has the old copy for some seconds', async () => {
  await using site = await startRealSite({
    files: release('old'),
    tiers: 2,
    upperTierLateMs: 4_000,
  });
  await sleep(1_100);
  site.origin.deploy(release('new'));
  const step = await deployStep(site, { hosts: '127.0.0.1' }, '');
  await expectTruth(site, step);
});
