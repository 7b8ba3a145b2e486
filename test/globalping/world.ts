import { type Edge, startEdge } from '../cloudflare/edge.ts';
import type { EdgeBehaviour } from '../cloudflare/edge-behaviour.ts';
import { type Origin, startOrigin } from '../cloudflare/origin.ts';
import type { Release } from '../cloudflare/origin-release.ts';
import { type Cloudflare, type CloudflareOptions, startCloudflare } from '../cloudflare/server.ts';
import type { Clock } from '../cloudflare/token-bucket.ts';
import { type ConnectProxy, startConnectProxy } from '../network/connect-proxy.ts';
import { startTlsFront } from '../network/tls-front.ts';
import { joinCertificates } from '../network/trusted-certificates.ts';
import type { ProbeBehaviour } from './probe.ts';
import { type PlaceName, placeNames, samplePlaces } from './sample-places.ts';
import { type Globalping, type GlobalpingOptions, startGlobalping } from './server.ts';

/** What is different in a place. */
export type PlaceOptions = {
  /** Of its data centre. */
  readonly edge?: Partial<EdgeBehaviour>;
  readonly probe?: Partial<ProbeBehaviour>;
};

export type WorldOptions = Pick<
  GlobalpingOptions,
  'limits' | 'faults' | 'tokens' | 'latencyMs' | 'timeoutMs'
> & {
  /** Where probes are, each with a data centre of its own. */
  readonly places: Partial<Readonly<Record<PlaceName, PlaceOptions>>>;
  /** The first release. */
  readonly files?: Release;
  /** What is different where the runner is. */
  readonly runner?: Partial<EdgeBehaviour>;
  readonly cloudflare?: CloudflareOptions;
  /** Of all servers, so that their times can be compared. */
  readonly clock?: Clock;
};

/** A web site in all the world: one origin, and a Cloudflare with several data centres. */
export type World = AsyncDisposable & {
  readonly cloudflare: Cloudflare;
  readonly origin: Origin;
  /** The data centre of the runner, in Dublin. */
  readonly edge: Edge;
  /** That of a place. */
  readonly edgeOf: (place: PlaceName) => Edge;
  readonly globalping: Globalping;
  readonly proxy: ConnectProxy;
  /** For the environment of a step: the way to the site, and to Globalping. */
  readonly environment: Readonly<Record<string, string>>;
  /** What visitors everywhere have had for ten minutes, and what the origin has now. */
  readonly release: (before: Release, after: Release) => Promise<void>;
};

const hostName = 'www.example.com';
const globalpingName = 'api.globalping.io';

/**
 * Starts all of it. A step reaches `https://www.example.com` and `https://api.globalping.io` by
 * their names, over TLS, through a proxy that knows no other host.
 */
export async function startWorld(options: WorldOptions): Promise<World> {
  const { places, files = {}, runner = {}, clock = () => performance.now(), ...rest } = options;
  await using started = new AsyncDisposableStack();
  const cloudflare = started.use(await startCloudflare({ clock, ...options.cloudflare }));
  const origin = started.use(await startOrigin({ files }));
  const startDataCentre = async (dataCentre: string, behaviour: Partial<EdgeBehaviour> = {}) =>
    started.use(
      await startEdge({
        origin,
        cloudflare,
        clock,
        scheme: 'https',
        hosts: [hostName],
        behaviour: { dataCentre, ...behaviour },
      }),
    );
  const edge = await startDataCentre('DUB', runner);
  const edges = new Map<PlaceName, Edge>();
  const named = entriesOf(places);
  for (const [name, place] of named) {
    edges.set(name, await startDataCentre(samplePlaces[name].dataCentre, place.edge));
  }
  const edgeOf = (name: PlaceName): Edge => {
    const found = edges.get(name);
    if (!found) throw new Error(`This world has no ${name}`);
    return found;
  };
  const globalping = started.use(
    await startGlobalping({
      ...rest,
      clock,
      places: named.map(([name, place]) => ({
        ...samplePlaces[name],
        sites: { [hostName]: edgeOf(name) },
        behaviour: place.probe ?? {},
      })),
    }),
  );
  const site = started.use(await startTlsFront(hostName, edge.port));
  const front = started.use(await startTlsFront(globalpingName, globalping.port));
  const trusted = started.use(await joinCertificates([site, front]));
  const proxy = started.use(
    await startConnectProxy({
      targetPort: { [hostName]: site.port, [globalpingName]: front.port },
    }),
  );
  const all = started.move();
  const everywhere = [edge, ...edges.values()];
  return {
    cloudflare,
    origin,
    edge,
    edgeOf,
    globalping,
    proxy,
    environment: {
      HTTPS_PROXY: `http://${proxy.address}`,
      NODE_EXTRA_CA_CERTS: trusted.path,
    },
    release: async (before, after) => {
      origin.deploy(before);
      for (const each of everywhere) {
        await each.warm(...Object.keys(before));
        each.age(630);
      }
      origin.deploy(after);
    },
    [Symbol.asyncDispose]: () => all.disposeAsync(),
  };
}

function entriesOf(
  places: WorldOptions['places'],
): readonly (readonly [PlaceName, PlaceOptions])[] {
  return placeNames.flatMap((name) => {
    const place = places[name];
    return place ? [[name, place] as const] : [];
  });
}
