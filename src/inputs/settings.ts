import type { Check } from '../verify/check.ts';
import type { ChangedSettings } from './changed-settings.ts';
import type { Selection } from './items.ts';
import type { RequestHeaders } from './request-headers.ts';
import type { EnvironmentReference, ZoneReference } from './zones.ts';

export const modes = ['everything', 'urls', 'tags', 'hosts', 'prefixes', 'changed'] as const;
export type Mode = (typeof modes)[number];

export const methods = ['purge', 'invalidate'] as const;
/** `purge` removes content, `invalidate` marks it as stale. */
export type Method = (typeof methods)[number];

/** Everything that the workflow asked for: read, checked, and never looked at as text again. */
export interface Settings {
  readonly zones: readonly ZoneReference[];
  /** Only a dry run that looks nothing up goes without one. */
  readonly token: string | undefined;
  readonly method: Method;
  readonly selection: Selection;
  /** Only in `mode: changed`, whose URLs join the selection when they are known. */
  readonly changed: ChangedSettings | undefined;
  readonly environment: EnvironmentReference | undefined;
  readonly timeoutMs: number;
  /** Header sets that every URL without headers of its own is purged with as well. */
  readonly variants: readonly RequestHeaders[];
  /** Checks that must hold before anything is purged. */
  readonly waitFor: readonly Check[];
  readonly waitTimeoutMs: number;
  /** Checks made after the purge. */
  readonly verify: readonly Check[];
  readonly verifyTimeoutMs: number;
  /** Places in Globalping's words, from which every check of `verify` is made as well. */
  readonly verifyFrom: readonly string[];
  readonly globalpingToken: string | undefined;
  /** Sent with checks only, to the origins that they name. */
  readonly checkHeaders: RequestHeaders;
  readonly dryRun: boolean;
  readonly apiUrl: string;
  /** What the workflow should know, though it stops nothing. */
  readonly warnings: readonly string[];
  /** What only the log says. */
  readonly remarks: readonly string[];
}

/**
 * Whether Cloudflare has to be asked before the purge can be planned: for a zone by name, for an
 * environment by name, and for the names of several zones where items are to be routed.
 */
export function needsLookUp(settings: Omit<Settings, 'token'>): boolean {
  return (
    settings.zones.some((zone) => zone.by === 'name') ||
    settings.environment?.by === 'name' ||
    (settings.zones.length > 1 &&
      (settings.changed !== undefined || hasRoutedItems(settings.selection)))
  );
}

/** URLs, hosts and prefixes belong to one zone each; tags and everything go to all. */
export function hasRoutedItems(selection: Selection): boolean {
  if (selection.kind === 'everything') return false;
  const { urls, hosts, prefixes } = selection.lists;
  return urls.length + hosts.length + prefixes.length > 0;
}
