import type { Step } from '../../test/action/run-action.ts';
import { purgeToken, zoneIds } from '../../test/cloudflare/account.ts';
import { type DemoSite, startDemoSite } from './demo-site.ts';

/** The commit that is released, as `github.sha` gives it. */
export const releasedCommit = '4f2a9c1d5e6b7a8c9d0e1f2a3b4c5d6e7f8a9b0c';

const oldFiles = {
  '/version.txt': '9d1f3b7a5c2e4d6f8a0b1c3d5e7f9a2b4c6d8e0f\n',
  '/app.js': 'console.log("Welcome to the old shop");\n',
};
const newScript = 'console.log("Welcome to the new shop, now with a cart");\n';

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
  files: { 'dist/app.js': newScript },
} as const satisfies Step;

const cachedForSeconds = 60 * 60;
const versionAfterMs = 1_800;
const scriptAfterMs = 500;

/** The site before the release: its script has been in Cloudflare's cache for an hour. */
export async function startOldSite(): Promise<DemoSite> {
  const site = await startDemoSite({ files: oldFiles });
  await site.edge.warm('/app.js');
  site.age(cachedForSeconds);
  return site;
}

/**
 * Deploys the release late and file by file: the version while the step waits for it, the script
 * only when the step has purged.
 * @param note Told what is live.
 */
export function deployLate({ origin, cloudflare }: DemoSite, note: (text: string) => void): void {
  const version = { ...oldFiles, '/version.txt': `${releasedCommit}\n` };
  setTimeout(() => {
    origin.deploy(version);
    note('version.txt of the new release is live');
  }, versionAfterMs);
  let purged = false;
  cloudflare.onPurge(() => {
    if (purged) return;
    purged = true;
    setTimeout(() => {
      origin.deploy({ ...version, '/app.js': newScript });
      note('app.js of the new release is live');
    }, scriptAfterMs);
  });
}
