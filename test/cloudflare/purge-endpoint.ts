import type { Zone } from './account.ts';
import type { PurgeRoute } from './api-request.ts';
import type { Behaviour } from './behaviour.ts';
import { type ApiError, type Reply, refuse, succeed } from './envelope.ts';
import type { RateLimit } from './rate-limit.ts';

/** What Cloudflare purges, and where. */
export type Purge = PurgeContent & {
  readonly zoneId: string;
  readonly environmentId?: string;
  readonly method: PurgeRoute['method'];
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

/**
 * The body of a purge: exactly one of five fields.
 * https://developers.cloudflare.com/api/resources/cache/methods/purge/
 */
export type PurgeContent =
  | { readonly kind: 'everything'; readonly items: readonly [] }
  | { readonly kind: 'urls'; readonly items: readonly UrlItem[] }
  | { readonly kind: 'tags' | 'hosts' | 'prefixes'; readonly items: readonly string[] };

export type PurgeKind = PurgeContent['kind'];

const listFields = ['files', 'tags', 'hosts', 'prefixes'] as const;
type ListField = (typeof listFields)[number];

// 1111 for prefixes is a guess: no answer with too many prefixes is on record.
const tooManyCodes: Readonly<Record<ListField, number>> = {
  files: 1094,
  tags: 1101,
  hosts: 1111,
  prefixes: 1111,
};

const malformed: ApiError = {
  code: 1012,
  message: 'Request must contain one of "purge_everything", "files", "tags", "hosts" or "prefixes"',
};

export type MaxItems = { readonly urls: number; readonly others: number };

/** Reads the body of a purge, or says why it is none. Items are not looked into. */
export function readPurgeBody(
  body: unknown,
  maxItems: MaxItems,
): { readonly content: PurgeContent } | { readonly error: ApiError } {
  if (!isRecord(body)) return { error: malformed };
  if (hasOthers(body, ['purge_everything', ...listFields])) return { error: malformed };
  const fields = listFields.filter((field) => body[field] !== undefined);
  const everything = body['purge_everything'];
  if (everything !== undefined) {
    if (fields.length > 0) return { error: mixedWithEverything };
    return everything === true
      ? { content: { kind: 'everything', items: [] } }
      : { error: { code: 1013, message: '"purge_everything" must be true' } };
  }
  const [field, second] = fields;
  if (field === undefined || second !== undefined) return { error: malformed };
  return readList(field, body[field], field === 'files' ? maxItems.urls : maxItems.others);
}

const mixedWithEverything: ApiError = {
  code: 1092,
  message:
    'Request cannot contain "purge_everything" and any of "files", "tags", "hosts" or "prefixes"',
};

function readList(
  field: ListField,
  list: unknown,
  maxItems: number,
): { readonly content: PurgeContent } | { readonly error: ApiError } {
  if (!Array.isArray(list)) {
    return {
      error: { code: 1014, message: '"files", "tags", "hosts" or "prefixes" must be an array' },
    };
  }
  const items: readonly unknown[] = list;
  if (items.length === 0) return { error: malformed };
  if (items.length > maxItems) return { error: tooMany(field, maxItems) };
  if (field === 'files') {
    return items.every(isString) || items.every(isUrlWithHeaders)
      ? { content: { kind: 'urls', items } }
      : { error: malformed };
  }
  return items.every(isString) ? { content: { kind: field, items } } : { error: malformed };
}

function tooMany(field: ListField, maxItems: number): ApiError {
  return {
    code: tooManyCodes[field],
    message: `Exceeded maximum amount of ${maxItems} ${field} that can be purged on a single request`,
  };
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isString(value: unknown): value is string {
  return typeof value === 'string';
}

// That a field which is in no schema is refused is a guess; no client should send one.
function hasOthers(record: object, known: readonly string[]): boolean {
  return Object.keys(record).some((field) => !known.includes(field));
}

// Strings and objects are two forms of the list, which the schema does not mix; headers map names to
// values. https://developers.cloudflare.com/api/resources/cache/methods/purge/
function isUrlWithHeaders(value: unknown): value is UrlItem {
  if (!isRecord(value) || typeof value['url'] !== 'string') return false;
  if (hasOthers(value, ['url', 'headers'])) return false;
  const headers = value['headers'];
  return headers === undefined || (isRecord(headers) && Object.values(headers).every(isString));
}

/**
 * What one item of a purge must look like. Codes and messages are those of Cloudflare's old list
 * of errors, as many clients still carry it; which code a malformed tag or prefix gets is a guess.
 * https://developers.cloudflare.com/cache/how-to/purge-cache/purge-by-single-file/
 * https://developers.cloudflare.com/cache/how-to/purge-cache/purge-by-tags/
 * https://developers.cloudflare.com/cache/how-to/purge-cache/purge-by-hostname/
 * https://developers.cloudflare.com/cache/how-to/purge-cache/purge_by_prefix/
 */

/** A URL, or a URL with the headers of a custom cache key. */
export type UrlItem =
  | string
  | { readonly url: string; readonly headers?: Readonly<Record<string, string>> };

const maxTagLength = 1024;
const maxHostLength = 200;
const maxPrefixSlashes = 31;

const printableTag = /^[\x21-\x2b\x2d-\x7e]+$/;
const hostName = /^[a-z0-9_-]+(?:\.[a-z0-9_-]+)*$/i;

/** The URL of an item, whichever form it has. */
export function urlOf(item: UrlItem): string {
  return typeof item === 'string' ? item : item.url;
}

/** Why Cloudflare refuses a URL; undefined if it does not. */
export function checkUrl(url: string, zone: Zone): ApiError | undefined {
  const parsed = URL.parse(url);
  if (parsed === null || !/^https?:$/.test(parsed.protocol)) return unableToPurge(url);
  return isHostOf(parsed.hostname, zone) ? undefined : notOfThisZone(url);
}

/** Why Cloudflare refuses a tag; undefined if it does not. */
export function checkTag(tag: string): ApiError | undefined {
  if (tag.length > maxTagLength) {
    return { code: 1100, message: `Tag exceeds maximum length of ${maxTagLength} characters` };
  }
  return printableTag.test(tag) ? undefined : unableToPurge(tag);
}

/** Why Cloudflare refuses a host; undefined if it does not. */
export function checkHost(host: string, zone: Zone): ApiError | undefined {
  if (host.length > maxHostLength) {
    return { code: 1114, message: `Host exceeds maximum length of ${maxHostLength} characters` };
  }
  if (!hostName.test(host)) return { code: 1115, message: 'Invalid host' };
  return isHostOf(host, zone) ? undefined : notOfThisZone(host);
}

/** Why Cloudflare refuses a prefix; undefined if it does not. */
export function checkPrefix(prefix: string, zone: Zone): ApiError | undefined {
  const [host = '', ...rest] = prefix.split('/');
  const malformed =
    !hostName.test(host) || rest.length > maxPrefixSlashes || /[?#*\s]/.test(prefix);
  if (malformed) return unableToPurge(prefix);
  return isHostOf(host, zone) ? undefined : notOfThisZone(prefix);
}

/** Whether a host belongs to the zone, also as a custom hostname of Cloudflare for SaaS. */
function isHostOf(host: string, zone: Zone): boolean {
  const lowerCase = host.toLowerCase();
  return (
    lowerCase === zone.name ||
    lowerCase.endsWith(`.${zone.name}`) ||
    (zone.customHostnames?.includes(lowerCase) ?? false)
  );
}

function unableToPurge(item: string): ApiError {
  return { code: 1084, message: `Unable to purge '${item}'.` };
}

function notOfThisZone(item: string): ApiError {
  return {
    code: 1082,
    message: `Unable to purge '${item}'. You can only purge files for this zone`,
  };
}
