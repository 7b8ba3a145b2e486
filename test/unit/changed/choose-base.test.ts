import { describe, expect, test } from 'vitest';
import { chooseBase } from '../../../src/changed/choose-base.ts';
import type { GitHub, WorkflowRun } from '../../../src/changed/github.ts';
import type { DeployRun } from '../../../src/inputs/deploy-run.ts';
import { changedSettingsWith } from '../sample-settings.ts';
import { fakeGitHub, found, hash, notAllowed, notFound, page } from './fake-github.ts';

const { run: pushRun } = changedSettingsWith();

/** The hash that is chosen, `none`, or the whole answer. */
async function choose(run: Partial<DeployRun>, answers: Partial<GitHub>, since?: string) {
  const settings = changedSettingsWith({ since, run: { ...pushRun, ...run } });
  const chosen = await chooseBase(settings, fakeGitHub(answers));
  if (chosen.kind !== 'base') return chosen;
  const { base, notices } = chosen;
  return { sha: base.kind === 'commit' ? base.sha : 'none', reason: base.reason, notices };
}

function ran(id: number, more: Partial<WorkflowRun> = {}): WorkflowRun {
  const at = (minute: number): string => `2026-01-01T00:${String(minute).padStart(2, '0')}:00Z`;
  return {
    id: String(id),
    headSha: hash(id),
    headName: 'main',
    createdAt: at(id),
    startedAt: at(id),
    updatedAt: at(id + 1),
    ...more,
  };
}

const noRuns: Partial<GitHub> = { listSuccessfulRuns: page<WorkflowRun>() };

describe('since', () => {
  test('is all that counts', async () => {
    const answers = { findCommit: async () => found(hash(1)) };
    expect(await choose({}, answers, 'v1')).toMatchObject({ sha: hash(1), notices: [] });
  });

  test('that does not exist is a fault; in a repository that cannot be read it is not', async () => {
    const findCommit = async () => notFound;
    const known = { findCommit, findRepository: async () => found(true as const) };
    expect(await choose({}, known, 'v1')).toMatchObject({ kind: 'fault', fault: { item: 'v1' } });
    const hidden = { findCommit, findRepository: async () => notFound };
    expect(await choose({}, hidden, 'v1')).toEqual(notFound);
  });
});

describe('the last successful run', () => {
  test('is the newest that is not this one', async () => {
    const listSuccessfulRuns = page(ran(100), ran(3), ran(2));
    expect(await choose({}, { listSuccessfulRuns })).toMatchObject({ sha: hash(3), notices: [] });
  });

  test('is of the same event and branch', async () => {
    const asked: unknown[] = [];
    const listSuccessfulRuns: GitHub['listSuccessfulRuns'] = async (...question) => {
      asked.push(question);
      return found({ entries: [ran(1)], isLast: true });
    };
    await choose({ eventName: 'schedule', event: { kind: 'other' } }, { listSuccessfulRuns });
    expect(asked).toEqual([['deploy.yml', { event: 'schedule', branch: 'main' }, 1]]);
  });

  test('of a younger commit is what a re-run of an old release replaces', async () => {
    const listSuccessfulRuns = page(ran(5), ran(3));
    expect(await choose({ id: '3' }, { listSuccessfulRuns })).toMatchObject({ sha: hash(5) });
  });

  test('is the one that was started again last', async () => {
    const rolledBack = ran(1, { startedAt: '2026-01-02T00:00:00Z' });
    const listSuccessfulRuns = page(ran(3), ran(2), rolledBack);
    expect(await choose({}, { listSuccessfulRuns })).toMatchObject({ sha: hash(1) });
  });

  test('is looked for by the run where the file of the workflow is not told', async () => {
    const answers = { findWorkflow: async () => found('77'), listSuccessfulRuns: page(ran(1)) };
    expect(await choose({ workflow: undefined }, answers)).toMatchObject({ sha: hash(1) });
  });

  test('is looked for on five pages at most', async () => {
    let pages = 0;
    const listSuccessfulRuns: GitHub['listSuccessfulRuns'] = async () => {
      pages += 1;
      return found({ entries: [ran(100)], isLast: false });
    };
    expect(await choose({}, { listSuccessfulRuns })).toMatchObject({ sha: 'none' });
    expect(pages).toBe(5);
  });

  test('out of reach ends it: what the event says is not better', async () => {
    const unreachable = { kind: 'unreachable', why: 'is down' } as const;
    const listSuccessfulRuns = async () => unreachable;
    expect(await choose({}, { listSuccessfulRuns })).toEqual(unreachable);
  });
});

