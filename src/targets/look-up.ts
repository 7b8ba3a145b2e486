import type { ApiFailure } from '../cloudflare/api-reply.ts';
import { callPersistently, type Persistence } from '../purge/call-persistently.ts';
import type { StopReason } from '../purge/stop.ts';

/** A look-up that brought no answer: nothing can be planned, so nothing is purged. */
export interface LookUpFailure {
  readonly kind: 'look-up-failed';
  /** What was looked up, in words: `the zone example.com`. */
  readonly subject: string;
  /** undefined where the step stopped before anything was sent. */
  readonly failure: ApiFailure | undefined;
  readonly stopped: StopReason | undefined;
}

export type LookUp<T> = { readonly kind: 'found'; readonly value: T } | LookUpFailure;

/** Asks the API for something and gives its `result`, as persistently as a purge is sent. */
export async function lookUp(
  path: string,
  subject: string,
  persistence: Persistence,
): Promise<LookUp<unknown>> {
  const { reply } = await callPersistently({ method: 'GET', path }, 1, persistence);
  if (reply?.kind === 'accepted') return { kind: 'found', value: reply.result };
  return { kind: 'look-up-failed', subject, failure: reply, stopped: persistence.stop.reason };
}
