import type { ChangedSettings } from '../../src/inputs/changed.ts';
import type { Settings } from '../../src/inputs/inputs.ts';
import { type ItemLists, noItems } from '../../src/inputs/items.ts';

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
  apiUrl: 'https://api.cloudflare.com/client/v4',
  warnings: [],
  remarks: [],
};

/** Settings of a step that purges everything of one zone, with whatever differs from that. */
export function settingsWith(differences: Partial<Settings> = {}): Settings {
  return { ...settings, ...differences };
}

const head = '9'.repeat(40);

const changed: ChangedSettings = {
  site: { origin: 'https://www.example.com', host: 'www.example.com', folder: '/' },
  root: [],
  since: undefined,
  githubToken: 'token',
  apiUrl: 'https://api.github.com',
  serverUrl: 'https://github.com',
  repository: 'o/r',
  head,
  run: {
    id: '100',
    workflow: 'deploy.yml',
    eventName: 'push',
    event: { kind: 'push', before: undefined, isNew: true },
    ref: { kind: 'branch', name: 'main' },
    head,
  },
};

/** What `mode: changed` needs in a run for a push to `main`, with whatever differs from that. */
export function changedSettingsWith(differences: Partial<ChangedSettings> = {}): ChangedSettings {
  return { ...changed, ...differences };
}

/** A selection of items, the other lists empty. */
export function select(lists: Partial<ItemLists>): Settings['selection'] {
  return { kind: 'items', lists: { ...noItems, ...lists } };
}
