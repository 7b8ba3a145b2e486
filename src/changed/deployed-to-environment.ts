import type { Answer } from './answer.ts';
import type { Deployment, GitHub } from './github.ts';
import { searchPages } from './search-pages.ts';

/** Of 120 deployments, one should have succeeded. */
const mostPages = 4;

/** What was deployed to an environment, as far as visitors may have it. */
export interface DeployedToEnvironment {
  /** The newest deployment that ever succeeded; undefined where there is none. */
  readonly last: Deployment | undefined;
  /** Younger ones that did not succeed, and may have deployed all the same. */
  readonly later: readonly Deployment[];
}

/**
 * Finds what an environment had before a deployment. The last one may be younger than this one, for
 * the run of an old deployment that is started again rolls back.
 */
export async function findDeployedToEnvironment(
  deployment: { readonly id: string; readonly environment: string },
  head: string,
  github: GitHub,
): Promise<Answer<DeployedToEnvironment>> {
  const later: Deployment[] = [];
  const last = await searchPages(
    mostPages,
    (page) => github.listDeployments(deployment.environment, page),
    (deployments) => {
      const others = deployments.filter((other) => !isOwn(other, deployment.id, head));
      return findSucceeded(others, github, (begun) => later.push(begun));
    },
  );
  return last.kind === 'found' ? { kind: 'found', value: { last: last.value, later } } : last;
}

/**
 * Younger ones of the same commit count as this one: a job with `environment:` makes one of its own,
 * and that would be found as soon as the job before this one has ended. IDs grow.
 */
function isOwn(other: Deployment, id: string, head: string): boolean {
  return other.id === id || (other.sha === head && Number(other.id) > Number(id));
}

async function findSucceeded(
  deployments: readonly Deployment[],
  github: GitHub,
  addBegun: (deployment: Deployment) => void,
): Promise<Answer<Deployment | undefined>> {
  for (const deployment of deployments) {
    const progress = await github.findProgress(deployment.id);
    if (progress.kind !== 'found') return progress;
    if (progress.value === 'succeeded') return { kind: 'found', value: deployment };
    if (progress.value === 'begun') addBegun(deployment);
  }
  return { kind: 'found', value: undefined };
}
