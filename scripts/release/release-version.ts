/** @throws Error where the tag of a release is none, or is for another version than package.json says. */
export function checkReleaseTag(tag: string, packageVersion: string): void {
  if (!/^v\d+\.\d+\.\d+$/.test(tag)) throw new Error(`The tag "${tag}" is not of the form v1.2.3`);
  if (tag !== `v${packageVersion}`) {
    throw new Error(`The tag is ${tag}, but the version in package.json is ${packageVersion}`);
  }
}
