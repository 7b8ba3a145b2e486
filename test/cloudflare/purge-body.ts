import type { ApiError } from './envelope.ts';
import type { UrlItem } from './purge-items.ts';

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
    return items.every(isUrlItem) ? { content: { kind: 'urls', items } } : { error: malformed };
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

// Strings and objects may stand in one list; headers map names to values.
function isUrlItem(value: unknown): value is UrlItem {
  if (typeof value === 'string') return true;
  if (!isRecord(value) || typeof value['url'] !== 'string') return false;
  const headers = value['headers'];
  return headers === undefined || (isRecord(headers) && Object.values(headers).every(isString));
}
