import type { Release, Tag } from './github-data.ts';
import { sortNewestFirst } from './runs.ts';

/** A release or a tag, as far as it tells which one came before. */
export interface Milestone {
  readonly tag: string;
  /** undefined for a tag: its release may be made later. */
  readonly publishedAt: string | undefined;
  /** undefined for a tag without a release, whose name tells it. */
  readonly isPrerelease: boolean | undefined;
}

/**
 * The newest release that was published earlier. Pre-releases count only if this is one, since they
 * often go to another site.
 */
export function findReleaseBefore(
  milestone: Milestone,
  releases: readonly Release[],
): Release | undefined {
  const { tag } = milestone;
  const own = releases.find((release) => release.tag === tag);
  const publishedAt = milestone.publishedAt ?? own?.publishedAt;
  const isPrereleaseTag = (readVersionTag(tag)?.prerelease.length ?? 0) > 0;
  const isPrerelease = milestone.isPrerelease ?? own?.isPrerelease ?? isPrereleaseTag;
  const earlier = releases
    .filter((release) => release.tag !== tag)
    .filter((release) => isPrerelease || !release.isPrerelease)
    .filter((release) => publishedAt === undefined || release.publishedAt < publishedAt);
  return sortNewestFirst(earlier, (release) => release.publishedAt).at(0);
}

/** The next lower version tag with the same prefix. Pre-releases count only if this is one. */
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

/** A tag such as `v1.2.3`, `1.2`, `release-1.2.3-rc.1`. */
export interface VersionTag {
  /** What stands before the version; only tags with the same are compared. */
  readonly prefix: string;
  readonly numbers: readonly number[];
  /** Empty for a release, which is above all of its pre-releases. */
  readonly prerelease: readonly string[];
}

const form = /^((?:.*?[^0-9.])??)(\d+)\.(\d+)(?:\.(\d+))?(?:-([0-9a-z.-]+))?(?:\+[0-9a-z.-]+)?$/i;

/** Reads a tag's version; undefined where it has none. */
export function readVersionTag(tag: string): VersionTag | undefined {
  const [whole, prefix = '', major, minor, patch, prerelease] = form.exec(tag) ?? [];
  if (whole === undefined) return undefined;
  return {
    prefix,
    numbers: [major, minor, patch ?? '0'].map(Number),
    prerelease: prerelease?.split('.') ?? [],
  };
}

/**
 * Compares by precedence: negative where `a` is lower.
 * @see https://semver.org/#spec-item-11
 */
export function compareVersions(a: VersionTag, b: VersionTag): number {
  return (
    compareLists(a.numbers, b.numbers, (x, y) => x - y) ||
    Number(a.prerelease.length === 0) - Number(b.prerelease.length === 0) ||
    compareLists(a.prerelease, b.prerelease, compareIdentifiers)
  );
}

function compareLists<T>(
  a: readonly T[],
  b: readonly T[],
  compare: (x: T, y: T) => number,
): number {
  for (const [index, x] of a.entries()) {
    const y = b[index];
    if (y === undefined) return 1;
    const order = compare(x, y);
    if (order !== 0) return order;
  }
  return a.length - b.length;
}

/** Numbers are below words, and words are compared by their characters. */
function compareIdentifiers(a: string, b: string): number {
  const [isNumberA, isNumberB] = [a, b].map((text) => /^\d+$/.test(text));
  if (isNumberA && isNumberB) return Number(a) - Number(b);
  if (isNumberA !== isNumberB) return isNumberA ? -1 : 1;
  return Number(a > b) - Number(a < b);
}
