import type { ApiFailure } from '../cloudflare/api-reply.ts';
import type { Load } from '../pacing/gate.ts';
import { callPersistently, type Persistence } from '../pacing/retry.ts';
import type { StopReason } from '../pacing/stop.ts';

/** What is looked up. */
export interface LookUpSubject {
  /** In words: `the zone example.com`. */
  readonly what: string;
  /** The permission that a token needs for it. */
  readonly permission: 'Zone › Zone › Read' | 'Zone › Zone Versioning › Read';
  /** What the workflow can give, so that nothing has to be looked up. */
  readonly instead: string;
}

/** A look-up that brought no answer: nothing can be planned, so nothing is purged. */
export interface LookUpFailure {
  readonly kind: 'look-up-failed';
  readonly subject: LookUpSubject;
  /** undefined where the step stopped before anything was sent. */
  readonly failure: ApiFailure | undefined;
  readonly stopped: StopReason | undefined;
}

export type LookUp<T> = { readonly kind: 'found'; readonly value: T } | LookUpFailure;

const lookUpLoad: Load = { limit: 'look-ups', items: 1 };

/** Asks the API for something and gives its `result`, as persistently as a purge is sent. */
export async function lookUp(
  path: string,
  subject: LookUpSubject,
  persistence: Persistence,
): Promise<LookUp<unknown>> {
  const { reply } = await callPersistently({ method: 'GET', path }, lookUpLoad, persistence);
  if (reply?.kind === 'accepted') return { kind: 'found', value: reply.result };
  return { kind: 'look-up-failed', subject, failure: reply, stopped: persistence.stop.reason };
}
