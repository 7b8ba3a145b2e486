import { describe, expect, test } from 'vitest';
import { chooseBase } from '../../../src/changed/base.ts';
import type { GitHub, RunFilter } from '../../../src/changed/github.ts';
import type {
  Deployment,
  DeploymentStatus,
  Release,
  WorkflowRun,
} from '../../../src/changed/github-data.ts';
import type { DeployRun } from '../../../src/inputs/changed.ts';
import { changedSettingsWith } from '../sample-settings.ts';
import { fakeGitHub, hash, pages, reject } from './fake-github.ts';

const { run: pushRun } = changedSettingsWith();

/** The hash that is chosen, or `none`. */
async function choose(run: Partial<DeployRun>, answers: Partial<GitHub>, since?: string) {
  const settings = {
    ...changedSettingsWith({ since, run: { ...pushRun, ...run } }),
    head: hash(9),
  };
  const { base, notices } = await chooseBase(settings, fakeGitHub(answers));
  const { sha, others } = base.kind === 'commit' ? base : { sha: 'none', others: [] };
  return { sha, others, reason: base.reason, notices };
}

function ran(id: number, more: Partial<WorkflowRun> = {}): WorkflowRun {
  const at = (minute: number): string => `2026-01-01T00:${String(minute).padStart(2, '0')}:00Z`;
  return {
    id: String(id),
    event: 'push',
    headSha: hash(id % 10),
    headName: 'main',
    hasSucceeded: true,
    hasStarted: true,
    createdAt: at(id),
    startedAt: at(id),
    endedAt: at(id + 1),
    ...more,
  };
}

/** The run that chooses. */
const own = ran(100, { hasSucceeded: false, endedAt: undefined });
const failed = { hasSucceeded: false } as const;
const other: DeployRun['event'] = { kind: 'other' };

/** A list of runs on one page, which begins with the run that chooses. */
const listing = (...runs: readonly WorkflowRun[]) => ({ listRuns: () => pages([own, ...runs]) });

const noRuns = listing();
const noCommit = async () => undefined;

describe('since', () => {
  test('is all that counts; if it is the deployed commit, a notice says so', async () => {
    const at = (digit: number) => ({ findCommit: async () => hash(digit) });
    expect(await choose({}, at(1), 'v1')).toMatchObject({ sha: hash(1), notices: [] });
    expect(await choose({}, at(9), 'live')).toMatchObject({
      notices: [expect.stringContaining('move it after this step')],
    });
  });

  test('that does not exist is a wrong input, unless the repository cannot be read', async () => {
    const known = { findCommit: noCommit, checkRepository: async () => undefined };
    await expect(choose({}, known, 'v1')).rejects.toMatchObject({ fault: { item: 'v1' } });
    const hidden = { findCommit: noCommit, checkRepository: reject('not-found') };
    await expect(choose({}, hidden, 'v1')).rejects.toMatchObject({ kind: 'not-found' });
  });
});

describe('the last successful run', () => {
  test.each<[string, Partial<DeployRun>, readonly WorkflowRun[], number]>([
    ['is the newest that is not this one', {}, [own, ran(3), ran(2)], 3],
    ['may be younger than a re-run of an old release', { id: '3' }, [ran(5), ran(3)], 5],
    [
      'is the one that was re-run last',
      {},
      [own, ran(3), ran(2), ran(1, { startedAt: '2026-01-02T00:00:00Z' })],
      1,
    ],
  ])('%s', async (_, run, runs, chosen) => {
    const listRuns = () => pages(runs);
    expect(await choose(run, { listRuns })).toMatchObject({ sha: hash(chosen), notices: [] });
  });

  test('is of the same event and branch', async () => {
    const asked: unknown[] = [];
    const listRuns = (...question: readonly unknown[]) => {
      asked.push(question);
      return pages([own, ran(1)]);
    };
    await choose({ eventName: 'schedule', event: other }, { listRuns });
    expect(asked).toEqual([['deploy.yml', { event: 'schedule', branch: 'main' }]]);
  });

  test('is found through the run if the file of the workflow is not known', async () => {
    const answers = { findWorkflow: async () => '77', ...listing(ran(1)) };
    expect(await choose({ workflow: undefined }, answers)).toMatchObject({ sha: hash(1) });
  });

  test('is looked for on three pages at most', async () => {
    let read = 0;
    const listRuns = async function* () {
      for (; ; read += 1) yield [own];
    };
    expect(await choose({}, { listRuns })).toMatchObject({ sha: 'none' });
    expect(read).toBe(2);
  });

  test('out of reach ends it: what the event says is not better', async () => {
    const answers = { listRuns: reject('unreachable') };
    await expect(choose({}, answers)).rejects.toMatchObject({ kind: 'unreachable' });
  });
});

