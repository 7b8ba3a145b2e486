import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DistinctList } from '../../../src/inputs/distinct-list.ts';

/** Pairs of one FNV-1a hash, found by others: a list must tell them apart all the same. */
const sameHash = ['costarring', 'liquid', 'declinate', 'macallums', 'altarage', 'zinke'] as const;

function addAll(items: readonly string[], keyOf: (item: string) => string = String) {
  const list = new DistinctList(keyOf);
  const added = items.map((item) => list.add(item));
  return { items: [...list.toList()], added };
}

describe('a list of distinct items', () => {
  test('keeps different items of one hash, each once', () => {
    const repeated = [...sameHash, ...sameHash, ...sameHash.toReversed()];
    expect(addAll(repeated)).toEqual({
      items: sameHash,
      added: repeated.map((_, index) => index < sameHash.length),
    });
  });

  test('is what a set makes of the same items, in whatever order they come', () => {
    const some = fc.oneof(
      fc.constantFrom(...sameHash),
      fc.nat(300).map((number) => `item-${number}`),
      fc.string({ unit: 'binary' }),
    );
    const property = fc.property(fc.array(some, { maxLength: 900, size: 'max' }), (items) => {
      const seen = new Set<string>();
      const isNew = items.map((item) => seen.size < seen.add(item).size);
      expect(addAll(items)).toEqual({ items: [...seen], added: isNew });
    });
    // Lists as long as these would be cut shorter for minutes, to no use.
    fc.assert(property, { numRuns: 30, endOnFailure: true });
  });

  test('compares keys, and keeps the first spelling', () => {
    const many = Array.from({ length: 250 }, (_, index) => `Item-${index}`);
    const items = [...many, ...many.map((item) => item.toUpperCase())];
    expect(addAll(items, (item) => item.toLowerCase()).items).toEqual(many);
  });
});
