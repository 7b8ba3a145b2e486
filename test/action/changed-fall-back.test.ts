import { describe, expect, test } from 'vitest';
import { faultsByIndex } from '../cloudflare/faults.ts';
import type { Behaviour } from '../github/behaviour.ts';
import type { NewCommit } from '../github/create-repository.ts';
import { secondaryLimit, serverError } from '../github/reply.ts';
import { byHand, deploymentOf, pushOfTag, pushTo, releaseOf } from './changed-events.ts';
import { type ChangedWorld, commitEach, purged, runChanged, startWorld } from './changed-world.ts';
import type { Step, StepRun } from './run-action.ts';

const host = ['hosts www.example.com'];

/** Holds that everything under the site was purged instead, and that people are told why. */
function expectFallBack(world: ChangedWorld, step: StepRun, why: RegExp): void {
  expect(purged(world)).toEqual(host);
  expect(step).toMatchObject({ exitCode: 0, errors: [], outputs: { purged: '1' } });
  expect(step.notices.join('\n')).toMatch(why);
  expect(step.summary).toMatch(why);
}

async function runBetween(
  world: ChangedWorld,
  files: NewCommit['files'],
  change: NewCommit['files'],
  inputs: Step['with'] = {},
): Promise<StepRun> {
  const since = await world.repository.commit({ files });
  const head = await world.repository.commit({ files: change });
  return runChanged(world, byHand(head), { with: { since, ...inputs } });
}

describe('no base to be had', () => {
  test('the first push of a branch', async () => {
    await using world = await startWorld();
    const { a } = await commitEach(world, 'a');
    const step = await runChanged(world, pushTo('main', undefined, a));
    expectFallBack(world, step, /new|first|before/i);
  });

  test('the first release', async () => {
    await using world = await startWorld();
    const { a, b } = await commitEach(world, 'a', 'b');
    await world.repository.tag('v0.9-draft', a);
    await world.repository.tag('first', b);
    const createdAt = '2026-01-01T00:00:00Z';
    world.releases.push({ id: 1, tag: 'v0.9-draft', createdAt, draft: true });
    const event = releaseOf('first', b, { id: 2, publishedAt: '2026-02-01T00:00:00Z' });
    expectFallBack(world, await runChanged(world, event), /release/);
  });

  test.each(['run', 'before'])('a commit that is gone (%s)', async (where) => {
    await using world = await startWorld();
    const { a } = await commitEach(world, 'a');
    const gone = '4f2a9c1d5e6b7a8c9d0e1f2a3b4c5d6e7f8a9b0c';
    if (where === 'run') world.runs.push({ id: 1, sha: gone, event: 'push', branch: 'main' });
    const step = await runChanged(world, pushTo('main', gone, a));
    expectFallBack(world, step, /not in the repository any more/);
    expect(step.log).toContain(gone);
  });
});

describe('changes that URLs cannot tell', () => {
  test.each<[string, NewCommit['files'], NewCommit['files']]>([
    ['a new symbolic link', { a: '' }, { link: { linkTo: 'a' } }],
    ['one in a new folder', { a: '' }, { 'deep/folder/link': { linkTo: '../../a' } }],
  ])('%s', async (_, files, change) => {
    await using world = await startWorld();
    expectFallBack(world, await runBetween(world, files, change), /symbolic link/);
  });

  test.each<[string, NewCommit['files'], NewCommit['files']]>([
    ['new', { a: '' }, { sub: { submodule: '1'.repeat(40) } }],
  ])('a sub-module that is %s', async (_, files, change) => {
    await using world = await startWorld();
    expectFallBack(world, await runBetween(world, files, change), /sub-?module/);
  });

  test('links and sub-modules that stay as they are do no harm', async () => {
    await using world = await startWorld();
    const same = { link: { linkTo: 'a' }, sub: { submodule: '1'.repeat(40) } };
    const step = await runBetween(world, { a: '1', ...same }, { a: '2', ...same });
    expect(purged(world)).toEqual(['/a']);
    expect(step.notices).toEqual([]);
  });

  test('over 10,000 URLs; 10,000 are still purged one by one', async () => {
    await using world = await startWorld();
    const list = Array.from({ length: 10_000 }, (_, index) => `/many/${index}`);
    const many = Object.fromEntries(list.map((path) => [path.slice(1), '']));
    const step = await runBetween(world, { keep: '' }, many);
    expect(step.outputs).toMatchObject({ purged: '10000', requests: '100' });
    expect(purged(world)).toEqual(list.toSorted());

    await using another = await startWorld();
    const more = await runBetween(another, { keep: '' }, { ...many, onemore: '' });
    expectFallBack(another, more, /10,000/);
  });
});