describe('a push to a branch without a run', () => {
  const event = { kind: 'push', before: hash(4) } as const;

  test.each<[string, Partial<GitHub>]>([
    ['that came before', noRuns],
    ['that may be read', { listSuccessfulRuns: async () => notAllowed }],
    ['that is found', { listSuccessfulRuns: async () => notFound }],
  ])('%s: what it was at before, with a notice', async (_, answers) => {
    expect(await choose({ event }, answers)).toMatchObject({
      sha: hash(4),
      notices: [expect.stringMatching(/failed or cancelled runs are not covered/)],
    });
  });

  test('of a new branch has nothing before', async () => {
    expect(await choose({}, noRuns)).toMatchObject({
      sha: 'none',
      reason: expect.stringMatching(/no successful run .* the branch is new/),
      notices: [],
    });
  });
});

describe('a push of a tag', () => {
  const tag = { ref: { kind: 'tag', name: 'v1.3.0' } } as const;
  const noReleases: Partial<GitHub> = { ...noRuns, listReleases: page() };

  test('is compared with the last run for a tag, not for a branch', async () => {
    const named = (id: number, headName: string): WorkflowRun => ran(id, { headName });
    const answers: Partial<GitHub> = {
      hasTag: async (name) => (name === 'live' ? found(true as const) : notFound),
      listSuccessfulRuns: page(named(6, 'main'), named(5, 'v1'), named(4, 'live')),
    };
    expect(await choose(tag, answers)).toMatchObject({ sha: hash(4) });
    const whole = { hasTag: answers.hasTag, listSuccessfulRuns: page(named(3, 'v1.2.0')) };
    expect(await choose(tag, whole as Partial<GitHub>)).toMatchObject({ sha: hash(3) });
  });

  test('else with the release before, drafts and itself left out', async () => {
    const release = (name: string, day: number, isPrerelease = false) => ({
      tag: name,
      publishedAt: `2026-01-0${day}T00:00:00Z`,
      isPrerelease,
    });
    const answers: Partial<GitHub> = {
      ...noRuns,
      findCommit: async (name) => found(name === 'tags/v1.2.0' ? hash(2) : hash(3)),
      listReleases: page(
        release('v1.4.0', 7),
        release('v1.3.0', 6),
        release('v1.3.0-rc.1', 5, true),
        release('v1.1.0', 3),
        release('v1.2.0', 4),
      ),
    };
    expect(await choose(tag, answers)).toMatchObject({
      sha: hash(2),
      notices: [expect.anything()],
    });
    const candidate = { ref: { kind: 'tag', name: 'v1.4.0-rc.1' } } as const;
    expect(await choose(candidate, answers)).toMatchObject({
      reason: 'the release before v1.4.0-rc.1 is v1.4.0',
    });
  });

  test('else with the next lower version tag of the same prefix', async () => {
    const names = ['v1.10.0', 'v1.3.0', 'v1.3.0-rc.1', 'v1.2.9', 'v1.2.10', 'app-1.2.11', 'v1'];
    const tags = names.map((name, index) => ({ name, sha: hash(index) }));
    const answers = { ...noReleases, listTags: page(...tags) };
    expect(await choose(tag, answers)).toMatchObject({
      sha: hash(4),
      reason: 'the next lower version tag is v1.2.10',
    });
    const candidate = { ref: { kind: 'tag', name: 'v1.3.0-rc.2' } } as const;
    expect(await choose(candidate, answers)).toMatchObject({ sha: hash(2) });
    const first = { ref: { kind: 'tag', name: 'v0.1.0' } } as const;
    expect(await choose(first, answers)).toMatchObject({ sha: 'none' });
    const unversioned = { ref: { kind: 'tag', name: 'live' } } as const;
    expect(await choose(unversioned, answers)).toMatchObject({ sha: 'none' });
  });

  test('whose release has lost its tag goes on to the version tags', async () => {
    const answers: Partial<GitHub> = {
      ...noRuns,
      listReleases: page({ tag: 'v1.2.0', publishedAt: '2026', isPrerelease: false }),
      findCommit: async () => notFound,
      listTags: page({ name: 'v1.1.0', sha: hash(1) }),
    };
    expect(await choose(tag, answers)).toMatchObject({ sha: hash(1) });
  });
});

