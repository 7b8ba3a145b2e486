/**
 * Draws the pictures of job summaries for the README: runs the releases of the demo, renders the
 * summaries that they really wrote about as GitHub does, and takes screenshots of them.
 *
 *     node scripts/draw-summary.ts
 *
 * It needs Chromium, at /usr/bin/chromium or where the variable CHROMIUM says. CI does not run it.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { runAction } from '../test/action/run-action.ts';
import { deployLate, releaseStep, startOldSite } from './demo/release.ts';
import { startReleasedWorld, worldStep } from './demo/world-release.ts';
import { writeSummaryPage } from './draw-summary/summary-page.ts';

const pictures = [
  ['docs/summary.png', runRelease],
  ['docs/summary-world.png', runWorldRelease],
] as const;
const width = 1012;
const mostBytes = 300_000;

const folder = mkdtempSync(join(tmpdir(), 'draw-summary-'));
try {
  for (const [picture, runStep] of pictures) draw(picture, await runStep());
} finally {
  rmSync(folder, { recursive: true });
}

function draw(picture: string, summary: string): void {
  const path = join(folder, 'summary.html');
  writeFileSync(path, writeSummaryPage(summary, width));
  const { href } = pathToFileURL(path);
  takeScreenshot(picture, href, measureHeight(href));
  const { size } = statSync(picture);
  console.log(`${picture}: ${size} bytes`);
  if (size > mostBytes) throw new Error(`${picture} is larger than ${mostBytes} bytes`);
}

async function runRelease(): Promise<string> {
  await using site = await startOldSite();
  deployLate(site, () => undefined);
  const run = await runAction({
    ...releaseStep,
    with: { ...releaseStep.with, 'api-url': site.cloudflare.apiUrl },
    env: site.environment,
  });
  if (run.exitCode !== 0) throw new Error(`the step failed:\n${run.log}`);
  return run.summary;
}

async function runWorldRelease(): Promise<string> {
  await using world = await startReleasedWorld();
  const run = await runAction({
    with: { ...worldStep.with, 'api-url': world.cloudflare.apiUrl },
    env: world.environment,
  });
  if (run.exitCode !== 0) throw new Error(`the step failed:\n${run.log}`);
  return run.summary;
}

/** The page writes its height into its title, since headless Chromium captures only the window. */
function measureHeight(url: string): number {
  const dom = runChromium(['--dump-dom', `--window-size=${width},100`, url]);
  const height = Number(/<title>(\d+)<\/title>/.exec(dom)?.[1]);
  if (!Number.isInteger(height)) throw new Error('the page did not tell its height');
  return height;
}

function takeScreenshot(picture: string, url: string, height: number): void {
  const size = `--window-size=${width},${height}`;
  runChromium([`--screenshot=${resolve(picture)}`, '--force-device-scale-factor=2', size, url]);
}

function runChromium(parameters: readonly string[]): string {
  const chromium = process.env['CHROMIUM'] || '/usr/bin/chromium';
  const flags = ['--headless', '--no-sandbox', '--disable-gpu', '--hide-scrollbars'];
  return execFileSync(
    chromium,
    [...flags, `--user-data-dir=${join(folder, 'profile')}`, ...parameters],
    {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
      timeout: 60_000,
    },
  );
}