describe('a list of runs that lacks this run', () => {
  const event = { kind: 'push', before: hash(4), isNew: false } as const;

  /** Lists with a filter, and the list without one. */
  const lists = (filtered: readonly WorkflowRun[], all: readonly WorkflowRun[]) => ({
    listRuns: (_: string, filter: RunFilter) => pages(filter.event === undefined ? all : filtered),
  });

  test('is read without its filter, and filtered here', async () => {
    const next = { headName: 'next' };
    const answers = lists(
      [ran(1)],
      [own, ran(4, next), ran(3, { event: 'schedule' }), ran(2), ran(1)],
    );
    expect(await choose({ event }, answers)).toMatchObject({ sha: hash(2), notices: [] });
  });

  test.each<[string, readonly WorkflowRun[]]>([
    ['even without its filter', [ran(2), ran(1)]],
    ['and all others', []],
  ])('%s: what the event says, with a notice', async (_, runs) => {
    expect(await choose({ event }, lists(runs, runs))).toMatchObject({
      sha: hash(4),
      others: [],
      notices: [expect.stringMatching(/lacks this one.*failed or canceled runs are not covered/)],
    });
  });

  test('is complete as far as it was read if this run is an old one that is re-run', async () => {
    const many = Array.from({ length: 3 }, () => [ran(60), ran(59)]);
    const answers = { listRuns: () => pages(...many) };
    expect(await choose({ id: '50', event }, answers)).toMatchObject({ notices: [] });
  });
});

describe('what visitors may have had since the last successful run', () => {
  test('is of every run that had started, and had not ended when that one was created', async () => {
    const runs = listing(
      ran(8, { ...failed, hasStarted: false }),
      ran(7, failed),
      ran(6),
      // Ended a minute after 6 was created.
      ran(5, { endedAt: '2026-01-01T00:07:00Z' }),
      ran(4, { ...failed, endedAt: undefined }),
      ran(3, failed),
    );
    expect(await choose({}, runs)).toMatchObject({
      sha: hash(6),
      others: [hash(7), hash(5), hash(4)],
    });
  });

  test('counts from its first attempt: the last may not have deployed again', async () => {
    const again = ran(2, { startedAt: '2026-01-01T00:50:00Z', endedAt: '2026-01-01T00:51:00Z' });
    const chosen = await choose({}, listing(ran(4), ran(3, failed), again, ran(1)));
    expect(chosen).toMatchObject({ sha: hash(2), others: [hash(4), hash(3), hash(1)] });
  });

  test('is of all that had started if none has succeeded', async () => {
    const event = { kind: 'push', before: hash(4), isNew: false } as const;
    const skipped = ran(2, { ...failed, hasStarted: false });
    const chosen = await choose({ event }, listing(ran(3, failed), skipped, ran(1, failed)));
    expect(chosen).toMatchObject({ sha: hash(4), others: [hash(3), hash(1)] });
  });

  test('is looked for until no older run can have been re-run', async () => {
    const dayOf = (day: number): Partial<WorkflowRun> => {
      const at = new Date(Date.UTC(2026, 5, day)).toISOString();
      return { createdAt: at, startedAt: at, endedAt: at };
    };
    const list = [
      [own, ran(9, dayOf(100)), ran(8, dayOf(80))],
      [ran(7, dayOf(70)), ran(6, { ...dayOf(60), startedAt: '2026-12-01T00:00:00Z' })],
      [ran(5, dayOf(10))],
    ];
    let read = 0;
    const listRuns = async function* () {
      for (const page of list) {
        read += 1;
        yield page;
      }
    };
    expect(await choose({}, { listRuns })).toMatchObject({ sha: hash(6) });
    expect(read).toBe(3);
    // On the first page alone, 50 days are between the last run and the oldest.
    list[0] = [own, ran(9, dayOf(100)), ran(8, dayOf(50))];
    expect(await choose({}, { listRuns })).toMatchObject({ sha: hash(9) });
    expect(read).toBe(4);
  });
});

