import type { Edge } from '../../test/cloudflare/edge.ts';
import { defaultEdgeBehaviour, type EdgeBehaviour } from '../../test/cloudflare/edge-behaviour.ts';
import type { Release } from '../../test/cloudflare/origin-release.ts';
import { placeNames, samplePlaces } from '../../test/globalping/sample-places.ts';
import { startWorld, type World, type WorldOptions } from '../../test/globalping/world.ts';

/** Where places to verify from are, each behind a data centre of its own. */
export type Places = WorldOptions['places'];

export interface DemoSiteOptions {
  /** The first release. */
  readonly files: Release;
  /** Of the data centre that the runner reaches. */
  readonly behaviour?: Partial<EdgeBehaviour>;
  readonly places?: Places;
}

/**
 * A web site behind a Cloudflare on loopback, which a step reaches as `https://www.example.com`,
 * and probes in other places, too.
 */
export interface DemoSite extends World {
  /** All of them, by the name in `cf-ray`, that of the runner first. */
  readonly dataCentres: ReadonlyMap<string, Edge>;
  /** Lets time pass for all servers alike, so that their times can be compared. */
  readonly age: (seconds: number) => void;
}

/** Starts the APIs, origin and data centres with a release, and what leads to them by name. */
export async function startDemoSite(options: DemoSiteOptions): Promise<DemoSite> {
  const { files, behaviour = {}, places = {} } = options;
  const { dataCentre } = { ...defaultEdgeBehaviour, ...behaviour };
  let passedMs = 0;
  const clock = (): number => performance.now() + passedMs;
  const world = await startWorld({
    files,
    places,
    clock,
    runner: { ...behaviour, dataCentre },
    cloudflare: { behaviour: { dataCentre } },
  });
  const others = placeNames.filter((name) => places[name] !== undefined);
  return {
    ...world,
    // Loopback is reached directly, so this is for checks with `http`.
    environment: { ...world.environment, HTTP_PROXY: world.edge.url },
    dataCentres: new Map([
      [dataCentre, world.edge],
      ...others.map((name) => [samplePlaces[name].dataCentre, world.edgeOf(name)] as const),
    ]),
    age: (seconds) => {
      passedMs += seconds * 1000;
    },
  };
}
