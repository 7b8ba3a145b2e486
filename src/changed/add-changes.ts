import type { Clock } from '../clock.ts';
import type { ProxySettings } from '../http/proxy-settings.ts';
import type { CreateTransport } from '../http/undici-transport.ts';
import type { ChangedSettings } from '../inputs/changed-settings.ts';
import { DistinctList } from '../inputs/distinct-list.ts';
import { urlItemKey } from '../inputs/item-rules.ts';
import type { ItemList, ItemLists, UrlItem } from '../inputs/items.ts';
import type { Settings } from '../inputs/settings.ts';
import { addVariants } from '../inputs/variants.ts';
import { Gate } from '../pacing/gate.ts';
import { Stop } from '../pacing/stop.ts';
import { createAskGitHub } from './ask-github.ts';
import type { ChangedScope, Changes } from './changes.ts';
import { type FoundChanges, findChanges } from './find-changes.ts';
import { createOctokitCaller } from './octokit-caller.ts';
import { createGitHub } from './rest-api.ts';

/** What finding changes touches outside the action. */
export interface ChangesWorld {
  readonly clock: Clock;
  readonly random: () => number;
  readonly cancelled: AbortSignal;
  readonly createTransport: CreateTransport;
}

/** Settings that name what changed as well, or why nothing may be purged. */
export type AddedChanges =
  | { readonly kind: 'added'; readonly settings: Settings; readonly changes: Changes }
  | Exclude<FoundChanges, { kind: 'changes' }>;

/** GitHub advises against many requests at once; folders are read side by side all the same. */
const mostAtOnce = 8;

/** A folder of 100,000 files has some 30 MB. */
const mostBodyBytes = 64 * 1024 * 1024;

/** Asks GitHub what changed, and adds it to what is purged. */
export async function addChanges(
  settings: Settings,
  changed: ChangedSettings,
  proxy: ProxySettings | undefined,
  world: ChangesWorld,
): Promise<AddedChanges> {
  const { clock, random } = world;
  const origin = new URL(changed.apiUrl);
  await using transport = await world.createTransport(origin, proxy, mostBodyBytes);
  using stop = new Stop(clock, settings.timeoutMs, world.cancelled);
  let calls = 0;
  const ask = createAskGitHub({
    call: createOctokitCaller(changed, (request, signal) => {
      calls += 1;
      return transport.send(request, signal);
    }),
    gate: new Gate(clock, mostAtOnce),
    stop,
    clock,
    random,
  });
  const github = createGitHub(changed.repository, ask, () => stop.reason);
  const found = await findChanges(changed, github);
  if (found.kind !== 'changes') return found;
  const changes = { ...found.changes, calls };
  return { kind: 'added', settings: select(settings, changes.scope), changes };
}

function select(settings: Settings, scope: ChangedScope): Settings {
  const { selection, variants } = settings;
  if (selection.kind === 'everything') return settings;
  const { lists } = selection;
  const more: Partial<ItemLists> = scope.kind === 'urls' ? { urls: scope.urls } : scope.lists;
  const merged: ItemLists = {
    ...lists,
    urls: unite(lists.urls, addVariants(more.urls ?? [], variants), urlItemKey),
    hosts: unite(lists.hosts, more.hosts ?? [], (host) => host.toLowerCase()),
    prefixes: unite(lists.prefixes, more.prefixes ?? [], String),
  };
  return { ...settings, selection: { kind: 'items', lists: merged } };
}

/** Both lists, each item once. */
function unite<T extends UrlItem>(
  some: ItemList<T>,
  others: ItemList<T>,
  keyOf: (item: T) => string,
): ItemList<T> {
  const all = new DistinctList(keyOf);
  for (const list of [some, others]) for (const item of list) all.add(item);
  return all.toList();
}
