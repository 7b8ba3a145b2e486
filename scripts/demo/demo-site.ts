import { defaultAccount } from '../../test/cloudflare/account.ts';
import { type Site, type SiteOptions, startSite } from '../../test/cloudflare/edge-site.ts';
import { startConnectProxy } from '../../test/network/connect-proxy.ts';
import { startTlsFront } from '../../test/network/tls-front.ts';

const hostName = 'www.example.com';

/** A web site behind a Cloudflare on loopback, which a step reaches as `https://www.example.com`. */
export interface DemoSite extends Site {
  /** For the environment of the step: the way to the site. All other hosts end there as well. */
  readonly environment: Readonly<Record<string, string>>;
  /** Lets time pass, for the edge and the API alike, so that their times can be compared. */
  readonly age: (seconds: number) => void;
}

/** Starts API, origin and edge with a release, and what leads to them by name. */
export async function startDemoSite(
  options: Pick<SiteOptions, 'files' | 'behaviour'>,
): Promise<DemoSite> {
  await using started = new AsyncDisposableStack();
  let passedMs = 0;
  const clock = (): number => performance.now() + passedMs;
  const cloudflare = { account: defaultAccount, clock };
  const site = started.use(await startSite({ ...options, cloudflare, clock, scheme: 'https' }));
  const front = started.use(await startTlsFront(hostName, site.edge.port));
  const proxy = started.use(await startConnectProxy({ targetPort: front.port }));
  const all = started.move();
  return {
    ...site,
    environment: {
      HTTPS_PROXY: `http://${proxy.address}`,
      HTTP_PROXY: site.edge.url,
      NODE_EXTRA_CA_CERTS: front.certificatePath,
    },
    age: (seconds) => {
      passedMs += seconds * 1000;
    },
    [Symbol.asyncDispose]: () => all.disposeAsync(),
  };
}
