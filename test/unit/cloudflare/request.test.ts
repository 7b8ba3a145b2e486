import { expect, test } from 'vitest';
import {
  countRequestItems,
  type PurgeContent,
  toApiRequest,
} from '../../../src/cloudflare/request.ts';

const zone = { id: 'z1', name: 'a.example' };
const withHeaders = { url: 'https://a.example/', headers: { 'CF-Device-Type': 'mobile' } };

test.each<[PurgeContent, object, number]>([
  [{ kind: 'everything' }, { purge_everything: true }, 1],
  [
    { kind: 'urls', items: ['https://a.example/', withHeaders] },
    { files: [{ url: 'https://a.example/' }, withHeaders] },
    2,
  ],
  [
    { kind: 'urls', items: ['https://a.example/', 'https://a.example/b'] },
    { files: ['https://a.example/', 'https://a.example/b'] },
    2,
  ],
  [{ kind: 'tags', items: ['a', 'b', 'c'] }, { tags: ['a', 'b', 'c'] }, 3],
  [{ kind: 'hosts', items: ['a.example'] }, { hosts: ['a.example'] }, 1],
  [{ kind: 'prefixes', items: ['a.example/x'] }, { prefixes: ['a.example/x'] }, 1],
])('%j → %j', (content, body, items) => {
  const request = { zone, method: 'purge', content } as const;
  expect(toApiRequest(request)).toEqual({ method: 'POST', path: '/zones/z1/purge_cache', body });
  expect(countRequestItems(request)).toBe(items);
});

test.each([
  ['purge', undefined, '/zones/z1/purge_cache'],
  ['invalidate', undefined, '/zones/z1/invalidate_cache'],
  ['purge', { id: 'e1', name: 'Staging' }, '/zones/z1/environments/e1/purge_cache'],
  ['invalidate', { id: 'e1' }, '/zones/z1/environments/e1/invalidate_cache'],
  ['invalidate', { name: 'Production' }, '/zones/z1/invalidate_cache'],
] as const)('%s in environment %j: %s', (method, environment, path) => {
  const scope = environment === undefined ? {} : { environment };
  const request = { zone, ...scope, method, content: { kind: 'everything' } } as const;
  expect(toApiRequest(request).path).toBe(path);
});
