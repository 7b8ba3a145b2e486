import { startLaggingSite, worldStep } from './lagging-place.ts';
import { deployLate, releaseStep, startOldSite } from './release.ts';
import { printTitle, showStep } from './show-step.ts';

/** An account's ID looks like a zone's, and stands right below it in the dashboard. */
const accountId = '01a7362d577a6c3019a474fd6f485823';

/** Shows three steps, one after the other. An interrupt ends the one that runs, and the story. */
export async function tellStory(width: number, interrupted: AbortSignal): Promise<void> {
  console.log(
    `The built action runs as on GitHub. A site, a Cloudflare and a Globalping on loopback answer: nothing
leaves this machine. The runner reaches Cloudflare's data centre DUB, other places reach others.\n`,
  );
  for (const tell of [tellLateRelease, tellLaggingPlace, tellMistake]) {
    if (!interrupted.aborted) await tell(width);
  }
}

async function tellLateRelease(width: number): Promise<void> {
  printTitle('1. A release that lands late: waited for, purged, verified, purged again', width);
  await using site = await startOldSite();
  await showStep(releaseStep, { site, width, onStart: (note) => deployLate(site, note) });
}

async function tellLaggingPlace(width: number): Promise<void> {
  printTitle('2. Verified from around the world: the purge misses one place at first', width);
  await using site = await startLaggingSite();
  await showStep(worldStep, {
    site,
    width,
    onStart: (note) => note('the release is live; all caches have the old one; NRT misses a purge'),
  });
}

async function tellMistake(width: number): Promise<void> {
  printTitle("3. A mistake: the zone ID is the account's ID", width);
  await using site = await startOldSite();
  const { mode, hosts, token } = releaseStep.with;
  await showStep({ with: { zone: accountId, token, mode, hosts } }, { site, width });
}
