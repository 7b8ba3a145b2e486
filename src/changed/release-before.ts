import type { DeployRun } from '../inputs/deploy-run.ts';
import type { Answer } from './answer.ts';
import type { GitHub, Release, Tag } from './github.ts';
import { sortNewestFirst } from './newest-first.ts';
import { searchPages } from './search-pages.ts';
import { compareVersions, readVersionTag } from './version-tag.ts';

/** 200 releases, 2,000 tags. */
const mostReleasePages = 4;
const mostTagPages = 20;

/** A release, or a tag, as far as it tells which one came before. */
export interface Milestone {
  readonly tag: string;
  /** undefined for a tag: its release may be made later. */
  readonly publishedAt: string | undefined;
  /** undefined for a tag without a release, whose name tells it. */
  readonly isPrerelease: boolean | undefined;
}

/** What a run for a release or a tag is about; undefined for all others. */
export function findMilestone({ event, ref }: DeployRun): Milestone | undefined {
  if (event.kind === 'release') return event;
  if (ref?.kind !== 'tag') return undefined;
  return { tag: ref.name, publishedAt: undefined, isPrerelease: undefined };
}

/** All releases that GitHub lists, drafts left out. */
export async function listReleases(github: GitHub): Promise<Answer<readonly Release[]>> {
  return collect(mostReleasePages, github.listReleases);
}

/** All tags that GitHub lists. */
export async function listTags(github: GitHub): Promise<Answer<readonly Tag[]>> {
  return collect(mostTagPages, github.listTags);
}

async function collect<T>(
  mostPages: number,
  list: Parameters<typeof searchPages<T, never>>[1],
): Promise<Answer<readonly T[]>> {
  const all: T[] = [];
  const answer = await searchPages<T, never>(mostPages, list, async (entries) => {
    all.push(...entries);
    return { kind: 'found', value: undefined };
  });
  return answer.kind === 'found' ? { kind: 'found', value: all } : answer;
}

/**
 * The release before one: the newest that was published earlier. Pre-releases count only where this
 * is one, for they often go to another site.
 */
export function findReleaseBefore(
  milestone: Milestone,
  releases: readonly Release[],
): Release | undefined {
  const own = releases.find(({ tag }) => tag === milestone.tag);
  const publishedAt = milestone.publishedAt ?? own?.publishedAt;
  const isPrerelease =
    milestone.isPrerelease ?? own?.isPrerelease ?? isPrereleaseTag(milestone.tag);
  const earlier = releases
    .filter((release) => release.tag !== milestone.tag)
    .filter((release) => isPrerelease || !release.isPrerelease)
    .filter((release) => publishedAt === undefined || release.publishedAt < publishedAt);
  return sortNewestFirst(earlier, (release) => release.publishedAt).at(0);
}

function isPrereleaseTag(tag: string): boolean {
  return (readVersionTag(tag)?.prerelease.length ?? 0) > 0;
}

/** The next lower version tag with the same prefix; pre-releases count only where this is one. */
export function findTagBefore(name: string, tags: readonly Tag[]): Tag | undefined {
  const version = readVersionTag(name);
  if (version === undefined) return undefined;
  const lower = tags.flatMap((tag) => {
    const other = readVersionTag(tag.name);
    if (other === undefined || other.prefix !== version.prefix) return [];
    if (other.prerelease.length > 0 && version.prerelease.length === 0) return [];
    return compareVersions(other, version) < 0 ? [{ tag, version: other }] : [];
  });
  return lower.toSorted((a, b) => compareVersions(b.version, a.version)).at(0)?.tag;
}
