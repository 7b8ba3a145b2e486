import { describe, expect, test } from 'vitest';
import { readDeployRun, readRootFolder, readSiteUrl } from '../../../src/inputs/changed.ts';
import { InputProblem } from '../../../src/inputs/problem.ts';
import type { Environment } from '../../../src/runner.ts';
import type { Given } from '../given-inputs.ts';
import { readInputs, settingsOf, zone } from './read-inputs.ts';

const given: Given = {
  mode: 'changed',
  'site-url': 'https://www.example.com',
  'github-token': 'token-1',
};
const environment = {
  GITHUB_REPOSITORY: 'o/r',
  GITHUB_SHA: '1'.repeat(40),
  GITHUB_EVENT_PATH: 'event.json',
};

async function read(more: Given = {}, variables: Environment = {}, event = '{}') {
  const run = { ...environment, ...variables };
  const inputs = { zone, token: 't', ...given, ...more };
  const { read: result, faults, wrong } = await readInputs(inputs, run, { 'event.json': event });
  return { settings: result.ok ? result.settings.changed : undefined, faults, wrong };
}

test('an address is enough', async () => {
  const { settings, faults } = await read();
  expect(faults).toEqual([]);
  expect(settings).toMatchObject({
    site: { origin: 'https://www.example.com', host: 'www.example.com', folder: '/' },
    root: [],
    since: undefined,
    githubToken: 'token-1',
    apiUrl: 'https://api.github.com',
    serverUrl: 'https://github.com',
    repository: 'o/r',
    head: '1'.repeat(40),
  });
});

test('an Enterprise Server is named by the environment', async () => {
  const { settings } = await read(
    {},
    {
      GITHUB_API_URL: 'https://ghe.example.com/api/v3/',
      GITHUB_SERVER_URL: 'https://ghe.example.com/',
    },
  );
  expect(settings).toMatchObject({
    apiUrl: 'https://ghe.example.com/api/v3',
    serverUrl: 'https://ghe.example.com',
  });
});

describe('faults', () => {
  test('of all inputs are found at once', async () => {
    const { settings, wrong } = await read({ 'site-url': '', root: '..', 'github-token': ' "x" ' });
    expect(settings).toBeUndefined();
    expect([...wrong].sort()).toEqual(['github-token', 'root', 'site-url']);
  });

  test.each<[string, Environment, string?]>([
    ['no repository', { GITHUB_REPOSITORY: '' }],
    ['a repository that is a path', { GITHUB_REPOSITORY: 'o/r/../x' }],
    ['a repository that leads elsewhere', { GITHUB_REPOSITORY: '../..' }],
    ['no commit', { GITHUB_SHA: '' }],
    ['an address that would show the token', { GITHUB_API_URL: 'http://ghe.example.com' }],
    ['an event that cannot be read', {}, '{'],
    ['an event with a byte order mark', {}, '\ufeff{}'],
    ['no event', { GITHUB_EVENT_PATH: 'missing.json' }],
  ])('of the surroundings: %s', async (_, variables, event) => {
    const { faults } = await read({}, variables, event);
    expect(faults).toMatchObject([{ input: 'mode', problem: expect.stringMatching(/^needs /) }]);
  });

  test('an event that is not told at all is none', async () => {
    expect((await read({}, { GITHUB_EVENT_PATH: '' })).faults).toEqual([]);
  });
});

describe('since', () => {
  test.each(['v1.2.3', 'release/1.x', 'fix/#7-100%', 'ab12', 'a.b/c.'])('%o', async (since) => {
    expect((await read({ since })).settings).toMatchObject({ since });
  });

  test.each([
    '.',
    '..',
    './main',
    'a/../b',
    'a/.b',
    '../../x',
    'v1..v2',
    'main...next',
  ])('%o is a way through an address, and no name', async (since) => {
    expect((await read({ since })).faults).toMatchObject([
      { input: 'since', item: since, problem: 'has dots as no commit, branch or tag has them' },
    ]);
  });
});

describe('site-url', () => {
  test.each<[text: string, origin: string, folder: string]>([
    ['https://www.example.com', 'https://www.example.com', '/'],
    ['https://www.example.com//', 'https://www.example.com', '/'],
    ['https://www.example.com//docs///v1//', 'https://www.example.com', '/docs/v1/'],
    ['https://WWW.example.com:443/', 'https://www.example.com', '/'],
    ['http://127.0.0.1:8080/a', 'http://127.0.0.1:8080', '/a/'],
    ['https://www.example.com/a%20b/ü/', 'https://www.example.com', '/a%20b/%C3%BC/'],
  ])('%s', (text, origin, folder) => {
    expect(readSiteUrl(text)).toMatchObject({ origin, folder });
  });

  test.each([
    'www.example.com',
    'ftp://www.example.com',
    'https://www.example.com/?a',
    'https://www.example.com?',
    'https://www.example.com/#a',
    'https://*.example.com',
    'https://www.example.com/*',
    'https://me:pass@www.example.com',
    'https://localhost',
    'https://[::1]/',
    `https://www.example.com/${'a/'.repeat(31)}`,
  ])('%s is none', (text) => {
    expect(() => readSiteUrl(text)).toThrow(InputProblem);
  });
});