describe('a push to a branch without a run', () => {
  const event = { kind: 'push', before: hash(4), isNew: false } as const;

  test.each<[string, Partial<GitHub>, RegExp]>([
    ['that came before', noRuns, /changes that no run has deployed yet are not covered/],
    ['that may be read', { listRuns: reject('not-allowed') }, /canceled runs are not covered/],
    ['that is found', { listRuns: reject('not-found') }, /canceled runs are not covered/],
  ])('%s: what it was at before, with a notice', async (_, answers, notice) => {
    expect(await choose({ event }, answers)).toMatchObject({
      sha: hash(4),
      notices: [expect.stringMatching(notice)],
    });
  });

  test.each<[string, Partial<DeployRun>, RegExp]>([
    ['of a new branch', {}, /no earlier successful run .* the branch is new/],
    ['started by hand', { eventName: 'workflow_dispatch', event: other }, /does not say what was/],
    ['of a pull request', { eventName: 'pull_request', event: other, ref: undefined }, /./],
    ['of a deployment that is not known', { eventName: 'deployment', event: other }, /which/],
    ['of a run that is not known', { eventName: 'workflow_run', event: other }, /which branch/],
  ])('%s has nothing before', async (_, run, reason) => {
    const chosen = await choose(run, noRuns);
    expect(chosen).toEqual({
      sha: 'none',
      others: [],
      reason: expect.stringMatching(reason),
      notices: [],
    });
  });
});

describe('a push of a tag', () => {
  const tag = { ref: { kind: 'tag', name: 'v1.3.0' } } as const;
  const noReleases: Partial<GitHub> = { ...noRuns, listReleases: () => pages([]) };
  const tags = (...names: readonly string[]) => ({
    listTags: () => pages(names.map((name, index) => ({ name, sha: hash(index) }))),
  });

  test('is compared with the last run for a tag; names of branches do not count', async () => {
    const named = (id: number, headName: string): WorkflowRun => ran(id, { headName });
    const known = ['tags/live', 'tags/both', 'heads/both', 'tags/old'];
    const answers: Partial<GitHub> = {
      hasReference: async (name) => known.includes(name),
      ...listing(named(6, 'main'), named(5, 'both'), named(4, 'live'), named(2, 'old')),
    };
    expect(await choose(tag, answers)).toMatchObject({ sha: hash(4), others: [] });
  });

  test('among runs with very many names is not looked for one by one', async () => {
    const runs = Array.from({ length: 51 }, (_, index) => ran(1, { headName: `fix-${index}` }));
    const looked: string[] = [];
    const hasReference = async (name: string) => {
      looked.push(name);
      return false;
    };
    await expect(choose(tag, { ...listing(...runs), hasReference })).rejects.toThrow(
      'more than 50 names',
    );
    // The same name is looked up once.
    looked.length = 0;
    const same = listing(...Array.from({ length: 200 }, () => ran(1)));
    const answers = { ...noReleases, ...tags(), ...same, hasReference };
    expect(await choose(tag, answers)).toMatchObject({ sha: 'none' });
    expect(looked).toEqual(['tags/main']);
  });

  test('that was moved is compared with what it was at', async () => {
    const event = { kind: 'push', before: hash(7), isNew: false } as const;
    const commit = { ...noRuns, findCommit: async () => hash(4) };
    expect(await choose({ ...tag, event }, commit)).toMatchObject({ sha: hash(4) });
    const gone = { ...noReleases, findCommit: noCommit, ...tags('v1.2.0') };
    expect(await choose({ ...tag, event }, gone)).toMatchObject({ sha: hash(0) });
  });

  const release = (name: string, day: number, isPrerelease = false): Release => ({
    tag: name,
    publishedAt: `2026-01-0${day}T00:00:00Z`,
    isPrerelease,
  });
  const released = {
    ...noRuns,
    findCommit: async (name: string) => hash(name.length),
    listReleases: () =>
      pages([
        release('v1.4.0', 7),
        release('v1.3.0', 6),
        release('v1.3.0-rc.1', 5, true),
        release('v1.1.0', 3),
        release('v1.2.0', 4),
      ]),
  };

  test.each([
    ['v1.3.0', 'v1.2.0'],
    ['v1.4.0-rc.1', 'v1.4.0'],
  ])('else %s with the release before, %s', async (name, before) => {
    expect(await choose({ ref: { kind: 'tag', name } }, released)).toMatchObject({
      reason: `the release before ${name} is ${before}`,
      notices: [expect.anything()],
    });
  });

  test.each([
    ['v1.3.0', 'v1.2.10'],
    ['v1.3.0-rc.2', 'v1.3.0-rc.1'],
    ['v0.1.0', undefined],
    ['live', undefined],
  ])('else %s with the next lower version of the same prefix, %s', async (name, before) => {
    const names = ['v1.10.0', 'v1.3.0', 'v1.3.0-rc.1', 'v1.2.9', 'v1.2.10', 'app-1.2.11', 'v1'];
    const { reason } = await choose(
      { ref: { kind: 'tag', name } },
      { ...noReleases, ...tags(...names) },
    );
    expect(reason).toContain(before ? `version tag is ${before}` : 'no release or lower version');
  });

  test('whose release has lost its tag goes on to the version tags', async () => {
    const answers = { ...released, findCommit: noCommit, ...tags('v1.1.0') };
    expect(await choose(tag, answers)).toMatchObject({ reason: expect.stringMatching('v1.1.0') });
  });
});

