/**
 * Finds the highest version of a major tag among tags of published releases. What is not of the form
 * `v1.2.3`, such as a pre-release, does not count: the major tag is for those who want no surprises.
 * @param majorTag `v1`
 * @returns undefined where there is none.
 */
export function findNewestRelease(majorTag: string, tags: readonly string[]): string | undefined {
  const versions = tags.flatMap((tag) => {
    const [, major, minor, patch] = /^(v\d+)\.(\d+)\.(\d+)$/.exec(tag) ?? [];
    return major === majorTag ? [{ tag, minor: Number(minor), patch: Number(patch) }] : [];
  });
  return versions.sort((a, b) => b.minor - a.minor || b.patch - a.patch).at(0)?.tag;
}
