import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { UrlItem } from '../../../src/inputs/items.ts';
import { ListPacker } from '../../../src/inputs/packed-list.ts';

const text = fc.string({ unit: 'grapheme' });
const urlItems: fc.Arbitrary<UrlItem> = fc.oneof(
  text,
  fc.record({ url: text, headers: fc.dictionary(text, text) }),
);

test('a packed list has the same items in the same order, however many', () => {
  fc.assert(
    fc.property(fc.array(urlItems, { maxLength: 350, size: 'max' }), (items) => {
      const packer = new ListPacker<UrlItem>();
      for (const [index, item] of items.entries()) {
        expect(packer.length).toBe(index);
        packer.add(item);
      }
      expect(items.map((_, index) => packer.at(index))).toEqual(items);
      expect(packer.at(items.length)).toBeUndefined();
      const list = packer.toList();
      expect([...list]).toEqual(items);
      expect(list).toHaveLength(items.length);
      expect(list.parts?.map((part) => part.length).reduce((a, b) => a + b, 0)).toBe(items.length);
      expect(list.parts?.flatMap((part) => [...part])).toEqual(items);
    }),
    // Lists as long as these would be cut shorter for minutes, to no use.
    { numRuns: 30, endOnFailure: true },
  );
});

test('a header of the name __proto__ comes out again', () => {
  const item = { url: 'https://a.example/', headers: JSON.parse('{"__proto__":"x"}') };
  const packer = new ListPacker<UrlItem>();
  for (let count = 0; count < 100; count += 1) packer.add(item);
  expect(JSON.stringify(packer.at(0))).toBe(JSON.stringify(item));
});
