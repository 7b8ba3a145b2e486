/**
 * What the changelog says of one version, for the page of its release.
 * @param changelog In the form of https://keepachangelog.com/en/1.1.0/
 * @param version `1.2.3`
 * @throws Error where the version is not there, has no date, or says nothing.
 */
export function cutNotes(changelog: string, version: string): string {
  const sections = changelog.split(/^## /m).slice(1);
  const section = sections.find((text) => /^\S+/.exec(text)?.[0] === version);
  if (section === undefined) throw new Error(`CHANGELOG.md has no section "## ${version}"`);
  const [heading = '', ...lines] = section.split('\n');
  if (!/^\S+ - \d{4}-\d{2}-\d{2}$/.test(heading)) {
    throw new Error(`In CHANGELOG.md, "## ${heading}" is not "## ${version} - YYYY-MM-DD"`);
  }
  const notes = lines.join('\n').trim();
  if (notes === '') throw new Error(`CHANGELOG.md says nothing of ${version}`);
  return `${notes}\n`;
}
