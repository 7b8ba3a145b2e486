import { describe, expect, test } from 'vitest';
import { chooseBase } from '../../../src/changed/choose-base.ts';
import type { GitHub, WorkflowRun } from '../../../src/changed/github.ts';
import type { DeployRun } from '../../../src/inputs/deploy-run.ts';
import { changedSettingsWith } from '../sample-settings.ts';
import { fakeGitHub, found, hash, notAllowed, notFound, page } from './fake-github.ts';

const { run: pushRun } = changedSettingsWith();

/** The hash that is chosen, `none`, or the whole answer. */
async function choose(run: Partial<DeployRun>, answers: Partial<GitHub>, since?: string) {
  const settings = {
    ...changedSettingsWith({ since, run: { ...pushRun, ...run } }),
    head: hash(9),
  };
  const chosen = await chooseBase(settings, fakeGitHub(answers));
  if (chosen.kind !== 'base') return chosen;
  const { base, notices } = chosen;
  const { sha, others } = base.kind === 'commit' ? base : { sha: 'none', others: [] };
  return { sha, others, reason: base.reason, notices };
}

function ran(id: number, more: Partial<WorkflowRun> = {}): WorkflowRun {
  const at = (minute: number): string => `2026-01-01T00:${String(minute).padStart(2, '0')}:00Z`;
  return {
    id: String(id),
    headSha: hash(id),
    headName: 'main',
    hasSucceeded: true,
    hasStarted: true,
    createdAt: at(id),
    startedAt: at(id),
    endedAt: at(id + 1),
    ...more,
  };
}

const noRuns: Partial<GitHub> = { listRuns: page<WorkflowRun>() };

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
    const listRuns = page(ran(100), ran(3), ran(2));
    expect(await choose({}, { listRuns })).toMatchObject({ sha: hash(3), notices: [] });
  });

  test('is of the same event and branch', async () => {
    const asked: unknown[] = [];
    const listRuns: GitHub['listRuns'] = async (...question) => {
      asked.push(question);
      return found({ entries: [ran(1)], isLast: true });
    };
    await choose({ eventName: 'schedule', event: { kind: 'other' } }, { listRuns });
    expect(asked).toEqual([['deploy.yml', { event: 'schedule', branch: 'main' }, 1]]);
  });

  test('of a younger commit is what a re-run of an old release replaces', async () => {
    const listRuns = page(ran(5), ran(3));
    expect(await choose({ id: '3' }, { listRuns })).toMatchObject({ sha: hash(5) });
  });

  test('is the one that was started again last', async () => {
    const rolledBack = ran(1, { startedAt: '2026-01-02T00:00:00Z' });
    const listRuns = page(ran(3), ran(2), rolledBack);
    expect(await choose({}, { listRuns })).toMatchObject({ sha: hash(1) });
  });

  test('is looked for by the run where the file of the workflow is not told', async () => {
    const answers = { findWorkflow: async () => found('77'), listRuns: page(ran(1)) };
    expect(await choose({ workflow: undefined }, answers)).toMatchObject({ sha: hash(1) });
  });

  test('is looked for on three pages at most', async () => {
    let pages = 0;
    const listRuns: GitHub['listRuns'] = async () => {
      pages += 1;
      return found({ entries: [ran(100)], isLast: false });
    };
    expect(await choose({}, { listRuns })).toMatchObject({ sha: 'none' });
    expect(pages).toBe(3);
  });

  test('out of reach ends it: what the event says is not better', async () => {
    const unreachable = { kind: 'unreachable', why: 'is down' } as const;
    const listRuns = async () => unreachable;
    expect(await choose({}, { listRuns })).toEqual(unreachable);
  });
});

