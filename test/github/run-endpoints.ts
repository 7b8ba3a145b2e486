import type { Endpoint, Fields } from './endpoint.ts';
import { cutPage, pageParameters } from './pages.ts';
import { answer, notFound } from './reply.ts';
import { deployWorkflow, type Run } from './world.ts';

/** https://docs.github.com/rest/actions/workflow-runs#get-a-workflow-run */
export const getRun: Endpoint = {
  path: '/actions/runs/{id}',
  permission: 'actions',
  query: ['exclude_pull_requests'],
  answer: ({ world, places, url }) => {
    const run = world.runs.find(({ id }) => String(id) === places['id']);
    return run ? answer(describe(run, url)) : notFound;
  },
};

// https://docs.github.com/rest/actions/workflow-runs#list-workflow-runs-for-a-workflow
const filters: Readonly<
  Record<string, (run: ReturnType<typeof describe>, value: string) => boolean>
> = {
  branch: ({ head_branch }, value) => head_branch === value,
  event: ({ event }, value) => event === value,
  head_sha: ({ head_sha }, value) => head_sha === value,
  // "Returns workflow runs with the check run status or conclusion that you specify."
  status: ({ status, conclusion }, value) => status === value || conclusion === value,
};
// With a filter, a search ends here.
const mostFound = 1000;

/** https://docs.github.com/rest/actions/workflow-runs#list-workflow-runs-for-a-workflow */
export const listWorkflowRuns: Endpoint = {
  path: '/actions/workflows/{workflow}/runs',
  permission: 'actions',
  query: [...Object.keys(filters), 'exclude_pull_requests', ...pageParameters],
  answer: (question) => {
    const { world, behaviour, places, query, url } = question;
    const ofWorkflow = world.runs.filter(({ workflow = deployWorkflow }) =>
      [String(workflow.id), workflow.file].includes(places['workflow'] ?? ''),
    );
    if (ofWorkflow.length === 0) return notFound;
    const asked = Object.entries(filters).filter(([name]) => query.has(name));
    const missing = asked.length > 0 ? behaviour.runsMissingFromFilteredLists : 0;
    const matching = ofWorkflow
      .slice(0, ofWorkflow.length - missing)
      .map((run) => describe(run, url))
      .filter((run) => asked.every(([name, matches]) => matches(run, query.get(name) ?? '')))
      .toReversed();
    const found = asked.length > 0 ? matching.slice(0, mostFound) : matching;
    const { items, headers } = cutPage(found, question);
    return answer({ total_count: matching.length, workflow_runs: items }, headers);
  },
};

const firstRun = Date.UTC(2026, 0, 1);

function toDate(ms: number): string {
  return new Date(ms).toISOString().replace('.000', '');
}

function describe(
  { id, sha, event, branch, attempt = 1, workflow = deployWorkflow, ...run }: Run,
  url: string,
): Fields<
  'workflow-run',
  | 'id'
  | 'head_branch'
  | 'head_sha'
  | 'path'
  | 'event'
  | 'status'
  | 'conclusion'
  | 'run_attempt'
  | 'created_at'
  | 'run_started_at'
  | 'updated_at'
  | 'workflow_id'
  | 'url'
  | 'workflow_url'
> {
  const { status = 'completed', conclusion = 'success' } = run;
  const { startedAt = toDate(firstRun + id * 60_000) } = run;
  return {
    id,
    head_branch: branch,
    head_sha: sha,
    path: `.github/workflows/${workflow.file}`,
    event,
    status,
    conclusion: status === 'completed' ? conclusion : null,
    run_attempt: attempt,
    created_at: run.createdAt ?? startedAt,
    run_started_at: startedAt,
    updated_at: run.endedAt ?? toDate(Date.parse(startedAt) + 30_000),
    workflow_id: workflow.id,
    url: `${url}/actions/runs/${id}`,
    workflow_url: `${url}/actions/workflows/${workflow.id}`,
  };
}
