import { inline } from '../text.ts';

/** What the headers of an answer say about Cloudflare's cache; undefined where they say nothing. */
export interface CacheFacts {
  /** `cf-cache-status`, in upper case, cut: it is text from outside. */
  readonly cacheStatus: string | undefined;
  /** `Age`, in whole seconds. */
  readonly age: number | undefined;
  /** The last three letters of `cf-ray`: the airport code of a data centre. */
  readonly dataCentre: string | undefined;
}

export const noCacheFacts: CacheFacts = {
  cacheStatus: undefined,
  age: undefined,
  dataCentre: undefined,
};

const longestCacheStatus = 40;

/** @see https://developers.cloudflare.com/cache/concepts/cache-responses/ */
export function readCacheHeaders(headers: Readonly<Record<string, string>>): CacheFacts {
  const cacheStatus = headers['cf-cache-status']?.trim().toUpperCase() ?? '';
  // Of a list, the first value counts: https://www.rfc-editor.org/rfc/rfc9111#section-5.1
  const age = /^\s*(\d{1,10})\s*(?:,|$)/.exec(headers['age'] ?? '')?.[1];
  const dataCentre = /-([A-Z]{3})\s*$/i.exec(headers['cf-ray'] ?? '')?.[1];
  return {
    cacheStatus: cacheStatus === '' ? undefined : inline(cacheStatus, longestCacheStatus),
    age: age === undefined ? undefined : Number(age),
    dataCentre: dataCentre?.toUpperCase(),
  };
}

/**
 * Whether an answer shows that the origin sends an `Age` of its own: what was fetched just now has
 * none of Cloudflare's. From then on the `Age` of a `HIT` of this URL tells nothing.
 */
export function showsAgeOfOrigin(headers: Readonly<Record<string, string>>): boolean {
  const { cacheStatus, age } = readCacheHeaders(headers);
  return cacheStatus === 'MISS' && age !== undefined;
}
