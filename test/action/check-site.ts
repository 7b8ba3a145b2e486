import type { Site } from '../cloudflare/edge-site.ts';
import type { OriginReply, Release } from '../cloudflare/origin-release.ts';
import type { Step, StepRun } from './run-action.ts';
import { runStep } from './scenario.ts';

export const host = 'www.example.com';
export const page = `http://${host}`;

/** A file that Cloudflare may keep for an hour. */
export function cacheable(body: string, headers: Readonly<Record<string, string>> = {}) {
  return { body, headers: { 'cache-control': 'max-age=3600', ...headers } } satisfies OriginReply;
}

export const v1: Release = { '/app.js': cacheable('release 1') };
export const v2: Release = { '/app.js': cacheable('release 2') };
export const isNew = '/app.js contains release 2';

/** What visitors have had for ten minutes, and what the origin has now. */
export async function release(site: Site, before: Release, after: Release): Promise<void> {
  site.origin.deploy(before);
  await site.edge.warm(...Object.keys(before));
  site.edge.age(630);
  site.origin.deploy(after);
}

/**
 * Runs a step that purges the host of a site and verifies these checks, paths of the host. There is
 * time to turn fresh on a busy machine; a scenario whose check never does names a shorter one.
 */
export function verify(site: Site, checks: readonly string[], step: Step = {}): Promise<StepRun> {
  return runStep(site.cloudflare, {
    ...step,
    // The edge is the proxy that leads to the host.
    env: { HTTP_PROXY: site.edge.url, ...step.env },
    with: {
      hosts: host,
      verify: checks.map((check) => page + check).join('\n'),
      'verify-timeout': '40s',
      ...step.with,
    },
  });
}
