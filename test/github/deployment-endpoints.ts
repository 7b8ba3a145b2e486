import type { Endpoint, Fields } from './endpoint.ts';
import { cutPage, pageParameters } from './pages.ts';
import { answer, notFound } from './reply.ts';
import type { Deployment, World } from './world.ts';

/** https://docs.github.com/rest/deployments/deployments#list-deployments */
export const listDeployments: Endpoint = {
  path: '/deployments',
  permission: 'deployments',
  query: ['environment', 'ref', 'sha', 'task', ...pageParameters],
  answer: (question) => {
    const { world, query, url } = question;
    const asked = ['environment', 'ref', 'sha', 'task'].filter((name) => query.has(name));
    const all = world.deployments.map((deployment) => describe(deployment, url)).toReversed();
    const matching = all.filter((deployment) =>
      asked.every((name) => Reflect.get(deployment, name) === query.get(name)),
    );
    const { items, headers } = cutPage(matching, question);
    return answer(items, headers);
  },
};

/** https://docs.github.com/rest/deployments/statuses#list-deployment-statuses */
export const listDeploymentStatuses: Endpoint = {
  path: '/deployments/{id}/statuses',
  permission: 'deployments',
  query: pageParameters,
  answer: (question) => {
    const deployment = find(question.world, question.places['id']);
    if (deployment === undefined) return notFound;
    const url = `${question.url}/deployments/${deployment.id}`;
    const statuses = deployment.states.map(
      (state, index): Fields<'deployment-status', StatusField> & Created => ({
        id: deployment.id * 1000 + index,
        state,
        creator: { login: deployment.statusCreator ?? actionsBot },
        url: `${url}/statuses/${deployment.id * 1000 + index}`,
        deployment_url: url,
      }),
    );
    const { items, headers } = cutPage(statuses.toReversed(), question);
    return answer(items, headers);
  },
};

function find({ deployments }: World, id: string | undefined): Deployment | undefined {
  return deployments.find((deployment) => String(deployment.id) === id);
}

type DeploymentField = 'id' | 'sha' | 'ref' | 'task' | 'environment' | 'url' | 'statuses_url';
type StatusField = 'id' | 'state' | 'url' | 'deployment_url';
type Created = { readonly creator: { readonly login: string } };

const actionsBot = 'github-actions[bot]';

function describe(
  { id, sha, environment, ref = sha, task = 'deploy', creator = actionsBot }: Deployment,
  url: string,
): Fields<'deployment', DeploymentField> & Created {
  const own = `${url}/deployments/${id}`;
  const links = { url: own, statuses_url: `${own}/statuses` };
  return { id, sha, ref, task, environment, creator: { login: creator }, ...links };
}