describe('a release', () => {
  const event = {
    kind: 'release',
    tag: 'v2.0.0',
    publishedAt: '2026-02-02T00:00:00Z',
    isPrerelease: false,
  } as const;
  const run = { eventName: 'release', event, ref: { kind: 'tag', name: 'v2.0.0' } } as const;

  test('is compared with the last run for a release, whatever its tag is called', async () => {
    const runs = listing(ran(4, { headName: 'live', event: 'release' }));
    expect(await choose(run, runs)).toMatchObject({ sha: hash(4) });
  });

  test('else with the release published before it; only a pre-release with those', async () => {
    const answers: Partial<GitHub> = {
      ...noRuns,
      findCommit: async (name) => hash(name === 'tags/v1' ? 1 : 2),
      listReleases: () =>
        pages([
          { tag: 'v3', publishedAt: '2026-03-01T00:00:00Z', isPrerelease: false },
          { tag: 'v2-rc', publishedAt: '2026-02-01T00:00:00Z', isPrerelease: true },
          { tag: 'v1', publishedAt: '2026-01-01T00:00:00Z', isPrerelease: false },
        ]),
    };
    expect(await choose(run, answers)).toMatchObject({ sha: hash(1) });
    const candidate = { ...run, event: { ...event, isPrerelease: true } };
    expect(await choose(candidate, answers)).toMatchObject({ sha: hash(2) });
  });

  test('is compared with releases on four pages, and tags on twenty, at most', async () => {
    const read: string[] = [];
    async function* endless(name: string): AsyncGenerator<readonly never[]> {
      for (let page = 0; page < 99; page += 1) {
        read.push(name);
        yield [];
      }
    }
    await choose(run, {
      ...noRuns,
      listReleases: () => endless('releases'),
      listTags: () => endless('tags'),
    });
    expect(read).toEqual([...Array(4).fill('releases'), ...Array(20).fill('tags')]);
  });

  test('that may not be read is no reason to guess', async () => {
    const answers = { ...noRuns, listReleases: reject('not-allowed') };
    await expect(choose(run, answers)).rejects.toMatchObject({ kind: 'not-allowed' });
  });
});

