import type { Site } from '../cloudflare/edge-site.ts';
import type { OriginReply, Release } from '../cloudflare/origin-release.ts';
import type { Step, StepRun } from './run-action.ts';
import { runStep } from './scenario.ts';

/** The host that `edge.url` stands for, so a purge of it reaches what is cached under that address. */
export const host = 'www.example.com';

/** A file that Cloudflare may keep for an hour. */
export function cacheable(body: string): OriginReply {
  return { body, headers: { 'cache-control': 'max-age=3600' } };
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

/** Runs a step that purges the host of a site and verifies these checks, paths of the edge. */
export function verify(site: Site, checks: readonly string[], step: Step = {}): Promise<StepRun> {
  return runStep(site.cloudflare, {
    ...step,
    with: {
      hosts: host,
      verify: checks.map((check) => site.edge.url + check).join('\n'),
      'verify-timeout': '3s',
      ...step.with,
    },
  });
}