describe('GitHub out of reach', () => {
  test('down, after retries', { timeout: 40_000 }, async () => {
    await using world = await startWorld({ faults: () => serverError(503) });
    const { a, b } = await commitEach(world, 'a', 'b');
    const step = await runChanged(world, byHand(b), { with: { since: a } });
    expectFallBack(world, step, /503/);
    expect(world.github.requests.length).toBeGreaterThanOrEqual(5);
  });

  test('no answer within the timeout: the purge has its own time', async () => {
    await using world = await startWorld({ faults: () => ({ kind: 'hang' }) });
    const { a, b } = await commitEach(world, 'a', 'b');
    const step = await runChanged(world, byHand(b), { with: { since: a, timeout: '2s' } });
    expectFallBack(world, step, /did not answer before `timeout`/);
    expect(step.ms).toBeLessThan(8000);
  });

  test('a limit that lasts longer than the step may: at once', async () => {
    await using world = await startWorld({ faults: () => secondaryLimit({ retryAfter: 3600 }) });
    const { a, b } = await commitEach(world, 'a', 'b');
    const step = await runChanged(world, byHand(b), { with: { since: a } });
    expectFallBack(world, step, /limit/);
    expect(step.ms).toBeLessThan(5000);
  });
});

describe('GitHub fails in the middle', () => {
  const limit = secondaryLimit({ retryAfter: 3600 });

  test.each<[string, RegExp, Partial<Behaviour>]>([
    ['of listing runs', /\/runs$/, {}],
    ['of looking up tags', /\/git\/ref\//, {}],
    ['of reading the second commit', /\/git\/trees\/(?!BASE)/, {}],
    ['of reading a folder that was cut', /\/git\/trees\/(?!BASE|HEAD)/, { treeEntries: 1 }],
  ])('%s: everything under the site', async (_, path, behaviour) => {
    const commits: [string, string][] = [];
    await using world = await startWorld({
      behaviour,
      faults: (request) => {
        const named = commits.reduce((all, [name, sha]) => all.replace(sha, name), request.path);
        return path.test(named) ? limit : undefined;
      },
    });
    const { repository, runs } = world;
    const base = await repository.commit({ files: { 'x/a': '1', 'x/b': '1' } });
    const head = await repository.commit({ files: { 'x/a': '2' } });
    commits.push(['BASE', base], ['HEAD', head]);
    await repository.tag('v1', base);
    runs.push({ id: 1, sha: base, event: 'push', branch: 'v1' });
    const step = await runChanged(world, pushOfTag('v2', head));
    expectFallBack(world, step, /rate limit/);
    expect(step.ms).toBeLessThan(5000);
  });

  test('of a deployment: everything under the site', async () => {
    await using world = await startWorld({
      faults: ({ path }) => (path.endsWith('/statuses') ? limit : undefined),
    });
    const { a, b } = await commitEach(world, 'a', 'b');
    const environment = 'production';
    world.deployments.push({ id: 1, sha: a, environment, states: ['success'] });
    const step = await runChanged(world, deploymentOf({ id: 2, sha: b, environment }));
    expectFallBack(world, step, /rate limit/);
  });

  test('by refusing what it allowed before: an error, and nothing is purged', async () => {
    const faults = faultsByIndex({
      2: { kind: 'status', status: 403, body: { message: 'Resource not accessible' } },
    });
    await using world = await startWorld({ faults });
    const { a, b } = await commitEach(world, 'a', 'b');
    const step = await runChanged(world, byHand(b), { with: { since: a } });
    expect(step).toMatchObject({ exitCode: 1, outputs: { purged: '0' } });
    expect(step.errors.join()).toMatch(/github-token.*Resource not accessible.*contents: read/);
    expect(world.cloudflare.requests).toEqual([]);
  });

  test('and so does this action: the error is told as a bug, and nothing is purged', async () => {
    await using world = await startWorld();
    const { a, b } = await commitEach(world, 'a', 'b');
    const step = await runChanged(world, byHand(b), {
      with: { since: a },
      nodeOptions: ['--import', 'data:text/javascript,delete globalThis.Response'],
    });
    expect(step).toMatchObject({ exitCode: 1, report: { result: 'bug' } });
    expect(step.errors.join()).toMatch(/Response is not defined/);
    expect(world.cloudflare.requests).toEqual([]);
  });
});

describe('the smallest scope that holds everything', () => {
  test.each([
    'https://www.example.com/docs',
    'https://www.example.com/docs/',
  ])('under %s: the prefix, and the URL without a slash', async (url) => {
    await using world = await startWorld();
    const { a } = await commitEach(world, 'a');
    await runChanged(world, byHand(a), { with: { 'site-url': url } });
    expect(purged(world)).toEqual(['/docs', 'prefixes www.example.com/docs/']);
  });

  test('lists beside it are purged too', async () => {
    await using world = await startWorld();
    const { a } = await commitEach(world, 'a');
    const lists = { tags: 'feed', urls: 'https://www.example.com/api' };
    await runChanged(world, byHand(a), { with: lists });
    expect(purged(world)).toEqual(['/api', ...host, 'tags feed']);
  });

  test('with the method that was chosen, and in a dry run not at all', async () => {
    await using world = await startWorld();
    const { a } = await commitEach(world, 'a');
    await runChanged(world, byHand(a), { with: { method: 'invalidate' } });
    expect(world.cloudflare.requests.map(({ path }) => path.split('/').at(-1))).toEqual([
      'invalidate_cache',
    ]);
    const dry = await runChanged(world, byHand(a), { with: { 'dry-run': 'true' } });
    expect(world.cloudflare.requests).toHaveLength(1);
    expect(dry.report?.plan).toMatchObject([{ body: { hosts: ['www.example.com'] } }]);
  });
});
