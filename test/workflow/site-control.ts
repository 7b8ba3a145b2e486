import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { defaultAccount } from '../cloudflare/account.ts';
import { listenOnLoopback } from '../cloudflare/edge-loopback.ts';
import type { Site } from '../cloudflare/edge-site.ts';
import type { Release } from '../cloudflare/origin-release.ts';

/** By what the steps of a workflow steer a site in another process. */
export interface SiteControl {
  readonly url: string;
  /** Once a step has told the site to stop. */
  readonly stopped: Promise<void>;
  readonly close: () => Promise<void>;
}

/**
 * Starts the address: `/deploy` takes a release as JSON, at once or `?after-ms=` later; `/sent` gives
 * what the API was sent since the last time; `/stop` stops, and fails where the API was asked what no client
 * should ask.
 */
export async function startControl(site: Site): Promise<SiteControl> {
  const { promise: stopped, resolve: stop } = Promise.withResolvers<void>();
  let told = 0;

  function takeSent(): string[] {
    const sent = site.cloudflare.requests.slice(told).filter(({ method }) => method === 'POST');
    told = site.cloudflare.requests.length;
    return sent.map(({ path, body }) => `${nameZone(path)} ${JSON.stringify(body)}`);
  }

  async function obey(request: IncomingMessage): Promise<string> {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://127.0.0.1');
    switch (pathname) {
      case '/deploy': {
        const files = JSON.parse(await text(request)) as Release;
        site.origin.deployLater(Number(searchParams.get('after-ms') ?? 0), files);
        return '';
      }
      case '/sent':
        return JSON.stringify(takeSent());
      case '/stop': {
        stop();
        const surprises = site.cloudflare.takeSurprises();
        if (surprises.length > 0) throw new Error(surprises.join('\n'));
        return '';
      }
      default:
        throw new Error(`There is no ${pathname}`);
    }
  }

  const server = createServer((request, response: ServerResponse) => {
    obey(request)
      .then((body) => response.end(body))
      .catch((error: unknown) => response.writeHead(500).end(String(error)));
  });
  const { port, close } = await listenOnLoopback(server);
  return { url: `http://127.0.0.1:${port}`, stopped, close };
}

/** `/client/v4/zones/023e…/purge_cache` as `example.com/purge_cache`, to be compared by eye. */
function nameZone(path: string): string {
  const rest = path.replace(/^.*\/zones\//, '');
  const zone = defaultAccount.zones.find(({ id }) => rest.startsWith(id));
  return zone === undefined ? rest : rest.replace(zone.id, zone.name);
}
