/**
 * Draws the pictures of job summaries for the README: runs the steps of the demo, renders the
 * summaries that they really wrote about as GitHub does, and takes screenshots of them.
 *
 *     node scripts/draw-summary.ts
 *
 * It needs Chromium, at /usr/bin/chromium or where the variable CHROMIUM says. CI does not run it.
 */
import { runAction, type Step } from '../test/action/run-action.ts';
import type { DemoSite } from './demo/demo-site.ts';
import { startLaggingSite, worldStep } from './demo/lagging-place.ts';
import { deployLate, releaseStep, startOldSite } from './demo/release.ts';
import { drawPage } from './draw-summary/draw-page.ts';
import { writeSummaryPage } from './draw-summary/summary-page.ts';

const width = 1012;

await drawLateRelease();
await drawLaggingPlace();

async function drawLateRelease(): Promise<void> {
  await using site = await startOldSite();
  deployLate(site, () => undefined);
  draw('docs/summary.png', await summarize(releaseStep, site));
}

async function drawLaggingPlace(): Promise<void> {
  await using site = await startLaggingSite();
  draw('docs/verify-from.png', await summarize(worldStep, site));
}

async function summarize(step: Step, site: DemoSite): Promise<string> {
  const run = await runAction({
    ...step,
    with: { ...step.with, 'api-url': site.cloudflare.apiUrl },
    env: site.environment,
  });
  if (run.exitCode !== 0) throw new Error(`the step failed:\n${run.log}`);
  return run.summary;
}

function draw(path: string, summary: string): void {
  const size = drawPage(writeSummaryPage(summary, width), path, width);
  console.log(`${path}: ${size} bytes`);
}