describe('a release', () => {
  const event = {
    kind: 'release',
    tag: 'v2.0.0',
    publishedAt: '2026-02-02T00:00:00Z',
    isPrerelease: false,
  } as const;
  const release = { eventName: 'release', event, ref: { kind: 'tag', name: 'v2.0.0' } } as const;

  test('is compared with the last run for a release, whatever its tag is called', async () => {
    const listSuccessfulRuns = page(ran(4, { headName: 'live' }));
    expect(await choose(release, { listSuccessfulRuns })).toMatchObject({ sha: hash(4) });
  });

  test('else with the release that was published before it; only a pre-release with those', async () => {
    const answers: Partial<GitHub> = {
      ...noRuns,
      findCommit: async (name) => found(name === 'tags/v1' ? hash(1) : hash(2)),
      listReleases: page(
        { tag: 'v3', publishedAt: '2026-03-01T00:00:00Z', isPrerelease: false },
        { tag: 'v2-rc', publishedAt: '2026-02-01T00:00:00Z', isPrerelease: true },
        { tag: 'v1', publishedAt: '2026-01-01T00:00:00Z', isPrerelease: false },
      ),
    };
    expect(await choose(release, answers)).toMatchObject({ sha: hash(1) });
    const candidate = { ...release, event: { ...event, isPrerelease: true } };
    expect(await choose(candidate, answers)).toMatchObject({ sha: hash(2) });
  });

  test('that may not be read is no reason to guess', async () => {
    const answers = { ...noRuns, listReleases: async () => notAllowed };
    expect(await choose(release, answers)).toEqual(notAllowed);
  });
});

describe('a deployment', () => {
  const event = { kind: 'deployment', id: '7', environment: 'production' } as const;
  const deployment = { eventName: 'deployment', event } as const;
  const of = (id: number, sha = hash(id)) => ({ id: String(id), sha });
  const succeeded = (...ids: number[]): Partial<GitHub> => ({
    hasSucceeded: async (id) => found(ids.includes(Number(id))),
  });

  test('is compared with the newest other one that ever succeeded', async () => {
    const listDeployments = page(of(7), of(6), of(5), of(4));
    expect(await choose(deployment, { ...succeeded(7, 5, 4), listDeployments })).toMatchObject({
      sha: hash(5),
      notices: [],
    });
  });

  test('that is run again, with the younger one that it replaces', async () => {
    const listDeployments = page(of(8), of(7), of(6));
    expect(await choose(deployment, { ...succeeded(8, 7, 6), listDeployments })).toMatchObject({
      sha: hash(8),
    });
  });

  test('is not compared with one that its own run has made', async () => {
    const listDeployments = page(of(8, hash(9)), of(7, hash(9)), of(6));
    expect(await choose(deployment, { ...succeeded(8, 6), listDeployments })).toMatchObject({
      sha: hash(6),
    });
  });

  test('of the same commit as the one before changes nothing', async () => {
    const listDeployments = page(of(7, hash(9)), of(6, hash(9)), of(5));
    expect(await choose(deployment, { ...succeeded(6, 5), listDeployments })).toMatchObject({
      sha: hash(9),
    });
  });

  test.each<[string, Partial<GitHub>]>([
    ['that may be read', { listDeployments: async () => notAllowed }],
    ['that succeeded', { ...succeeded(), listDeployments: page(of(7), of(6)) }],
  ])('without one %s has nothing before: a run does not say where it went', async (_, answers) => {
    expect(await choose(deployment, answers)).toMatchObject({ sha: 'none' });
  });

  test('that does not tell its environment has nothing before', async () => {
    expect(await choose({ ...deployment, event: { kind: 'other' } }, {})).toMatchObject({
      sha: 'none',
    });
  });
});

test('workflow_run is compared with what the last run of this workflow deployed', async () => {
  const trigger = { id: '50', workflow: '7', event: 'push', branch: 'main' };
  const answers: Partial<GitHub> = {
    listSuccessfulRuns: async (workflow, filter) => {
      if (workflow !== '7') {
        expect(filter).toEqual({ event: 'workflow_run', branch: 'main' });
        // Started again later, which does not change what it deployed.
        const again = { createdAt: '2026-01-01T00:06:00Z', startedAt: '2026-01-01T00:40:00Z' };
        return found({ entries: [ran(8, again)], isLast: true });
      }
      expect(filter).toEqual({ event: 'push', branch: 'main' });
      // 5 ended at minute 6, which started that run; 4 took longer than that, 3 ended before.
      const late = ran(4, { updatedAt: '2026-01-01T00:09:00Z' });
      return found({ entries: [ran(9, { id: '50' }), ran(7), ran(5), late, ran(3)], isLast: true });
    },
  };
  const run = { eventName: 'workflow_run', event: { kind: 'workflow-run', trigger } } as const;
  expect(await choose(run, answers)).toMatchObject({ sha: hash(5), notices: [] });
  expect(await choose(run, noRuns)).toMatchObject({ sha: 'none' });
});

test.each([
  'workflow_dispatch',
  'schedule',
])('%s without a run has nothing before', async (name) => {
  const run = { eventName: name, event: { kind: 'other' } } as const;
  expect(await choose(run, noRuns)).toMatchObject({
    sha: 'none',
    reason: expect.stringContaining(`${name} does not say what was before`),
  });
});

test('a pull request is of no branch, and nobody is asked', async () => {
  const run = { eventName: 'pull_request', event: { kind: 'other' }, ref: undefined } as const;
  expect(await choose(run, {})).toMatchObject({ sha: 'none' });
});
