import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { faultsByIndex } from '../cloudflare/faults.ts';
import { ask } from './ask.ts';
import { createRepository, type Repository } from './create-repository.ts';
import { secondaryLimit, serverError } from './reply.ts';
import { type GitHubOptions, startGitHub } from './server.ts';
import { contentsToken, metadataToken, readingToken, type Token } from './world.ts';

let repository: Repository;

beforeAll(async () => {
  repository = await createRepository();
  await repository.commit({ files: { 'index.html': '' } });
});

afterAll(() => repository[Symbol.asyncDispose]());

const start = (options: Omit<GitHubOptions, 'repository'> = {}) =>
  startGitHub({ ...options, repository });

const by = ({ value }: Token) => ({ authorization: `Bearer ${value}` });

describe('tokens', () => {
  test.each<[string, Token, number]>([
    ['', metadataToken, 200],
    ['/commits/main', metadataToken, 403],
    ['/commits/main', contentsToken, 200],
    ['/git/trees/main', contentsToken, 200],
    ['/deployments', contentsToken, 403],
    ['/deployments', readingToken, 200],
    ['/actions/runs/1', contentsToken, 403],
    ['/actions/runs/1', readingToken, 404],
  ])('%s with %j: %i', async (path, token, status) => {
    await using github = await start();
    const answer = await ask(github, path, by(token));
    expect(answer.status).toBe(status);
    if (status !== 403) return;
    expect(answer.body).toMatchObject({ message: 'Resource not accessible by integration' });
    expect(answer.headers.get('x-accepted-github-permissions')).toMatch(/^\w+=read$/);
  });

  test('what is public needs no permission, and no token', async () => {
    await using github = await startGitHub({
      repository: { dir: repository.dir, visibility: 'public' },
      runs: [{ id: 1, sha: 'a', event: 'push', branch: 'main' }],
    });
    expect(await ask(github, '/actions/runs/1', by(metadataToken))).toMatchObject({ status: 200 });
    expect(await ask(github, '/commits/main', {})).toMatchObject({ status: 200 });
  });

  test('a wrong one is refused; without one, what is private does not exist', async () => {
    await using github = await start();
    expect(await ask(github, '', { authorization: 'Bearer nope' })).toMatchObject({
      status: 401,
      body: { message: 'Bad credentials' },
    });
    expect(await ask(github, '', {})).toMatchObject({ status: 404 });
  });
});

describe('what does not exist', () => {
  test('another repository; names are taken in any case', async () => {
    await using github = await start();
    const other = { ...github, fullName: 'octo-org/other' };
    expect(await ask(other, '')).toMatchObject({ status: 404, body: { message: 'Not Found' } });
    const loud = { ...github, fullName: 'Octo-Org/OCTO-REPO' };
    expect(await ask(loud, '')).toMatchObject({ body: { full_name: 'octo-org/octo-repo' } });
  });

  test.each([
    ['unknown endpoint', '/branches'],
    ['unknown endpoint', '/tags/'],
    ['unknown query parameter: path', '/commits/main?path=a'],
    ['per_page over 100, which is cut to 100', '/tags?per_page=101'],
  ])('%s: %s', async (surprise, path) => {
    const github = await start();
    await ask(github, path);
    await expect(github[Symbol.asyncDispose]()).rejects.toThrow(surprise);
  });

  test('on GitHub Enterprise Server, everything is below /api/v3', async () => {
    await using github = await start({ behaviour: { basePath: '/api/v3' } });
    expect(github.apiUrl).toMatch(/\/api\/v3$/);
    expect(await ask(github, '/commits/main')).toMatchObject({ status: 200 });
    const without = { ...github, apiUrl: github.apiUrl.replace('/api/v3', '') };
    expect(await ask(without, '/commits/main')).toMatchObject({ status: 404 });
    expect(github.takeSurprises()).toHaveLength(1);
  });
});

describe('limits', () => {
  test('the primary one: refused until the time that is told', async () => {
    await using github = await start({ limits: { requests: 2, windowMs: 500 } });
    const answers = [await ask(github, ''), await ask(github, ''), await ask(github, '')];
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 403]);
    const left = answers.map(({ headers }) => headers.get('x-ratelimit-remaining'));
    expect(left).toEqual(['1', '0', '0']);
    const reset = Number(answers[2]?.headers.get('x-ratelimit-reset')) * 1000;
    await setTimeout(reset - Date.now() + 5);
    expect(await ask(github, '')).toMatchObject({ status: 200 });
  });

  test('a secondary one, and what GitHub says when it is down', async () => {
    const faults = faultsByIndex({
      0: secondaryLimit({ status: 429, retryAfter: 7 }),
      1: secondaryLimit(),
      2: serverError(503),
    });
    await using github = await start({ faults });
    const limited = await ask(github, '');
    expect(limited).toMatchObject({
      status: 429,
      body: { message: expect.stringContaining('secondary rate limit') },
    });
    expect(limited.headers.get('retry-after')).toBe('7');
    expect((await ask(github, '')).headers.has('retry-after')).toBe(false);
    expect(await ask(github, '')).toMatchObject({ status: 503, body: { message: 'Server Error' } });
    expect(await ask(github, '')).toMatchObject({ status: 200 });
    expect(github.requests.map(({ status }) => status)).toEqual([429, 403, 503, 200]);
  });
});
