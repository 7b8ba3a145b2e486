import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ask } from './ask.ts';
import { createRepository, type Repository } from './create-repository.ts';
import { type GitHub, startGitHub } from './server.ts';
import type { Deployment, Release, Run } from './world.ts';

const runs: readonly Run[] = Array.from({ length: 65 }, (_, index) => ({
  id: index + 1,
  sha: String(index),
  event: index % 2 === 0 ? 'push' : 'schedule',
  branch: index < 60 ? 'main' : 'next',
  conclusion: index === 64 ? 'failure' : 'success',
}));

const deployments: readonly Deployment[] = [
  { id: 1, sha: 'a', environment: 'production', states: ['in_progress', 'success', 'inactive'] },
  { id: 2, sha: 'b', environment: 'staging', states: [] },
  { id: 3, sha: 'c', environment: 'production', states: ['failure'] },
];

const releases: readonly Release[] = [
  { id: 1, tag: 'v1', createdAt: '2026-01-01T00:00:00Z' },
  { id: 2, tag: 'v2', createdAt: '2026-03-01T00:00:00Z', draft: true },
  // Published last, but of an older commit: a fix of an old version.
  {
    id: 3,
    tag: 'v0.9.1',
    createdAt: '2025-12-01T00:00:00Z',
    publishedAt: '2026-04-01T00:00:00Z',
  },
  { id: 4, tag: 'v2-rc', createdAt: '2026-02-01T00:00:00Z', prerelease: true },
];

let repository: Repository;
let github: GitHub;

beforeAll(async () => {
  repository = await createRepository();
  await repository.commit({ files: { a: '' } });
  github = await startGitHub({ repository, runs, deployments, releases });
});

afterAll(async () => {
  await github[Symbol.asyncDispose]();
  await repository[Symbol.asyncDispose]();
});

const idsIn = (list: unknown) => (list as { id: number }[]).map(({ id }) => id);

const askRuns = async (query: string) => {
  const { headers, body } = await ask(github, `/actions/workflows/deploy.yml/runs${query}`);
  const { total_count: total, workflow_runs: list } = body as Record<string, unknown>;
  return { total, ids: idsIn(list), link: headers.get('link') };
};

describe('pages', () => {
  test('30 unless more are asked for, and links to the others', async () => {
    const { total, ids, link } = await askRuns('');
    expect({ total, length: ids.length, first: ids[0] }).toEqual({
      total: 65,
      length: 30,
      first: 65,
    });
    const page = (number: number) =>
      `<${github.apiUrl}/repositories/1296269/actions/workflows/deploy.yml/runs?page=${number}>`;
    expect(link).toBe(`${page(2)}; rel="next", ${page(3)}; rel="last"`);
  });

  test('one page has no links, and beyond the last there is nothing', async () => {
    expect(await askRuns('?per_page=100')).toMatchObject({ ids: { length: 65 }, link: null });
    expect(await askRuns('?per_page=50&page=9')).toMatchObject({ total: 65, ids: [] });
  });
});

describe('what is asked for', () => {
  test('runs by branch, event and status or conclusion', async () => {
    expect((await askRuns('?branch=next&event=push')).ids).toEqual([65, 63, 61]);
    expect((await askRuns('?branch=next&status=success')).ids).toEqual([64, 63, 62, 61]);
    expect((await askRuns('?branch=next&status=completed')).total).toBe(5);
    expect((await ask(github, '/actions/workflows/161335/runs?head_sha=7')).body).toMatchObject({
      workflow_runs: [{ id: 8, path: '.github/workflows/deploy.yml' }],
    });
    expect(await ask(github, '/actions/workflows/other.yml/runs')).toMatchObject({ status: 404 });
  });

  test('deployments of an environment, the newest first, and their statuses', async () => {
    const listed = await ask(github, '/deployments?environment=production');
    expect(idsIn(listed.body)).toEqual([3, 1]);
    expect((await ask(github, '/deployments/1/statuses')).body).toMatchObject([
      { state: 'inactive' },
      { state: 'success' },
      { state: 'in_progress' },
    ]);
    expect(await ask(github, '/deployments/9/statuses')).toMatchObject({ status: 404 });
  });

  test('releases by the date of their commit; drafts only for who may write', async () => {
    const { body } = await ask(github, '/releases');
    expect(body).toMatchObject([{ tag_name: 'v2-rc' }, { tag_name: 'v1' }, { tag_name: 'v0.9.1' }]);

    const writing = { value: 'ghs_writes', permissions: { contents: 'write' } } as const;
    await using own = await startGitHub({ repository, releases, tokens: [writing] });
    const all = await ask(own, '/releases', { authorization: `token ${writing.value}` });
    expect(all.body).toMatchObject([{ tag_name: 'v2', published_at: null }, {}, {}, {}]);
  });
});
