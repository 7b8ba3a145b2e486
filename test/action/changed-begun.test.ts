import { describe, expect, test } from 'vitest';
import type { Run } from '../github/world.ts';
import { afterWorkflow, deploymentOf, pushOfTag, pushTo, releaseOf } from './changed-events.ts';
import { type ChangedWorld, commitEach, purged, runChanged, startWorld } from './changed-world.ts';

/** Deploys that did not succeed may have brought their content to visitors all the same. */
const told = /Also compared with: 1 commit that may have been live since/;

function ran(id: number, sha: string, run: Partial<Run> = {}): Run {
  return { id, sha, event: 'push', branch: 'main', ...run };
}

/** Three commits, the last one with the same files as the first. */
async function commitAndRevert({ repository }: ChangedWorld): Promise<readonly string[]> {
  const first = await repository.commit({ files: { 'x.js': '1', 'y.js': '1' } });
  const second = await repository.commit({ files: { 'x.js': '2', 'new.js': '1' } });
  return [first, second, await repository.commit({ files: { 'x.js': '1', 'new.js': null } })];
}

describe('a release that is taken back', () => {
  test.each<[string, Partial<Run>]>([
    ['failed', { conclusion: 'failure' }],
    ['still runs', { status: 'in_progress' }],
  ])('and whose run %s: what it brought goes', async (_, state) => {
    await using world = await startWorld();
    const [first = '', second = '', third = ''] = await commitAndRevert(world);
    world.runs.push(ran(1, first), ran(2, second, state));
    const step = await runChanged(world, pushTo('main', second, third));
    expect(purged(world)).toEqual(['/new.js', '/x.js']);
    expect(step).toMatchObject({
      exitCode: 0,
      notices: [expect.stringMatching(told)],
      report: { changed: { base: first, others: [second] } },
    });
    expect(step.summary).toContain('Also compared with');
    // Three commits, one list: each tree is read once.
    expect(world.github.requests).toHaveLength(4);
  });

  test('and whose run was skipped, so that nobody had it', async () => {
    await using world = await startWorld();
    const [first = '', second = '', third = ''] = await commitAndRevert(world);
    world.runs.push(ran(1, first), ran(2, second, { conclusion: 'skipped' }));
    const step = await runChanged(world, pushTo('main', second, third));
    expect(purged(world)).toEqual([]);
    expect(step.report).toMatchObject({ changed: { base: first, others: [] } });
  });

  test('and whose run is of a tag', async () => {
    await using world = await startWorld();
    const [first = '', second = '', third = ''] = await commitAndRevert(world);
    for (const [name, sha] of Object.entries({ one: first, two: second })) {
      await world.repository.tag(name, sha);
    }
    const failure = { conclusion: 'failure' } as const;
    world.runs.push(
      ran(1, first, { branch: 'one' }),
      ran(2, second, { branch: 'two', ...failure }),
      // Pushes to a branch deploy nothing.
      ran(3, 'f'.repeat(40), failure),
    );
    await runChanged(world, pushOfTag('three', third));
    expect(purged(world)).toEqual(['/new.js', '/x.js']);
  });

  test('and whose run is of a release', async () => {
    await using world = await startWorld();
    const [first = '', second = '', third = ''] = await commitAndRevert(world);
    const event = 'release';
    world.runs.push(
      ran(1, first, { event, branch: 'v1' }),
      ran(2, second, { event, branch: 'v2', conclusion: 'failure' }),
    );
    await runChanged(world, releaseOf('v3', third, { id: 3, publishedAt: '2026-03-01T00:00:00Z' }));
    expect(purged(world)).toEqual(['/new.js', '/x.js']);
  });

  test('and that another workflow built', async () => {
    await using world = await startWorld();
    const [first = '', second = '', third = ''] = await commitAndRevert(world);
    const build = { workflow: { id: 7, file: 'build.yml' } };
    const deploy = { event: 'workflow_run' };
    world.runs.push(
      ran(1, first, build),
      ran(2, first, deploy),
      ran(3, second, build),
      // The head of the default branch, not what is deployed.
      ran(4, third, { ...deploy, conclusion: 'failure' }),
      ran(5, third, build),
    );
    await runChanged(world, afterWorkflow({ id: 5, headSha: third, headBranch: 'main' }, third));
    expect(purged(world)).toEqual(['/new.js', '/x.js']);
  });

  test('and whose deployment failed', async () => {
    await using world = await startWorld();
    const [first = '', second = '', third = ''] = await commitAndRevert(world);
    const environment = 'production';
    world.deployments.push(
      { id: 1, sha: first, environment, states: ['success'] },
      { id: 2, sha: second, environment, states: ['in_progress', 'failure'] },
    );
    const step = await runChanged(world, deploymentOf({ id: 3, sha: third, environment }));
    expect(purged(world)).toEqual(['/new.js', '/x.js']);
    expect(step.notices).toEqual([expect.stringMatching(told)]);
  });

  test('before any run has succeeded: what the runs brought and what the event says', async () => {
    await using world = await startWorld();
    const [, second = '', third = ''] = await commitAndRevert(world);
    const last = await world.repository.commit({ files: { 'last.js': '' } });
    world.runs.push(ran(1, second, { conclusion: 'failure' }));
    const step = await runChanged(world, pushTo('main', third, last));
    expect(purged(world)).toEqual(['/last.js', '/new.js', '/x.js']);
    expect(step.notices).toEqual([
      expect.stringMatching(/no run has deployed yet are not covered/),
      expect.stringMatching(told),
    ]);
  });
});

