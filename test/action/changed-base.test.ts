import { describe, expect, test } from 'vitest';
import type { Run } from '../github/world.ts';
import { contentsToken } from '../github/world.ts';
import {
  afterWorkflow,
  byHand,
  deploymentOf,
  deploymentStatusOf,
  pushOfTag,
  pushTo,
  releaseOf,
} from './changed-events.ts';
import { type ChangedWorld, commitEach, purged, runChanged, startWorld } from './changed-world.ts';
import type { Step } from './run-action.ts';

/**
 * Every commit adds a file of its own name: with the base `b` and the head `d`, `/c` and `/d` are
 * purged. So what visitors would get stale is what is missing.
 */
const names = ['a', 'b', 'c', 'd', 'e'] as const;

function ran(id: number, sha: string, run: Partial<Run> = {}): Run {
  return { id, sha, event: 'push', branch: 'main', ...run };
}

/** May read the contents alone: runs and deployments are refused. */
const contentsOnly: Step['with'] = { 'github-token': contentsToken.value };

/** The notice that failed runs count as well. */
const also = (commits: number) => expect.stringContaining(`Also compared with: ${commits} commit`);

const noticesOf = (step: { readonly notices: readonly string[] }) => step.notices.join('\n');

describe('a push to a branch', () => {
  test('since the last successful run on this branch, not the last commit', async () => {
    await using world = await startWorld();
    const { a, b, c, d, e } = await commitEach(world, ...names);
    world.runs.push(
      ran(1, a),
      ran(2, b),
      ran(3, e, { branch: 'next' }),
      ran(4, d, { event: 'workflow_dispatch' }),
      ran(5, c, { conclusion: 'failure' }),
      ran(6, d, { conclusion: 'cancelled' }),
      ran(7, d, { workflow: { id: 2, file: 'tests.yml' } }),
    );
    const step = await runChanged(world, pushTo('main', d, e));
    expect(purged(world)).toEqual(['/c', '/d', '/e']);
    expect(step).toMatchObject({ exitCode: 0, errors: [], warnings: [], notices: [also(2)] });
    expect(step.lines.join('\n')).toContain(`/compare/${b}...${e}`);
  });

  test('the run of an old commit, started again: what a later release brought goes', async () => {
    await using world = await startWorld();
    const { b, d } = await commitEach(world, ...names);
    world.runs.push(ran(2, d), ran(1000, b, { status: 'in_progress', attempt: 2 }));
    world.runs.reverse();
    const step = await runChanged(world, pushTo('main', undefined, b), {
      env: { GITHUB_RUN_ATTEMPT: '2' },
    });
    expect(purged(world)).toEqual(['/c', '/d']);
    expect(step).toMatchObject({ exitCode: 0, notices: [] });
  });

  test('runs that cannot be read: since the commit before, and a notice', async () => {
    await using world = await startWorld();
    const { b, c, d } = await commitEach(world, ...names);
    world.runs.push(ran(1, b));
    const step = await runChanged(world, pushTo('main', c, d), { with: contentsOnly });
    expect(purged(world)).toEqual(['/d']);
    expect(step).toMatchObject({ exitCode: 0, errors: [] });
    expect(noticesOf(step)).toContain('actions: read');
  });

  test('a forced push, by which the branch lost commits', async () => {
    await using world = await startWorld();
    const { repository } = world;
    const { b, d } = await commitEach(world, ...names);
    const other = await repository.commit({ files: { other: '' }, parent: b });
    await runChanged(world, pushTo('main', d, other));
    expect(purged(world)).toEqual(['/c', '/d', '/other']);
  });

  test('a rollback, while lists with a filter lack the newest runs: they are listed without one', async () => {
    await using world = await startWorld({ behaviour: { runsMissingFromFilteredLists: 2 } });
    const { a, b } = await commitEach(world, 'a', 'b');
    world.runs.push(
      { id: 1, sha: a, event: 'push', branch: 'main' },
      { id: 2, sha: a, event: 'push', branch: 'next' },
      { id: 3, sha: b, event: 'push', branch: 'main' },
    );
    const step = await runChanged(world, pushTo('main', b, a));
    expect(purged(world)).toEqual(['/b']);
    expect(step).toMatchObject({ exitCode: 0, notices: [] });
  });

  test('a workflow that lies elsewhere, so that only the run tells which it is', async () => {
    await using world = await startWorld();
    const { b, d } = await commitEach(world, ...names);
    world.runs.push(ran(1, b));
    const env = { GITHUB_WORKFLOW_REF: 'octo-org/rules/.github/workflows/all.yml@refs/heads/main' };
    await runChanged(world, pushTo('main', b, d), { env });
    expect(purged(world)).toEqual(['/c', '/d']);
    const paths = world.github.requests.map(({ path }) => path.split('/').slice(4).join('/'));
    expect(paths.slice(0, 2)).toEqual(
      ['runs/1000', 'workflows/161335/runs'].map((path) => `actions/${path}`),
    );
  });

  test('a public repository, whose runs anybody may read', async () => {
    await using world = await startWorld({ visibility: 'public' });
    const { b, c, d } = await commitEach(world, ...names);
    world.runs.push(ran(1, b));
    const step = await runChanged(world, pushTo('main', c, d), { with: contentsOnly });
    expect(purged(world)).toEqual(['/c', '/d']);
    expect(step.notices).toEqual([]);
  });
});

