import type { ItemList, UrlItem } from './items.ts';
import { ListPacker } from './packed-list.ts';

/**
 * Makes a list that holds each item once, at its first place. A hash of each item leads to the one
 * it may repeat: a set of a million texts would keep all of them in memory a second time.
 */
export class DistinctList<T extends UrlItem> {
  readonly #keyOf: (item: T) => string;
  readonly #packer = new ListPacker<T>();
  /** Where the first item of each hash stands. */
  readonly #placeOfHash = new Map<number, number>();
  /** The keys of all others: different items that share a hash. In a million there are a hundred. */
  readonly #sameHash = new Set<string>();

  /** @param keyOf Gives texts that are equal for items that are the same. */
  constructor(keyOf: (item: T) => string) {
    this.#keyOf = keyOf;
  }

  /**
   * Adds an item at the end.
   * @returns false where it is there already.
   */
  add(item: T): boolean {
    const key = this.#keyOf(item);
    const hash = hashText(key);
    const place = this.#placeOfHash.get(hash);
    if (place === undefined) {
      this.#placeOfHash.set(hash, this.#packer.length);
    } else {
      const first = this.#packer.at(place);
      if (first !== undefined && this.#keyOf(first) === key) return false;
      if (this.#sameHash.has(key)) return false;
      this.#sameHash.add(key);
    }
    this.#packer.add(item);
    return true;
  }

  get length(): number {
    return this.#packer.length;
  }

  /** The list so far. */
  toList(): ItemList<T> {
    return this.#packer.toList();
  }
}

/**
 * FNV-1a of 32 bits, a UTF-16 code unit at a time. It need not be safe: whoever writes items of one
 * hash on purpose only makes the list take more memory.
 * @see https://www.rfc-editor.org/rfc/rfc9923
 */
function hashText(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  return hash;
}