test('a commit that a failed run has deployed and that is gone: all of the site', async () => {
  await using world = await startWorld();
  const { a, b } = await commitEach(world, 'a', 'b');
  const gone = '4f2a9c1d5e6b7a8c9d0e1f2a3b4c5d6e7f8a9b0c';
  world.runs.push(ran(1, a), ran(2, gone, { conclusion: 'failure' }));
  const step = await runChanged(world, pushTo('main', a, b));
  expect(purged(world)).toEqual(['hosts www.example.com']);
  expect(step.notices.join()).toContain(
    `the commit that may have been live, ${gone}, is not in the repository any more`,
  );
});

test('an old run that was started again last, behind a hundred younger ones', async () => {
  await using world = await startWorld();
  const { a, b, c } = await commitEach(world, 'a', 'b', 'c');
  const day = '2026-02-02T';
  world.runs.push(
    ran(1, a, {
      attempt: 2,
      createdAt: '2026-02-01T00:00:00Z',
      startedAt: '2026-03-01T00:00:00Z',
    }),
  );
  for (let index = 0; index < 150; index += 1) {
    const minute = String(index % 60).padStart(2, '0');
    world.runs.push(
      ran(2 + index, b, { startedAt: `${day}0${Math.floor(index / 60)}:${minute}:00Z` }),
    );
  }
  await runChanged(world, pushTo('main', b, c));
  expect(purged(world)).toEqual(['/b', '/c']);
});

describe('the run of a branch is not taken for that of a tag', () => {
  test.each([
    // A branch of the release that is tagged next, where tests run and nothing is deployed.
    ['release-1.2.3', 'v1.2.3'],
    ['1.2.3', '1.2.3'],
  ])('branch %s, tag %s on the same commit', async (branch, tag) => {
    await using world = await startWorld();
    const { a, c } = await commitEach(world, 'a', 'b', 'c');
    await world.repository.tag('1.2.2', a);
    await world.repository.tag(tag, c);
    await world.repository.branch(branch, c);
    world.runs.push(ran(1, a, { branch: '1.2.2' }), ran(2, c, { branch }));
    await runChanged(world, pushOfTag(tag, c));
    expect(purged(world)).toEqual(['/b', '/c']);
  });
});

describe('workflow_run that does not tell what it is about: all of the site', () => {
  const build = { id: 7, file: 'build.yml' };

  test.each([
    ['no branch', { head_branch: null }, /does not say which branch/],
    ['no commit', { head_sha: null }, /does not say which commit was deployed/],
    ['a commit of another form', { head_sha: 'main' }, /does not say which commit was deployed/],
  ])('%s', async (_, fields, why) => {
    await using world = await startWorld();
    const { a, c, d } = await commitEach(world, 'a', 'b', 'c', 'd');
    world.runs.push(
      ran(1, a, { workflow: build }),
      ran(2, c, { event: 'workflow_run' }),
      ran(3, c, { workflow: build }),
    );
    const event = afterWorkflow({ id: 3, headSha: c, headBranch: 'main' }, d);
    const run = { ...Object(Reflect.get(Object(event.payload), 'workflow_run')), ...fields };
    const payload = { ...Object(event.payload), workflow_run: run };
    const step = await runChanged(world, { ...event, payload });
    expect(purged(world)).toEqual(['hosts www.example.com']);
    expect(step.notices).toEqual([expect.stringMatching(why)]);
  });
});
