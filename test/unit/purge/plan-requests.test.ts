import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { countRequestItems, type PurgeContent } from '../../../src/cloudflare/purge-request.ts';
import { type ItemList, noItems } from '../../../src/inputs/items.ts';
import { ListPacker } from '../../../src/inputs/packed-list.ts';
import { planRequests } from '../../../src/purge/plan-requests.ts';
import { cutIntoBatches, separateItems, splitRequest } from '../../../src/purge/split-request.ts';
import { itemsOf, requestFor, tagRequest } from '../sample-requests.ts';

const zone = { id: 'zone-1' };
const lists = fc.record({
  urls: fc.array(fc.webUrl(), { maxLength: 350 }),
  tags: fc.array(fc.string(), { maxLength: 350 }),
  hosts: fc.array(fc.domain(), { maxLength: 120 }),
  prefixes: fc.array(fc.domain(), { maxLength: 120 }),
});

/** As lists come from the inputs. */
function pack(items: readonly string[]): ItemList<string> {
  const packer = new ListPacker<string>();
  for (const item of items) packer.add(item);
  return packer.toList();
}

describe('planRequests', () => {
  test('loses nothing, keeps the order, mixes no kinds, and no request has more than 100 items', () => {
    fc.assert(
      fc.property(lists, (given) => {
        const selection = { kind: 'items', lists: { ...given, urls: pack(given.urls) } } as const;
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

describe('cutting requests', () => {
  test('batches hold everything in order, all full but the last', () => {
    fc.assert(
      fc.property(fc.array(fc.nat()), fc.integer({ min: 1, max: 9 }), (items, size) => {
        const batches = cutIntoBatches(items, size);
        expect(batches.flatMap((batch) => [...batch])).toEqual(items);
        expect(batches.slice(0, -1).every((batch) => batch.length === size)).toBe(true);
        expect(batches.every((batch) => batch.length > 0 && batch.length <= size)).toBe(true);
      }),
    );
  });

  test('packs are cut one by one, and what fits stays as it is', () => {
    const list = pack(Array.from({ length: 250 }, (_, index) => `t-${index}`));
    expect(cutIntoBatches(list, 100)).toEqual(list.parts);
    const batches = cutIntoBatches(list, 30);
    expect(batches.map((batch) => batch.length)).toEqual([30, 30, 30, 10, 30, 30, 30, 10, 30, 20]);
    expect(batches.flatMap((batch) => [...batch])).toEqual([...list]);
  });

  test('parts keep zone, environment and method', () => {
    const request = { ...tagRequest(3), environment: { id: 'e' }, method: 'invalidate' } as const;
    expect(splitRequest(request, 2)).toEqual([
      { ...request, content: { kind: 'tags', items: ['t-0', 't-1'] } },
      { ...request, content: { kind: 'tags', items: ['t-2'] } },
    ]);
  });

  test('everything cannot be cut', () => {
    const everything = requestFor({ kind: 'everything' });
    expect(splitRequest(everything, 1)).toEqual([everything]);
  });

  test('separating is a partition that keeps the order', () => {
    const contents: fc.Arbitrary<PurgeContent> = fc.record({
      kind: fc.constantFrom('tags', 'hosts', 'prefixes'),
      items: fc.array(fc.string(), { maxLength: 30 }),
    });
    fc.assert(
      fc.property(contents, fc.uniqueArray(fc.nat(30)), (content, places) => {
        const request = requestFor(content);
        const chosen = new Set(places);
        const { taken, left } = separateItems(request, chosen);
        const items = itemsOf(request);
        expect(itemsOf(taken)).toEqual(items.filter((_, index) => chosen.has(index)));
        expect(itemsOf(left)).toEqual(items.filter((_, index) => !chosen.has(index)));
      }),
    );
  });
});
