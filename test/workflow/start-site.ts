/**
 * A step of a workflow: starts a site behind a Cloudflare on loopback, which stays for the steps after
 * it. Where they find it: its outputs `api-url`, `site-url`, `zone`, `token` and `github-token`; and for the rest of the
 * job's steps `CONTROL_URL`, with the zone and the token where the action looks for them by itself.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { SitePlaces } from './site-process.ts';

const child = spawn(process.execPath, [join(import.meta.dirname, 'site-process.ts')], {
  // Of its own group, and without the step's streams: the runner waits until those are closed.
  detached: true,
  stdio: ['ignore', 'pipe', 'ignore'],
});
const lines = createInterface(child.stdout);
const [line] = (await Promise.race([once(lines, 'line'), once(child, 'exit')])) as unknown[];
if (typeof line !== 'string') throw new Error(`The site did not start: it ended with ${line}`);

const places = JSON.parse(line) as SitePlaces;
append('GITHUB_OUTPUT', {
  'api-url': places.apiUrl,
  'site-url': places.siteUrl,
  zone: places.zone,
  token: places.token,
  'github-token': places.githubToken,
});
append('GITHUB_ENV', {
  LOOPBACK_GITHUB: JSON.stringify(places.github),
  CONTROL_URL: places.controlUrl,
  CLOUDFLARE_ZONE_ID: places.zone,
  CLOUDFLARE_API_TOKEN: places.token,
});
lines.close();
child.stdout.destroy();
child.unref();

/** Without a runner, for a try by hand, it is printed. */
function append(file: 'GITHUB_OUTPUT' | 'GITHUB_ENV', values: Readonly<Record<string, string>>) {
  const text = Object.entries(values).map(([name, value]) => `${name}=${value}\n`);
  appendFileSync(process.env[file] ?? process.stdout.fd, text.join(''));
}
