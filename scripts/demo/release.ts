import type { Step } from '../../test/action/run-action.ts';
import { when } from '../../test/action/when.ts';
import { purgeToken, zoneIds } from '../../test/cloudflare/account.ts';
import type { Release } from '../../test/cloudflare/origin-release.ts';
import { type DemoSite, type Places, startDemoSite } from './demo-site.ts';

/** The commit that is released, as `github.sha` gives it. */
export const releasedCommit = '4f2a9c1d5e6b7a8c9d0e1f2a3b4c5d6e7f8a9b0c';
const oldCommit = '9d1f3b7a5c2e4d6f8a0b1c3d5e7f9a2b4c6d8e0f';

const oldFiles = {
  '/version.txt': `${oldCommit}\n`,
  '/version.js': `export const version = '${oldCommit}';\n`,
  '/app.js': 'console.log("Welcome to the old shop");\n',
};

/** What is deployed. */
export const newFiles = {
  '/version.txt': `${releasedCommit}\n`,
  '/version.js': `export const version = '${releasedCommit}';\n`,
  '/app.js': 'console.log("Welcome to the new shop, now with a cart");\n',
};

/** The step of the README, with the file that its check compares with. */
export const releaseStep = {
  with: {
    zone: zoneIds.exampleCom,
    token: purgeToken,
    mode: 'hosts',
    hosts: 'www.example.com',
    'wait-for': `https://www.example.com/version.txt contains ${releasedCommit}`,
    verify: 'https://www.example.com/app.js equals dist/app.js',
  },
  files: { 'dist/app.js': newFiles['/app.js'] },
} as const satisfies Step;

const cachedForSeconds = 60 * 60;
const everyPlace: Places = { frankfurt: {}, tokyo: {}, ashburn: {}, saoPaulo: {}, sydney: {} };

/** The site before the release: its scripts have been in Cloudflare's caches for an hour. */
export async function startOldSite(places = everyPlace): Promise<DemoSite> {
  // Dublin, so that no place has the data centre of the runner.
  const behaviour = { dataCentre: 'DUB' };
  const site = await startDemoSite({ files: oldFiles, behaviour, places });
  for (const edge of site.dataCentres.values()) await edge.warm('/app.js', '/version.js');
  site.age(cachedForSeconds);
  return site;
}

/**
 * Deploys the release late and file by file: `version.txt` when the step has asked for it twice, the
 * script when the step has found it old. By what is asked, not by the time, so that a slow machine
 * tells the same story.
 * @param note Told what is live.
 */
export function deployLate(
  { origin, edge }: Pick<DemoSite, 'origin' | 'edge'>,
  note: (text: string) => void,
): void {
  const asksFor = (path: string): number =>
    edge.requests.filter(({ url }) => url.endsWith(path)).length;
  const deploy = (release: Release, live: string): void => {
    origin.deploy(release);
    note(`${live} of the new release is live`);
  };
  when(
    () => asksFor('/version.txt') >= 2,
    () => deploy({ ...newFiles, '/app.js': oldFiles['/app.js'] }, 'version.txt'),
  );
  when(
    () => asksFor('/app.js') >= 1,
    () => deploy(newFiles, 'app.js'),
  );
}
