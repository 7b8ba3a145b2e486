import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { countRequestItems } from '../../../src/cloudflare/request.ts';
import { noItems } from '../../../src/inputs/items.ts';
import { filterRequest, planRequests, splitRequest } from '../../../src/purge/plan.ts';
import { itemsOf, requestFor, tagRequest } from '../sample-requests.ts';

const zone = { id: 'zone-1' };
const lists = fc.record({
  urls: fc.array(fc.webUrl(), { maxLength: 350 }),
  tags: fc.array(fc.string(), { maxLength: 350 }),
  hosts: fc.array(fc.domain(), { maxLength: 120 }),
  prefixes: fc.array(fc.domain(), { maxLength: 120 }),
});

describe('planRequests', () => {
  test('loses nothing, keeps the order, mixes no kinds, and no request has more than 100 items', () => {
    fc.assert(
      fc.property(lists, (given) => {
        const selection = { kind: 'items', lists: given } as const;
        const plan = planRequests([{ zone, selection }], 'purge');
        for (const kind of ['urls', 'tags', 'hosts', 'prefixes'] as const) {
          const requests = plan.filter(({ content }) => content.kind === kind);
          expect(requests.flatMap(itemsOf)).toEqual(given[kind]);
          expect(requests).toHaveLength(Math.ceil(given[kind].length / 100));
        }
        for (const request of plan) {
          expect(countRequestItems(request)).toBeGreaterThan(0);
          expect(countRequestItems(request)).toBeLessThanOrEqual(100);
        }
      }),
      { numRuns: 60 },
    );
  });

  test('goes zone by zone, with the environment and method of the step', () => {
    const environment = { id: 'e1' };
    const selection = {
      kind: 'items',
      lists: { ...noItems, tags: ['a'], hosts: ['b.com'] },
    } as const;
    const plan = planRequests(
      [
        { zone, environment, selection },
        { zone: { id: 'zone-2', name: 'b.com' }, selection: { kind: 'everything' } },
      ],
      'invalidate',
    );
    expect(plan).toEqual([
      { zone, environment, method: 'invalidate', content: { kind: 'tags', items: ['a'] } },
      { zone, environment, method: 'invalidate', content: { kind: 'hosts', items: ['b.com'] } },
      {
        zone: { id: 'zone-2', name: 'b.com' },
        method: 'invalidate',
        content: { kind: 'everything' },
      },
    ]);
  });

  test('empty lists give no request, and never everything', () => {
    expect(planRequests([{ zone, selection: { kind: 'items', lists: noItems } }], 'purge')).toEqual(
      [],
    );
  });
});

describe('a request with too many items', () => {
  test('is split into full parts and a last one, with everything in order', () => {
    fc.assert(
      fc.property(fc.array(fc.webUrl()), fc.integer({ min: 1, max: 9 }), (items, size) => {
        const parts = splitRequest(requestFor({ kind: 'urls', items }), size);
        expect(parts.flatMap(itemsOf)).toEqual(items);
        expect(parts.slice(0, -1).every((part) => countRequestItems(part) === size)).toBe(true);
        expect(parts.every((part) => countRequestItems(part) > 0)).toBe(true);
      }),
    );
  });

  test('keeps zone, environment and method in its parts', () => {
    const request = { ...tagRequest(3), environment: { id: 'e' }, method: 'invalidate' } as const;
    expect(splitRequest(request, 2)).toEqual([
      { ...request, content: { kind: 'tags', items: ['t-0', 't-1'] } },
      { ...request, content: { kind: 'tags', items: ['t-2'] } },
    ]);
  });
});

describe('some items of a request', () => {
  test.each([
    requestFor({ kind: 'hosts', items: ['a', 'b', 'c'] }),
    requestFor({ kind: 'urls', items: ['a', { url: 'b', headers: {} }, 'c'] }),
  ])('are kept by their places, in order', (request) => {
    const items = itemsOf(request);
    expect(itemsOf(filterRequest(request, (place) => place !== 1))).toEqual([items[0], items[2]]);
    expect(itemsOf(filterRequest(request, (place) => place === 1))).toEqual([items[1]]);
  });

  test('cannot be taken from everything, which cannot be split either', () => {
    const everything = requestFor({ kind: 'everything' });
    expect(splitRequest(everything, 1)).toEqual([everything]);
    expect(filterRequest(everything, () => false)).toEqual(everything);
  });
});