describe('what visitors may have had since the last successful run', () => {
  const failed = { hasSucceeded: false } as const;

  test('is of every run that was begun and not over when that one was created', async () => {
    const listRuns = page(
      ran(8, { ...failed, hasStarted: false }),
      ran(7, failed),
      ran(6),
      // Ended a minute after 6 was created.
      ran(5, { endedAt: '2026-01-01T00:07:00Z' }),
      ran(4, { ...failed, endedAt: undefined }),
      ran(3, failed),
    );
    expect(await choose({}, { listRuns })).toMatchObject({
      sha: hash(6),
      others: [hash(7), hash(5), hash(4)],
    });
  });

  test('counts from its first attempt: the last may not have deployed again', async () => {
    const again = ran(2, { startedAt: '2026-01-01T00:50:00Z', endedAt: '2026-01-01T00:51:00Z' });
    const listRuns = page(ran(4), ran(3, failed), again, ran(1));
    const chosen = await choose({}, { listRuns });
    expect(chosen).toMatchObject({ sha: hash(2), others: [hash(4), hash(3), hash(1)] });
  });

  test('is of all that were begun where none has succeeded', async () => {
    const event = { kind: 'push', before: hash(4), isNew: false } as const;
    const listRuns = page(ran(3, failed), ran(2, { ...failed, hasStarted: false }), ran(1, failed));
    expect(await choose({ event }, { listRuns })).toMatchObject({
      sha: hash(4),
      others: [hash(3), hash(1)],
    });
  });

  test('is looked for until no older run can have been started again', async () => {
    const dayOf = (day: number): Partial<WorkflowRun> => {
      const at = new Date(Date.UTC(2026, 5, day)).toISOString();
      return { createdAt: at, startedAt: at, endedAt: at };
    };
    const pages = [
      [ran(9, dayOf(100)), ran(8, dayOf(80))],
      [ran(7, dayOf(70)), ran(6, { ...dayOf(60), startedAt: '2026-12-01T00:00:00Z' })],
      [ran(5, dayOf(10))],
    ];
    const asked: number[] = [];
    const listRuns: GitHub['listRuns'] = async (_, __, number) => {
      asked.push(number);
      return found({ entries: pages[number - 1] ?? [], isLast: false });
    };
    expect(await choose({}, { listRuns })).toMatchObject({ sha: hash(6) });
    expect(asked).toEqual([1, 2, 3]);
    // On the first page alone, 50 days lie between the last run and the oldest.
    pages[0] = [ran(9, dayOf(100)), ran(8, dayOf(50))];
    expect(await choose({}, { listRuns })).toMatchObject({ sha: hash(9) });
    expect(asked).toEqual([1, 2, 3, 1]);
  });
});

