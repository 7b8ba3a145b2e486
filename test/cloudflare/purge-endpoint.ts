import type { Zone } from './account.ts';
import type { Behaviour } from './behaviour.ts';
import { type ApiError, type Reply, refuse, succeed } from './envelope.ts';
import { type MaxItems, type PurgeContent, readPurgeBody } from './purge-body.ts';
import { checkHost, checkPrefix, checkTag, checkUrl, urlOf } from './purge-items.ts';
import type { RateLimit } from './rate-limit.ts';
import type { PurgeMethod, PurgeRoute } from './routes.ts';

/** What Cloudflare purges, and where. */
export type Purge = PurgeContent & {
  readonly zoneId: string;
  readonly environmentId?: string;
  readonly method: PurgeMethod;
};

/** What Cloudflare accepted: an item that is not in one of these was not purged. */
export type AcceptedPurge = Purge & {
  /** On the server's clock. */
  readonly at: number;
};

export type Outcome = { readonly reply: Reply; readonly purge?: Purge };

export type PurgeSurroundings = {
  readonly behaviour: Behaviour;
  readonly maxItems: MaxItems;
  readonly rateLimit: RateLimit | undefined;
  /** A new ID, for `purgeId: 'unique'`. */
  readonly createId: () => string;
};

/** Purges or invalidates, for a token that may. */
export function answerPurge(
  body: unknown,
  route: PurgeRoute,
  zone: Zone,
  surroundings: PurgeSurroundings,
): Outcome {
  const { behaviour, maxItems, rateLimit } = surroundings;
  const read = readPurgeBody(body, maxItems);
  if ('error' in read) return { reply: refuse(400, read.error) };
  const { content } = read;
  const errors = [...checkEnvironment(content, route, zone), ...checkItems(content, zone)];
  if (errors.length > 0) return { reply: refuse(400, ...errors) };

  const admission = rateLimit?.admit(content);
  if (admission?.refusal) return { reply: addHeaders(admission.refusal, admission.headers) };
  const outcome = carryOut(content, route, surroundings, behaviour);
  return admission ? { ...outcome, reply: addHeaders(outcome.reply, admission.headers) } : outcome;
}

function carryOut(
  content: PurgeContent,
  route: PurgeRoute,
  { createId }: PurgeSurroundings,
  behaviour: Behaviour,
): Outcome {
  const { accepted, refused } = divide(content, behaviour.refusedItems);
  const target = {
    zoneId: route.zoneId,
    method: route.method,
    ...(route.environmentId === undefined ? {} : { environmentId: route.environmentId }),
  };
  if (refused.length === 0) {
    const id = behaviour.purgeId === 'unique' ? createId() : route.zoneId;
    const reply = succeed(behaviour.purgeId === 'null' ? null : { id });
    return { reply, purge: { ...target, ...content } };
  }
  const reply = refuse(behaviour.partialFailureStatus, ...describeRefused(refused));
  const purged = behaviour.partialFailureStatus === 200 && accepted.items.length > 0;
  return purged ? { reply, purge: { ...target, ...accepted } } : { reply };
}

// A partial failure names each item and ends with 1016; the status is 200 all the same.
// https://developers.cloudflare.com/api/resources/cache/methods/purge/
function describeRefused(refused: readonly string[]): readonly ApiError[] {
  return [
    ...refused.map((item) => ({ code: 1015, message: `Unable to purge ${item}` })),
    { code: 1016, message: 'Unable to purge any urls' },
  ];
}

function divide(
  content: PurgeContent,
  refusedItems: readonly string[],
): { readonly accepted: PurgeContent; readonly refused: readonly string[] } {
  if (refusedItems.length === 0 || content.kind === 'everything') {
    return { accepted: content, refused: [] };
  }
  if (content.kind === 'urls') {
    const items = content.items.filter((item) => !refusedItems.includes(urlOf(item)));
    const refused = content.items.map(urlOf).filter((url) => refusedItems.includes(url));
    return { accepted: { kind: content.kind, items }, refused };
  }
  const items = content.items.filter((item) => !refusedItems.includes(item));
  const refused = content.items.filter((item) => refusedItems.includes(item));
  return { accepted: { kind: content.kind, items }, refused };
}

function checkItems(content: PurgeContent, zone: Zone): readonly ApiError[] {
  const errors: (ApiError | undefined)[] = [];
  switch (content.kind) {
    case 'everything':
      break;
    case 'urls':
      for (const item of content.items) errors.push(checkUrl(urlOf(item), zone));
      break;
    case 'tags':
      for (const tag of content.items) errors.push(checkTag(tag));
      break;
    case 'hosts':
      for (const host of content.items) errors.push(checkHost(host, zone));
      break;
    case 'prefixes':
      for (const prefix of content.items) errors.push(checkPrefix(prefix, zone));
      break;
  }
  return errors.filter((error) => error !== undefined);
}

function checkEnvironment(
  content: PurgeContent,
  { environmentId }: PurgeRoute,
  zone: Zone,
): readonly ApiError[] {
  const environment = zone.environments?.find(({ ref }) => ref === environmentId);
  if (content.kind !== 'urls' || !environment?.refusesUrls) return [];
  return [
    {
      code: 1136,
      message:
        'This environment cannot be purged by URL. Purge by tag, host, prefix or everything instead',
    },
  ];
}

function addHeaders(reply: Reply, headers: Readonly<Record<string, string>>): Reply {
  return { ...reply, headers: { ...reply.headers, ...headers } };
}
