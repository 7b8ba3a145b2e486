/**
 * What runs beside the steps of a workflow: a web site behind a Cloudflare, and a GitHub, all on loopback. Says in
 * one line of JSON where they are, and runs until a step tells it to stop.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { purgeToken, zoneIds } from '../cloudflare/account.ts';
import { startSite } from '../cloudflare/edge-site.ts';
import { startReleasedRepository } from '../github/released-repository.ts';
import { startControl } from './site-control.ts';

/** Where the site is, and by what it is purged. */
export interface SitePlaces {
  readonly apiUrl: string;
  readonly siteUrl: string;
  readonly controlUrl: string;
  readonly zone: string;
  readonly token: string;
  /** What a step has in its environment whose run is of the second release there. */
  readonly github: Readonly<Record<string, string>>;
  readonly githubToken: string;
}

// GitHub ends what a job leaves behind; act does not.
const longestLifeMs = 15 * 60 * 1000;

const site = await startSite({
  files: { '/version.txt': 'release 1\n', '/app.js': 'console.log(1);\n' },
  cloudflare: { behaviour: { refusedItems: ['refused'] } },
});
await site.edge.warm('/app.js');
site.edge.age(3600);
const control = await startControl(site);
const released = await startReleasedRepository();

const places: SitePlaces = {
  apiUrl: site.cloudflare.apiUrl,
  siteUrl: site.edge.url,
  controlUrl: control.url,
  zone: zoneIds.exampleCom,
  token: purgeToken,
  github: { ...released.environment, GITHUB_EVENT_PATH: '' },
  githubToken: released.token,
};
process.stdout.write(`${JSON.stringify(places)}\n`);

await Promise.race([control.stopped, sleep(longestLifeMs, undefined, { ref: false })]);
await control.close();
await released[Symbol.asyncDispose]();
await site[Symbol.asyncDispose]();