describe('a push to a branch without a run', () => {
  const event = { kind: 'push', before: hash(4), isNew: false } as const;

  test.each<[string, Partial<GitHub>, RegExp]>([
    ['that came before', noRuns, /changes that no run has deployed yet are not covered/],
    ['that may be read', { listRuns: async () => notAllowed }, /cancelled runs are not covered/],
    ['that is found', { listRuns: async () => notFound }, /cancelled runs are not covered/],
  ])('%s: what it was at before, with a notice', async (_, answers, notice) => {
    expect(await choose({ event }, answers)).toMatchObject({
      sha: hash(4),
      notices: [expect.stringMatching(notice)],
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
      hasReference: async (name) => (name === 'tags/live' ? found(true as const) : notFound),
      listRuns: page(named(6, 'main'), named(5, 'v1'), named(4, 'live')),
    };
    expect(await choose(tag, answers)).toMatchObject({ sha: hash(4) });
  });

  test('that is a branch as well is not told apart from it, and does not count', async () => {
    const listRuns = page(ran(3, { headName: 'v1.2.3' }), ran(2, { headName: 'v1' }));
    const hasReference: GitHub['hasReference'] = async (name) =>
      ['tags/v1.2.3', 'heads/v1.2.3', 'tags/v1'].includes(name) ? found(true as const) : notFound;
    expect(await choose(tag, { listRuns, hasReference })).toMatchObject({ sha: hash(2) });
  });

  test('among runs of very many names is not looked for one by one', async () => {
    const runs = Array.from({ length: 51 }, (_, index) => ran(1, { headName: `fix-${index}` }));
    const answers: Partial<GitHub> = {
      listRuns: page(...runs),
      hasReference: async () => notFound,
    };
    expect(await choose(tag, answers)).toMatchObject({
      kind: 'unreachable',
      why: expect.stringContaining('more than 50 names'),
    });
    // The same name is asked for once.
    const main = Array.from({ length: 200 }, () => ran(1));
    const noOther = { ...noReleases, hasReference: answers.hasReference, listTags: page() };
    const chosen = await choose(tag, { ...(noOther as Partial<GitHub>), listRuns: page(...main) });
    expect(chosen).toMatchObject({ sha: 'none' });
  });

  test('that was moved is compared with what it was at', async () => {
    const event = { kind: 'push', before: hash(7), isNew: false } as const;
    const moved = { ...tag, event };
    const commit = { ...noRuns, findCommit: async () => found(hash(4)) };
    expect(await choose(moved, commit)).toMatchObject({ sha: hash(4) });
    const gone: Partial<GitHub> = {
      ...noReleases,
      findCommit: async () => notFound,
      listTags: page({ name: 'v1.2.0', sha: hash(3) }),
    };
    expect(await choose(moved, gone)).toMatchObject({ sha: hash(3) });
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
    const listRuns = page(ran(4, { headName: 'live' }));
    expect(await choose(release, { listRuns })).toMatchObject({ sha: hash(4) });
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
    findProgress: async (id) => found(ids.includes(Number(id)) ? 'succeeded' : 'begun'),
  });

  test('is compared with the newest other one that ever succeeded', async () => {
    const listDeployments = page(of(7), of(6), of(5), of(4));
    expect(await choose(deployment, { ...succeeded(7, 5, 4), listDeployments })).toMatchObject({
      sha: hash(5),
      notices: [],
    });
  });

  test('and with those that were begun since and did not succeed', async () => {
    const listDeployments = page(of(8), of(7), of(6), of(5), of(4));
    const answers: Partial<GitHub> = {
      listDeployments,
      findProgress: async (id) =>
        found(({ 8: 'begun', 6: 'waiting', 5: 'begun', 4: 'succeeded' } as const)[id] ?? 'begun'),
    };
    expect(await choose(deployment, answers)).toMatchObject({
      sha: hash(4),
      others: [hash(8), hash(5)],
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
    listRuns: async (workflow, filter) => {
      if (workflow !== '7') {
        expect(filter).toEqual({ event: 'workflow_run', branch: 'main' });
        // Started again later, which does not change what it deployed.
        const again = { createdAt: '2026-01-01T00:06:00Z', startedAt: '2026-01-01T00:40:00Z' };
        return found({ entries: [ran(8, again)], isLast: true });
      }
      expect(filter).toEqual({ event: 'push', branch: 'main' });
      // 5 ended at minute 6, which started that run; 4 took longer than that, 3 ended before.
      const late = ran(4, { endedAt: '2026-01-01T00:09:00Z' });
      return found({ entries: [ran(9, { id: '50' }), ran(7), ran(5), late, ran(3)], isLast: true });
    },
  };
  const run = { eventName: 'workflow_run', event: { kind: 'workflow-run', trigger } } as const;
  const chosen = await choose(run, answers);
  // Those that ended later may be what that run deployed.
  expect(chosen).toMatchObject({ sha: hash(5), others: [hash(4), hash(7)], notices: [] });
  expect(await choose(run, noRuns)).toMatchObject({ sha: 'none' });
  const untold = { ...run, event: { kind: 'other' } } as const;
  expect(await choose(untold, {})).toMatchObject({ sha: 'none' });
});

test('since that names the deployed commit is said', async () => {
  const chosen = await choose({}, { findCommit: async () => found(hash(9)) }, 'live');
  expect(chosen).toMatchObject({ notices: [expect.stringContaining('moved after this step')] });
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
