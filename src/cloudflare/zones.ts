import { zoneIdForm } from '../inputs/zones.ts';
import { isRecord } from '../json.ts';
import type { Load } from '../pacing/gate.ts';
import type { StopReason } from '../pacing/stop.ts';
import { type Api, callWithRetries } from './client.ts';
import type { ApiFailure } from './failures.ts';
import type { Zone } from './request.ts';

/** What is looked up. */
export interface LookUpSubject {
  /** In words: `the zone example.com`. */
  readonly what: string;
  /** The permission that a token needs for it, if Cache Purge is not enough. */
  readonly permission?: 'Zone › Zone › Read' | 'Zone › Zone Versioning › Read';
  /** What the workflow can give, so that nothing has to be looked up. */
  readonly instead: string;
}

/** A lookup without an answer: nothing can be planned, so nothing is purged. */
export class LookUpFailure extends Error {
  readonly kind = 'look-up-failed';
  readonly subject: LookUpSubject;
  /** undefined if the step stopped before anything was sent. */
  readonly failure: ApiFailure | undefined;
  readonly stopped: StopReason | undefined;

  constructor(
    subject: LookUpSubject,
    failure: ApiFailure | undefined,
    stopped: StopReason | undefined,
  ) {
    super(`${subject.what} could not be looked up`);
    this.subject = subject;
    this.failure = failure;
    this.stopped = stopped;
  }
}

export interface NamedZone extends Zone {
  readonly name: string;
}

export interface FoundZone extends NamedZone {
  /** Whether visitors can get there, and so whether anything is cached for them. */
  readonly isActive: boolean;
  /** As Cloudflare calls it: `active`, `pending`. */
  readonly status: string;
}

export interface NamedEnvironment {
  readonly id: string;
  readonly name: string;
}

/**
 * Lists the zones of exactly this name that the token can see.
 * @see https://developers.cloudflare.com/api/resources/zones/methods/list/
 */
export async function listZones(name: string, api: Api): Promise<FoundZone[]> {
  const result = await lookUp(`/zones?name=${encodeURIComponent(name)}`, api, {
    what: `the zone ${name}`,
    permission: 'Zone › Zone › Read',
    instead: 'a single zone by its ID',
  });
  const zones = Array.isArray(result) ? result.map(readZone) : [];
  return zones.filter((zone) => zone !== undefined).filter((zone) => zone.name === name);
}

/**
 * Gets a zone by its ID; undefined if the response does not name it. Cache Purge alone may do this.
 * @see https://developers.cloudflare.com/api/resources/zones/methods/get/
 */
export async function getZone(id: string, api: Api): Promise<FoundZone | undefined> {
  const subject = { what: `the name of zone ${id}`, instead: 'a single zone by its ID' };
  const zone = readZone(await lookUp(`/zones/${id}`, api, subject));
  // What is purged is never what a response says instead.
  return zone && { ...zone, id };
}

/**
 * Lists the Zone Versioning environments of a zone; the ID of one is its `ref`.
 * @see https://developers.cloudflare.com/cache/how-to/purge-cache/purge-zone-versions/
 */
export async function listEnvironments(zoneId: string, api: Api): Promise<NamedEnvironment[]> {
  const result = await lookUp(`/zones/${zoneId}/environments`, api, {
    what: `the environments of zone ${zoneId}`,
    permission: 'Zone › Zone Versioning › Read',
    instead: 'the environment by its ID',
  });
  const environments = isRecord(result) ? result['environments'] : undefined;
  const records = Array.isArray(environments) ? environments.filter(isRecord) : [];
  return records.flatMap(({ ref, name }) =>
    typeof ref === 'string' && environmentIdForm.test(ref) && typeof name === 'string'
      ? [{ id: ref, name }]
      : [],
  );
}

/**
 * Hex digits in all examples, any string in the schema. An ID becomes part of the path of a purge, so
 * nothing that could lead elsewhere may pass for one.
 */
const environmentIdForm = /^[\w-]{1,100}$/;

const load: Load = { limit: 'look-ups', items: 1 };

async function lookUp(path: string, api: Api, subject: LookUpSubject): Promise<unknown> {
  const { response } = await callWithRetries({ method: 'GET', path }, load, api);
  if (response?.kind === 'accepted') return response.result;
  throw new LookUpFailure(subject, response, api.stop.reason);
}

function readZone(value: unknown): FoundZone | undefined {
  if (!isRecord(value)) return undefined;
  const { id, name, status = 'active', type } = value;
  // An ID becomes part of the path of a purge, so nothing else may pass for one.
  if (typeof id !== 'string' || !zoneIdForm.test(id) || typeof name !== 'string') return undefined;
  // Zones of type `internal` answer only inside of a company's network, and may share a public name.
  const isActive = status === 'active' && type !== 'internal';
  return {
    id,
    name: name.toLowerCase(),
    isActive,
    status: type === 'internal' ? type : String(status),
  };
}
