import { expect } from 'vitest';
import type { Fault, FaultedRequest } from '../cloudflare/faults.ts';
import type { OriginReply, Release } from '../cloudflare/origin-release.ts';
import type { World } from '../globalping/world.ts';
import type { Step, StepRun } from './run-action.ts';
import { runStep } from './scenario.ts';

export const host = 'www.example.com';
export const page = `https://${host}`;

/** A file that Cloudflare may keep for an hour. */
export function cacheable(body: string | Uint8Array): OriginReply {
  return { body, headers: { 'cache-control': 'max-age=3600' } };
}

export const v1: Release = { '/app.js': cacheable('release 1') };
export const v2: Release = { '/app.js': cacheable('release 2') };
export const isNew = '/app.js contains release 2';

/** Runs a step that purges the host and verifies these checks, from Tokyo and Frankfurt too. */
export function verifyFrom(
  world: World,
  checks: readonly string[],
  step: Step = {},
): Promise<StepRun> {
  return runStep(world.cloudflare, {
    ...step,
    env: { ...world.environment, ...step.env },
    with: {
      hosts: host,
      verify: checks.map((check) => page + check).join('\n'),
      'verify-from': 'Japan, Germany',
      'verify-timeout': '40s',
      ...step.with,
    },
  });
}

/** What was asked of Globalping, in order: the locations of each measurement. */
export function locationsAsked(world: World): unknown[] {
  return posts(world).map(({ body }) =>
    typeof body === 'object' && body !== null && 'locations' in body ? body.locations : undefined,
  );
}

/** The requests that were to start a measurement. */
export function posts({ globalping }: World) {
  return globalping.requests.filter(({ method }) => method === 'POST');
}

/** A fault for requests that start a measurement, or for looks at one. */
export function faultOn(method: 'POST' | 'GET', fault: Fault) {
  return (request: FaultedRequest): Fault | undefined =>
    request.method === method ? fault : undefined;
}

/** A check as the report tells it, from one place. Places stand there in the order of their answers. */
export function told(from: 'runner' | object, check: object): unknown {
  const place = typeof from === 'string' ? from : expect.objectContaining(from);
  return expect.objectContaining({ from: place, ...check });
}