describe('root', () => {
  test.each([
    'public',
    './public',
    'public/',
    './public/',
    'public//',
    './/public/.',
  ])('%s', (text) => {
    expect(readRootFolder(text)).toEqual(['public']);
  });

  test.each(['', '.', './'])('%o is the whole repository', (text) => {
    expect(readRootFolder(text)).toEqual([]);
  });

  test('may have several folders, and names with dots', () => {
    expect(readRootFolder('a b/..c/.d')).toEqual(['a b', '..c', '.d']);
  });

  test.each([
    '/public',
    '/',
    'C:\\site',
    'C:/site',
    'a\\b',
    '..',
    'a/../b',
    '../a',
  ])('%s is none', (text) => {
    expect(() => readRootFolder(text)).toThrow(InputProblem);
  });
});

test('inputs of this mode have no effect in another one', async () => {
  const urls = 'https://a.example/';
  const { warnings } = await settingsOf({ ...given, mode: '', urls, root: 'a', since: 'b' });
  expect(warnings).toEqual([
    expect.stringMatching(/^site-url has no effect/),
    expect.stringMatching(/^root has no effect/),
    expect.stringMatching(/^since has no effect/),
  ]);
  expect((await settingsOf({ urls, 'github-token': 'x' })).warnings).toEqual([]);
});

const sha = '1'.repeat(40);
const other = '2'.repeat(40);

function readRun(eventName: string, payload: unknown, environment: Record<string, string> = {}) {
  return readDeployRun({ GITHUB_EVENT_NAME: eventName, GITHUB_SHA: sha, ...environment }, payload);
}

describe('events', () => {
  test.each(['deployment', 'deployment_status'])('%s names its commit', (name) => {
    const deployment = { id: 7, sha: other, environment: 'production' };
    expect(readRun(name, { deployment })).toMatchObject({
      head: other,
      event: { kind: 'deployment', id: '7', environment: 'production' },
    });
  });

  test('workflow_run names the commit of the other workflow', () => {
    const run = { id: 5, workflow_id: 6, event: 'push', head_branch: 'main', head_sha: other };
    expect(readRun('workflow_run', { workflow_run: run })).toMatchObject({
      head: other,
      event: {
        kind: 'workflow-run',
        trigger: { id: '5', workflow: '6', event: 'push', branch: 'main' },
      },
    });
  });

  test('push tells what was before, zeros nothing', () => {
    const event = { kind: 'push', before: undefined, isNew: false };
    expect(readRun('push', { before: other }).event).toEqual({ ...event, before: other });
    expect(readRun('push', { before: '0'.repeat(40) }).event).toEqual({ ...event, isNew: true });
    expect(readRun('push', { before: 'main' }).event).toEqual(event);
  });

  test('release', () => {
    const release = { tag_name: 'v1', published_at: '2026-01-01T00:00:00Z', prerelease: true };
    expect(readRun('release', { release })).toMatchObject({
      head: sha,
      event: { tag: 'v1', publishedAt: '2026-01-01T00:00:00Z', isPrerelease: true },
    });
  });

  test.each([
    ['workflow_dispatch', { inputs: {} }],
    ['schedule', {}],
    ['release', {}],
    ['', undefined],
  ])('%s, with %j, tells no more than the commit', (name, payload) => {
    expect(readRun(name, payload)).toMatchObject({ head: sha, event: { kind: 'other' } });
  });

  test.each([
    ['deployment', { deployment: { id: 7 } }],
    ['deployment_status', { deployment: { id: 7, sha: 'main' } }],
    ['workflow_run', { workflow_run: { id: 7, head_sha: '' } }],
  ])('%s, with %j, does not tell the commit, and GITHUB_SHA is another', (name, payload) => {
    expect(readRun(name, payload)).toMatchObject({ head: undefined, event: { kind: 'other' } });
  });

  test('workflow_run without a branch tells its commit alone', () => {
    const run = { id: 5, workflow_id: 6, event: 'push', head_branch: null, head_sha: other };
    expect(readRun('workflow_run', { workflow_run: run })).toMatchObject({
      head: other,
      event: { kind: 'other' },
    });
  });
});

test.each([
  ['refs/heads/main', { kind: 'branch', name: 'main' }],
  ['refs/heads/release/1.x', { kind: 'branch', name: 'release/1.x' }],
  ['refs/tags/v1.2.3', { kind: 'tag', name: 'v1.2.3' }],
  ['refs/pull/7/merge', undefined],
  ['', undefined],
])('%o is %j', (ref, expected) => {
  expect(readRun('push', {}, { GITHUB_REF: ref }).ref).toEqual(expected);
});

test.each([
  ['o/r/.github/workflows/deploy.yml@refs/heads/main', 'deploy.yml'],
  ['o/r/.github/workflows/a@b.yaml@refs/heads/main', undefined],
  ['o/r/.github/workflows/deploy.yaml@refs/tags/v1@2', 'deploy.yaml'],
  ['rules/central/.github/workflows/deploy.yml@refs/heads/main', undefined],
  ['', undefined],
])('the workflow of %o is %o', (workflow, expected) => {
  const environment = { GITHUB_REPOSITORY: 'o/r', GITHUB_WORKFLOW_REF: workflow };
  expect(readRun('push', {}, environment).workflow).toBe(expected);
});

test.each(['', 'main', '1'.repeat(39), '0'.repeat(40)])('%o is no commit', (text) => {
  expect(readRun('push', {}, { GITHUB_SHA: text }).head).toBeUndefined();
});
