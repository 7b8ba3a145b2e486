import type { ApiResponse } from '../../src/cloudflare/client.ts';
import { accepted } from './api-replies.ts';
import { type FakeApi, fakeApi } from './fake-api.ts';

export interface FakeZone {
  readonly id: string;
  readonly name: string;
  readonly status?: string | undefined;
  readonly type?: string;
}

/** An ID in the form of Cloudflare's: 32 hex digits. */
export function zoneId(digit: number): string {
  return String(digit).repeat(32);
}

/** An API with these zones; keeps the paths that were requested. Other paths come from `others`. */
export function fakeZones(
  zones: readonly FakeZone[],
  others: Readonly<Record<string, ApiResponse>> = {},
): FakeApi & { readonly paths: string[] } {
  const paths: string[] = [];
  const api = fakeApi(() => async ({ path }) => {
    paths.push(path);
    const other = others[path];
    if (other !== undefined) return other;
    const url = new URL(path, 'https://api.example');
    const name = url.searchParams.get('name');
    const id = url.pathname.split('/')[2];
    const records = zones.map((zone) => ({ status: 'active', ...zone }));
    const result =
      name === null
        ? records.find((zone) => zone.id === id)
        : records.filter((zone) => zone.name === name);
    return { ...accepted(), result };
  });
  return { ...api, paths };
}
