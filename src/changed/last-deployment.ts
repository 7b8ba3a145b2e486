import type { Answer } from './answer.ts';
import type { Deployment, GitHub } from './github.ts';
import { findFirst, searchPages } from './search-pages.ts';

/** A hundred deployments that all failed are enough to give up. */
const mostPages = 4;

/**
 * Finds what an environment had before a deployment: the newest other one that ever succeeded. It may
 * be younger than this one, for the run of an old deployment that is started again rolls back.
 *
 * Deployments of the same commit that are younger are left out: a job with `environment:` makes one
 * of its own, and that would be found as soon as the job before this one has ended.
 */
export async function findLastDeployment(
  { id, environment }: { readonly id: string; readonly environment: string },
  head: string,
  github: GitHub,
): Promise<Answer<Deployment | undefined>> {
  let isPast = false;
  return searchPages(
    mostPages,
    (page) => github.listDeployments(environment, page),
    (deployments) =>
      findFirst(deployments, async (deployment) => {
        const isThis = deployment.id === id;
        isPast ||= isThis;
        if (isThis || (!isPast && deployment.sha === head)) return { kind: 'found', value: false };
        return github.hasSucceeded(deployment.id);
      }),
  );
}