describe('a deployment', () => {
  const event = { kind: 'deployment', id: '7', environment: 'live' } as const;
  const by = (creator?: string, statusCreator?: string) => ({
    eventName: 'deployment',
    event: { ...event, creator, statusCreator },
  });

  interface Deployed {
    readonly sha?: string;
    readonly creator?: string;
    /** `success bot`: a state, and who set it. */
    readonly statuses?: readonly string[];
  }

  /** What GitHub lists, the newest first, by ID. */
  const deployments = (list: Readonly<Record<number, Deployed>>): Partial<GitHub> => ({
    listDeployments: () =>
      pages(
        Object.entries(list)
          .map(([id, { sha = hash(id), creator }]): Deployment => ({ id, sha, creator }))
          .toReversed(),
      ),
    listStatuses: async (id) =>
      (list[Number(id)]?.statuses ?? []).map((status): DeploymentStatus => {
        const [state = '', creator] = status.split(' ');
        return { state, creator };
      }),
  });
  const done = { statuses: ['in_progress', 'success', 'inactive'] };

  test.each<[string, Readonly<Record<number, Deployed>>, number, readonly number[]]>([
    ['the newest other one that ever succeeded', { 4: done, 5: done, 6: {}, 7: done }, 5, [6]],
    [
      'and with those that started since and did not succeed',
      { 4: done, 5: { statuses: ['failure'] }, 6: { statuses: ['queued'] }, 7: {}, 8: {} },
      4,
      [8, 5],
    ],
    ['the younger one that its re-run replaces', { 6: done, 7: done, 8: done }, 8, []],
    ['none that its own run has made', { 6: done, 7: {}, 8: { ...done, sha: hash(9) } }, 6, []],
    ['one of the same commit', { 5: done, 6: { ...done, sha: hash(9) }, 7: {} }, 9, []],
  ])('is compared with %s', async (_, list, chosen, others) => {
    expect(await choose(by(), deployments(list))).toMatchObject({
      sha: hash(chosen),
      others: others.map(hash),
      notices: [],
    });
  });

  const bot = { creator: 'bot', statuses: ['in_progress bot', 'success bot'] };
  const job = { creator: 'job', statuses: ['in_progress job', 'success job'] };
  const failedJob = { creator: 'job', statuses: ['in_progress job', 'failure job'] };

  test.each<[string, ReturnType<typeof by>, Readonly<Record<number, Deployed>>, number | 'none']>([
    ['the creator of its status', by('job', 'bot'), { 3: bot, 4: job, 5: failedJob, 7: {} }, 3],
    ['its creator', by('bot'), { 3: bot, 4: job, 5: failedJob, 7: {} }, 3],
    // Anna made this one, and a workflow deploys what anybody makes.
    [
      'who deployed its creator’s last one',
      by('anna'),
      { 2: { ...job, creator: 'anna' }, 3: { ...job, creator: 'ben' }, 4: bot, 7: {} },
      3,
    ],
    ['nobody else', by('anna'), { 3: bot, 4: job, 7: {} }, 'none'],
  ])('counts if it is by %s', async (_, run, list, chosen) => {
    const { sha, others } = await choose(run, deployments(list));
    expect([sha, others]).toEqual([chosen === 'none' ? 'none' : hash(chosen), []]);
  });

  test.each<[string, Partial<GitHub>]>([
    ['that may be read', { listDeployments: reject('not-allowed') }],
    [
      'whose statuses may be read',
      { ...deployments({ 6: {} }), listStatuses: reject('not-found') },
    ],
    ['that succeeded', deployments({ 6: {}, 7: {} })],
  ])('without one %s has nothing before: a run does not say where it went', async (_, answers) => {
    expect(await choose(by(), answers)).toMatchObject({ sha: 'none' });
  });

  test('is looked for on four pages at most', async () => {
    let read = 0;
    const endless: Partial<GitHub> = {
      listStatuses: async () => [],
      async *listDeployments() {
        for (; read < 99; read += 1) yield [{ id: String(read), sha: hash(1), creator: 'me' }];
      },
    };
    expect(await choose(by(), endless)).toMatchObject({ sha: 'none' });
    // The fifth page is not asked for.
    expect(read).toBe(3);
  });
});

test('workflow_run is compared with what the last run of this workflow deployed', async () => {
  const trigger = { id: '50', workflow: '7', event: 'push', branch: 'main' };
  const asked: unknown[] = [];
  const listRuns = (workflow: string, filter: RunFilter) => {
    asked.push([workflow, filter]);
    // Re-run later, which does not change what it deployed.
    const again = { createdAt: '2026-01-01T00:06:00Z', startedAt: '2026-01-01T00:40:00Z' };
    if (workflow !== '7') return pages([own, ran(8, again)]);
    // 5 ended at minute 6, which started that run; 4 took longer than that, 3 ended before.
    const late = ran(4, { endedAt: '2026-01-01T00:09:00Z' });
    return pages([ran(50), ran(7), ran(5), late, ran(3)]);
  };
  const run = { eventName: 'workflow_run', event: { kind: 'workflow-run', trigger } } as const;
  const chosen = await choose(run, { listRuns });
  // Those that ended later may be what that run deployed.
  expect(chosen).toMatchObject({ sha: hash(5), others: [hash(4), hash(7)], notices: [] });
  expect(asked).toEqual([
    ['deploy.yml', { event: 'workflow_run', branch: 'main' }],
    ['7', { event: 'push', branch: 'main' }],
  ]);
  expect(await choose(run, noRuns)).toMatchObject({ sha: 'none' });
});
