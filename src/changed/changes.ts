import type { ItemLists } from '../inputs/items.ts';

/** What visitors had before: a commit to compare with, or why there is none. */
export type Base =
  | {
      readonly kind: 'commit';
      readonly sha: string;
      readonly reason: string;
      /** Commits that visitors may have had since: of deploys that did not end well, or overlapped. */
      readonly others: readonly string[];
    }
  | { readonly kind: 'none'; readonly reason: string };

export interface FileCounts {
  readonly added: number;
  readonly changed: number;
  readonly removed: number;
}

/** What is purged because of the changes. */
export type ChangedScope =
  | { readonly kind: 'urls'; readonly urls: readonly string[] }
  /** URLs cannot tell it all, so everything under the site's address is purged. */
  | { readonly kind: 'whole-site'; readonly why: string; readonly lists: ItemLists };

/** What the repository says has changed, and how that was found. */
export interface Changes {
  /** undefined where the event does not say it. */
  readonly head: string | undefined;
  readonly base: Base;
  /** Page of the server that shows the comparison; undefined without a base. */
  readonly compareUrl: string | undefined;
  /** The folder that was compared; empty for the whole repository. */
  readonly root: string;
  /** The address of that folder. */
  readonly site: string;
  /** undefined where the two could not be compared. */
  readonly files: FileCounts | undefined;
  readonly scope: ChangedScope;
  /** What people should know of the choice of the base. */
  readonly notices: readonly string[];
  /** Requests sent to GitHub, those sent again or on to another address included. */
  readonly calls: number;
}
