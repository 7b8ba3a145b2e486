import { mostItemsPerRequest } from '../cloudflare/limits.ts';
import type { ItemList, UrlItem } from './items.ts';

/**
 * Some items as JSON in bytes. Bytes lie outside of JavaScript's heap, where garbage collections
 * neither move them nor leave room for as many again.
 */
class Pack<T extends UrlItem> implements ItemList<T> {
  readonly length: number;
  readonly #json: Buffer;

  constructor(items: readonly T[]) {
    this.length = items.length;
    this.#json = Buffer.from(JSON.stringify(items));
  }

  unpack(): readonly T[] {
    return JSON.parse(this.#json.toString());
  }

  [Symbol.iterator](): Iterator<T> {
    return this.unpack()[Symbol.iterator]();
  }
}

class PackedList<T extends UrlItem> implements ItemList<T> {
  readonly length: number;
  readonly parts: readonly Pack<T>[];

  constructor(parts: readonly Pack<T>[]) {
    this.parts = parts;
    this.length = parts.reduce((sum, { length }) => sum + length, 0);
  }

  *[Symbol.iterator](): Generator<T> {
    for (const part of this.parts) yield* part;
  }
}

/** As many as a request may hold, so that every pack becomes a request as it is. */
const packSize = mostItemsPerRequest.urls;

/** Packs a list while its items come in: there may be a million. */
export class ListPacker<T extends UrlItem> {
  readonly #packs: Pack<T>[] = [];
  /** Items that do not fill a pack yet. */
  #rest: T[] = [];
  #lastUnpacked: { readonly pack: Pack<T>; readonly items: readonly T[] } | undefined;

  get length(): number {
    return this.#packs.length * packSize + this.#rest.length;
  }

  add(item: T): void {
    this.#rest.push(item);
    if (this.#rest.length < packSize) return;
    this.#packs.push(new Pack(this.#rest));
    this.#rest = [];
  }

  /** The item at a place; quickest for places that stand together. */
  at(place: number): T | undefined {
    const pack = this.#packs[Math.floor(place / packSize)];
    const items = pack === undefined ? this.#rest : this.#unpack(pack);
    return items[place % packSize];
  }

  /** The list so far. */
  toList(): ItemList<T> {
    const rest = this.#rest.length === 0 ? [] : [new Pack(this.#rest)];
    return new PackedList([...this.#packs, ...rest]);
  }

  #unpack(pack: Pack<T>): readonly T[] {
    if (this.#lastUnpacked?.pack !== pack) this.#lastUnpacked = { pack, items: pack.unpack() };
    return this.#lastUnpacked.items;
  }
}
