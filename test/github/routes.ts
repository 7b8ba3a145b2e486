import { getCommit, getTree } from './commit-endpoints.ts';
import { listDeploymentStatuses, listDeployments } from './deployment-endpoints.ts';
import type { Endpoint } from './endpoint.ts';
import { getRef, listTags } from './ref-endpoints.ts';
import { listReleases } from './release-endpoints.ts';
import { getRepository } from './repository-endpoint.ts';
import { getRun, listWorkflowRuns } from './run-endpoints.ts';
import type { World } from './world.ts';

/** Everything that can be asked, always with GET. */
const endpoints: readonly Endpoint[] = [
  getRepository,
  getCommit,
  getTree,
  getRef,
  listTags,
  listDeployments,
  listDeploymentStatuses,
  getRun,
  listWorkflowRuns,
  listReleases,
];

const patterns = endpoints.map((endpoint) => ({ endpoint, pattern: compile(endpoint.path) }));

function compile(path: string): RegExp {
  const source = path.replaceAll(/\{(\w+)(\.\.\.)?\}/g, (_, place: string, rest?: string) =>
    rest === undefined ? `(?<${place}>[^/]+)` : `(?<${place}>.+)`,
  );
  return new RegExp(`^${source}$`);
}

type Route = {
  readonly endpoint: Endpoint;
  readonly places: Readonly<Record<string, string>>;
};

/** What a path is for. `rest` is what stands after the repository. */
export type Target =
  | { readonly kind: 'endpoint'; readonly rest: string; readonly route: Route }
  | { readonly kind: 'other-repository' }
  | { readonly kind: 'nothing' };

export type EndpointTarget = Extract<Target, { kind: 'endpoint' }>;

/**
 * Finds what a path is for. GitHub takes the names in any case, and the repository's ID in their
 * stead: that is how it links pages.
 */
export function findTarget(path: string, basePath: string, world: World): Target {
  const match = path.startsWith(basePath) ? repositoryPath.exec(path.slice(basePath.length)) : null;
  if (match === null) return { kind: 'nothing' };
  const [, owner = '', name = '', id, rest = ''] = match;
  const isHere =
    id === undefined
      ? isAlike(owner, world.owner) && isAlike(name, world.name)
      : id === String(world.id);
  if (!isHere) return { kind: 'other-repository' };
  const route = matchEndpoint(rest);
  return route === undefined ? { kind: 'nothing' } : { kind: 'endpoint', rest, route };
}

const repositoryPath = /^\/(?:repos\/([^/]+)\/([^/]+)|repositories\/(\d+))(\/.*|)$/;

function matchEndpoint(rest: string): Route | undefined {
  for (const { endpoint, pattern } of patterns) {
    const match = pattern.exec(rest);
    if (match === null) continue;
    const places = Object.entries(match.groups ?? {});
    return {
      endpoint,
      places: Object.fromEntries(places.map(([name, value]) => [name, decode(value)])),
    };
  }
  return undefined;
}

function isAlike(given: string, name: string): boolean {
  return decode(given).toLowerCase() === name.toLowerCase();
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
