import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const mostBytes = 300_000;

/**
 * Takes a screenshot of a page by Chromium, and gives the size of the picture in bytes.
 * @throws Error where it is too large for a README.
 */
export function drawPage(html: string, picture: string, width: number): number {
  const folder = mkdtempSync(join(tmpdir(), 'draw-summary-'));
  try {
    const path = join(folder, 'summary.html');
    writeFileSync(path, html);
    const { href } = pathToFileURL(path);
    const profile = join(folder, 'profile');
    const height = measureHeight(href, width, profile);
    runChromium(profile, [
      `--screenshot=${resolve(picture)}`,
      '--force-device-scale-factor=2',
      `--window-size=${width},${height}`,
      href,
    ]);
  } finally {
    rmSync(folder, { recursive: true });
  }
  const { size } = statSync(picture);
  if (size > mostBytes) throw new Error(`${picture} is larger than ${mostBytes} bytes`);
  return size;
}

/** The page writes its height into its title, since headless Chromium captures only the window. */
function measureHeight(url: string, width: number, profile: string): number {
  const dom = runChromium(profile, ['--dump-dom', `--window-size=${width},100`, url]);
  const height = Number(/<title>(\d+)<\/title>/.exec(dom)?.[1]);
  if (!Number.isInteger(height)) throw new Error('the page did not tell its height');
  return height;
}

function runChromium(profile: string, parameters: readonly string[]): string {
  const chromium = process.env['CHROMIUM'] || '/usr/bin/chromium';
  const flags = ['--headless', '--no-sandbox', '--disable-gpu', '--hide-scrollbars'];
  return execFileSync(chromium, [...flags, `--user-data-dir=${profile}`, ...parameters], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
    timeout: 60_000,
  });
}
