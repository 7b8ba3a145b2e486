import type { ApiReply } from '../../../src/cloudflare/api-reply.ts';
import { accepted } from '../api-replies.ts';
import { type FakePersistence, fakePersistence } from '../fake-persistence.ts';

export interface FakeZone {
  readonly id: string;
  readonly name: string;
  readonly status?: string;
}

/** An ID in the form of Cloudflare's: 32 hex digits. */
export function zoneId(digit: number): string {
  return String(digit).repeat(32);
}

/** An API with these zones; keeps the paths that it was asked for. Other paths come from `others`. */
export function fakeZones(
  zones: readonly FakeZone[],
  others: Readonly<Record<string, ApiReply>> = {},
): FakePersistence & { readonly paths: string[] } {
  const paths: string[] = [];
  const persistence = fakePersistence(() => async ({ path }) => {
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
        : records.filter((z) => z.name === name);
    return { ...accepted(), result };
  });
  return { ...persistence, paths };
}