describe('a push of a tag', () => {
  test('since the last successful run for a tag', async () => {
    await using world = await startWorld();
    const { repository, runs, github } = world;
    const { a, b, c, d, e } = await commitEach(world, ...names);
    await repository.tag('v1.0.0', a);
    await repository.tag('live', b);
    runs.push(
      ran(1, a, { branch: 'v1.0.0' }),
      ran(2, b, { branch: 'live' }),
      ran(3, c, { branch: 'v1.1.0', conclusion: 'failure' }),
      ran(4, d, { branch: 'main' }),
    );
    const step = await runChanged(world, pushOfTag('v1.2.0', e));
    expect(purged(world)).toEqual(['/c', '/d', '/e']);
    expect(step).toMatchObject({ exitCode: 0, notices: [] });
    expect(github.requests.length).toBeLessThan(10);
  });

  test('without runs: the next lower version, by precedence and with the same prefix', async () => {
    await using world = await startWorld();
    const { repository } = world;
    const { a, b, c, d, e } = await commitEach(world, ...names);
    await repository.tag('v1.9.0', a);
    await repository.annotatedTag('v1.10.0', b);
    await repository.tag('v1.11.0-rc.1', c);
    await repository.tag('v2.0.0', d);
    await repository.tag('docs-1.10.5', c);
    const step = await runChanged(world, pushOfTag('v1.11.0', e));
    expect(purged(world)).toEqual(['/c', '/d', '/e']);
    expect(step.notices).toHaveLength(1);
  });
});

describe('a release', () => {
  const date = (month: number) => `2026-${String(month).padStart(2, '0')}-01T00:00:00Z`;

  test('without runs: the release before, no draft, no pre-release, no older fix', async () => {
    await using world = await startWorld();
    const { repository, releases } = world;
    const { a, b, c, d, e } = await commitEach(world, ...names);
    await repository.tag('v1', a);
    await repository.annotatedTag('v2', b);
    await repository.tag('v3-rc', c);
    await repository.tag('v3-draft', d);
    await repository.tag('v3', e);
    releases.push(
      { id: 1, tag: 'v1', createdAt: date(1) },
      { id: 2, tag: 'v2', createdAt: date(2) },
      { id: 3, tag: 'v3-rc', createdAt: date(3), prerelease: true },
      { id: 4, tag: 'v3-draft', createdAt: date(4), draft: true },
      { id: 5, tag: 'v3', createdAt: date(5) },
    );
    const step = await runChanged(world, releaseOf('v3', e, { id: 5, publishedAt: date(5) }), {
      with: contentsOnly,
    });
    expect(purged(world)).toEqual(['/c', '/d', '/e']);
    expect(step.notices).toHaveLength(1);
  });
});

