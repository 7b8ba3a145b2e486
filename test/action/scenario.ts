import { purgeToken, zoneIds } from '../cloudflare/account.ts';
import type { Fault } from '../cloudflare/faults.ts';
import type { Cloudflare } from '../cloudflare/server.ts';
import { compareAccount, markRecord } from './compare-account.ts';
import { runAction, type Step, type StepRun } from './run-action.ts';
import type { Launch } from './run-bundle.ts';
import { runSource } from './run-source.ts';

/** On Windows, a signal ends a process at once, without an account. */
export const canCancel = process.platform !== 'win32';

/** The call that purges in `example.com`, as `callsOf` writes it. */
export const purge = `POST /zones/${zoneIds.exampleCom}/purge_cache`;

/**
 * Runs a step against a Cloudflare on loopback. Without other words it purges in the zone
 * `example.com`, given by its ID, with a token that may only purge. What it says to have purged is
 * compared with what Cloudflare accepted.
 */
export async function runStep(
  cloudflare: Cloudflare,
  step: Step,
  launch?: Launch,
): Promise<StepRun> {
  const defaults = {
    zone: zoneIds.exampleCom,
    token: purgeToken,
    'api-url': cloudflare.apiUrl,
  };
  const mark = markRecord(cloudflare);
  const run = await runAction({ ...step, with: { ...defaults, ...step.with } }, launch);
  compareAccount(run, cloudflare, mark);
  return run;
}

/** The same without the bundle, in this process: a hundred times as fast, for the rows of a table. */
export function runRow(cloudflare: Cloudflare, step: Step): Promise<StepRun> {
  return runStep(cloudflare, step, runSource);
}

/** One call as a scenario writes it: `POST /zones/…/purge_cache` and its body. */
export type Call = readonly [request: string, body?: unknown];

/** All calls that Cloudflare received, in their order. */
export function callsOf(cloudflare: Cloudflare): Call[] {
  return cloudflare.requests.map(({ method, path, query, body }): Call => {
    const search = new URLSearchParams(query).toString();
    const request = `${method} ${path.replace(/^\/client\/v4/, '')}${search === '' ? '' : `?${search}`}`;
    return body === undefined ? [request] : [request, body];
  });
}

/** An error as an envelope has it. */
export interface EnvelopeError {
  readonly code: number;
  readonly message: string;
  readonly error_chain?: readonly EnvelopeError[];
  readonly source?: { readonly pointer: string };
}

/** An answer that refuses, in Cloudflare's envelope. `retry-after: 0` spares a scenario the waits. */
export function refusal(status: number, ...errors: readonly EnvelopeError[]): Fault {
  const body = { success: false, errors, messages: [], result: null };
  return { kind: 'status', status, headers: { 'retry-after': '0' }, body };
}
