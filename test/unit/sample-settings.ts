import { type ItemLists, noItems } from '../../src/inputs/items.ts';
import type { Settings } from '../../src/inputs/settings.ts';

const settings: Settings = {
  zones: [{ by: 'id', id: 'zone-1' }],
  token: 'token',
  method: 'purge',
  selection: { kind: 'everything' },
  changed: undefined,
  environment: undefined,
  timeoutMs: 900_000,
  variants: [],
  waitFor: [],
  waitTimeoutMs: 300_000,
  verify: [],
  verifyTimeoutMs: 60_000,
  verifyFrom: [],
  globalpingToken: undefined,
  checkHeaders: {},
  dryRun: false,
  summary: true,
  apiUrl: 'https://api.cloudflare.com/client/v4',
  warnings: [],
  remarks: [],
};

/** Settings of a step that purges everything of one zone, with whatever differs from that. */
export function settingsWith(differences: Partial<Settings> = {}): Settings {
  return { ...settings, ...differences };
}

/** A selection of items, the other lists empty. */
export function select(lists: Partial<ItemLists>): Settings['selection'] {
  return { kind: 'items', lists: { ...noItems, ...lists } };
}
