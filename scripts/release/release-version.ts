/** A version as it is released. */
export interface ReleaseVersion {
  /** `1.2.3` */
  readonly version: string;
  /** The tag that moves with each release of it: `v1`. */
  readonly majorTag: string;
}

/**
 * Reads the tag of a release.
 * @throws Error where it is none, or is for another version than package.json says.
 */
export function readReleaseTag(tag: string, packageVersion: string): ReleaseVersion {
  const [, version, major] = /^v((\d+)\.\d+\.\d+)$/.exec(tag) ?? [];
  if (version === undefined) throw new Error(`The tag "${tag}" is not of the form v1.2.3`);
  if (version !== packageVersion) {
    throw new Error(`The tag is ${tag}, but the version in package.json is ${packageVersion}`);
  }
  return { version, majorTag: `v${major}` };
}
