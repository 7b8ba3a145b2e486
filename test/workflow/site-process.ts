/**
 * What runs beside the steps of a workflow: a web site behind a Cloudflare, both on loopback. Says in
 * one line of JSON where they are, and runs until a step tells it to stop.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { purgeToken, zoneIds } from '../cloudflare/account.ts';
import { startSite } from '../cloudflare/edge-site.ts';
import { startControl } from './site-control.ts';

/** Where the site is, and by what it is purged. */
export interface SitePlaces {
  readonly apiUrl: string;
  readonly siteUrl: string;
  readonly controlUrl: string;
  readonly zone: string;
  readonly token: string;
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

const places: SitePlaces = {
  apiUrl: site.cloudflare.apiUrl,
  siteUrl: site.edge.url,
  controlUrl: control.url,
  zone: zoneIds.exampleCom,
  token: purgeToken,
};
process.stdout.write(`${JSON.stringify(places)}\n`);

await Promise.race([control.stopped, sleep(longestLifeMs, undefined, { ref: false })]);
await control.close();
await site[Symbol.asyncDispose]();
