import type { Step } from '../../test/action/run-action.ts';
import type { DemoSite } from './demo-site.ts';
import { newFiles, releasedCommit, releaseStep, startOldSite } from './release.ts';

const { zone, token, mode, hosts } = releaseStep.with;

/** The step of the README's section "From around the world". */
export const worldStep = {
  with: {
    zone,
    token,
    mode,
    hosts,
    verify: `https://www.example.com/version.js contains ${releasedCommit}`,
    'verify-from': 'Germany, Tokyo, US+Comcast',
  },
} as const satisfies Step;

/** The release is live, old scripts are cached everywhere, and the first purge misses Tokyo. */
export async function startLaggingSite(): Promise<DemoSite> {
  const site = await startOldSite({
    frankfurt: {},
    tokyo: { edge: { ignoredPurges: 1 } },
    ashburn: {},
  });
  site.origin.deploy(newFiles);
  return site;
}