describe('a deployment', () => {
  test.each([
    ['deployment', deploymentOf],
    ['deployment_status', deploymentStatusOf],
  ])('%s: since the newest one of this environment that ever succeeded', async (_, eventOf) => {
    await using world = await startWorld();
    const { runs, deployments } = world;
    const { a, b, c, d, e } = await commitEach(world, ...names);
    runs.push(ran(1, d, { event: 'deployment' }), ran(2, d, { event: 'deployment_status' }));
    const environment = 'production';
    const states = ['in_progress', 'success'] as const;
    deployments.push(
      { id: 1, sha: a, environment, states },
      { id: 2, sha: b, environment, states: [...states, 'inactive'] },
      { id: 3, sha: c, environment, states: ['in_progress', 'failure'] },
      { id: 4, sha: d, environment: 'staging', states },
      { id: 5, sha: e, environment, states: ['in_progress'] },
    );
    const step = await runChanged(world, eventOf({ id: 5, sha: e, environment }));
    expect(purged(world)).toEqual(['/c', '/d', '/e']);
    expect(step).toMatchObject({ exitCode: 0, notices: [also(1)], warnings: [] });
  });

  test.each([
    ['deployment_status', deploymentStatusOf],
    ['deployment', deploymentOf],
  ])('%s: deployments that other jobs make with `environment:` do not count', async (_, eventOf) => {
    await using world = await startWorld();
    const { a, b, c } = await commitEach(world, 'a', 'b', 'c');
    const environment = 'production';
    const bot = { creator: 'deployer[bot]', statusCreator: 'deployer[bot]' };
    const states = ['in_progress', 'success'] as const;
    world.deployments.push(
      { id: 1, sha: a, environment, states, ...bot },
      { id: 2, sha: b, environment, states },
      { id: 3, sha: c, environment, states: ['in_progress', 'failure'] },
      { id: 4, sha: c, environment, states: [], ...bot },
    );
    const step = await runChanged(world, eventOf({ id: 4, sha: c, environment, ...bot }));
    expect(purged(world)).toEqual(['/b', '/c']);
    expect(step).toMatchObject({ exitCode: 0, report: { changed: { base: a, others: [] } } });
  });

  test('after many that failed', async () => {
    await using world = await startWorld();
    const { a, b, c } = await commitEach(world, ...names);
    const environment = 'production';
    const failed = Array.from({ length: 40 }, (_, index) => ({
      id: 2 + index,
      sha: b,
      environment,
      states: ['failure'] as const,
    }));
    world.deployments.push({ id: 1, sha: a, environment, states: ['success'] }, ...failed);
    await runChanged(world, deploymentOf({ id: 100, sha: c, environment }));
    expect(purged(world)).toEqual(['/b', '/c']);
  });

  test.each<[string, Step['with']]>([
    ['none that succeeded', {}],
    ['none that can be read', contentsOnly],
  ])('%s: all of the site, for a run does not say where it deployed to', async (_, inputs) => {
    await using world = await startWorld();
    const { b, c } = await commitEach(world, ...names);
    const environment = 'production';
    world.deployments.push({ id: 1, sha: c, environment, states: ['failure'] });
    world.runs.push(ran(1, b, { event: 'deployment' }));
    const event = deploymentOf({ id: 2, sha: c, environment });
    const step = await runChanged(world, event, { with: inputs ?? {} });
    expect(purged(world)).toEqual(['hosts www.example.com']);
    expect(step).toMatchObject({ exitCode: 0, errors: [], notices: { length: 1 } });
  });
});

describe('other events', () => {
  test('workflow_run: what the other workflow built, since what was built for the last run', async () => {
    await using world = await startWorld();
    const { a, b, c, d, e } = await commitEach(world, ...names);
    const build = { id: 7, file: 'build.yml' };
    const at = (minute: number) => `2026-01-02T00:${String(minute).padStart(2, '0')}:00Z`;
    world.runs.push(
      ran(1, a, { workflow: build, startedAt: at(1), endedAt: at(2) }),
      // The build of b took until minute 12: by then c was the head of the branch.
      ran(2, b, { workflow: build, startedAt: at(3), endedAt: at(12) }),
      ran(3, c, { event: 'workflow_run', startedAt: at(12), endedAt: at(13) }),
      ran(4, d, { workflow: build, startedAt: at(14), endedAt: at(20) }),
    );
    const event = afterWorkflow({ id: 4, headSha: d, headBranch: 'main' }, e);
    const step = await runChanged(world, event);
    expect(purged(world)).toEqual(['/c', '/d']);
    expect(step).toMatchObject({ exitCode: 0, errors: [] });
  });

  test('workflow_dispatch: since the last one on this branch', async () => {
    await using world = await startWorld();
    const { a, b, c } = await commitEach(world, ...names);
    world.runs.push(ran(1, a, { event: 'workflow_dispatch' }), ran(2, b));
    const step = await runChanged(world, byHand(c));
    expect(purged(world)).toEqual(['/b', '/c']);
    expect(step).toMatchObject({ exitCode: 0, notices: [] });
  });
});

describe('since', () => {
  const forms: readonly (readonly [string, (b: string) => string])[] = [
    ['a commit', (b) => b],
    ['a part of its hash', (b) => b.slice(0, 8)],
    ['a branch', () => 'release/live'],
    ['a lightweight tag', () => 'light'],
    ['an annotated tag', () => 'heavy'],
  ];

  test.each(forms)('%s: instead of runs and of the event', async (_, form) => {
    await using world = await startWorld();
    const { repository, runs } = world;
    const { b, c, d } = await commitEach(world, ...names);
    await repository.branch('release/live', b);
    await repository.tag('light', b);
    await repository.annotatedTag('heavy', b);
    runs.push(ran(1, c));
    const step = await runChanged(world, pushTo('main', c, d), { with: { since: form(b) } });
    expect(purged(world)).toEqual(['/c', '/d']);
    expect(step).toMatchObject({ exitCode: 0, notices: [], warnings: [] });
    expect(world.github.requests.map(({ path }) => path).join()).not.toContain('actions');
  });

  test('a name with characters that paths have to escape', async () => {
    await using world: ChangedWorld = await startWorld();
    const { b, c } = await commitEach(world, ...names);
    await world.repository.branch('fix/#7-100%', b);
    await runChanged(world, byHand(c), { with: { since: 'fix/#7-100%' } });
    expect(purged(world)).toEqual(['/c']);
  });
});
