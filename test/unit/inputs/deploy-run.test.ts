import { describe, expect, test } from 'vitest';
import { readDeployRun } from '../../../src/inputs/deploy-run.ts';

const sha = '1'.repeat(40);
const other = '2'.repeat(40);

function read(eventName: string, payload: unknown, environment: Record<string, string> = {}) {
  return readDeployRun({ GITHUB_EVENT_NAME: eventName, GITHUB_SHA: sha, ...environment }, payload);
}

describe('events', () => {
  test.each(['deployment', 'deployment_status'])('%s names its commit', (name) => {
    const deployment = { id: 7, sha: other, environment: 'production' };
    expect(read(name, { deployment })).toMatchObject({
      head: other,
      event: { kind: 'deployment', id: '7', environment: 'production' },
    });
  });

  test('workflow_run names the commit of the other workflow', () => {
    const run = { id: 5, workflow_id: 6, event: 'push', head_branch: 'main', head_sha: other };
    expect(read('workflow_run', { workflow_run: run })).toMatchObject({
      head: other,
      event: {
        kind: 'workflow-run',
        trigger: { id: '5', workflow: '6', event: 'push', branch: 'main' },
      },
    });
  });

  test('push tells what was before, zeros nothing', () => {
    const event = { kind: 'push', before: undefined, isNew: false };
    expect(read('push', { before: other }).event).toEqual({ ...event, before: other });
    expect(read('push', { before: '0'.repeat(40) }).event).toEqual({ ...event, isNew: true });
    expect(read('push', { before: 'main' }).event).toEqual(event);
  });

  test('release', () => {
    const release = { tag_name: 'v1', published_at: '2026-01-01T00:00:00Z', prerelease: true };
    expect(read('release', { release })).toMatchObject({
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
    expect(read(name, payload)).toMatchObject({ head: sha, event: { kind: 'other' } });
  });

  test.each([
    ['deployment', { deployment: { id: 7 } }],
    ['deployment_status', { deployment: { id: 7, sha: 'main' } }],
    ['workflow_run', { workflow_run: { id: 7, head_sha: '' } }],
  ])('%s, with %j, does not tell the commit, and GITHUB_SHA is another', (name, payload) => {
    expect(read(name, payload)).toMatchObject({ head: undefined, event: { kind: 'other' } });
  });

  test('workflow_run without a branch tells its commit alone', () => {
    const run = { id: 5, workflow_id: 6, event: 'push', head_branch: null, head_sha: other };
    expect(read('workflow_run', { workflow_run: run })).toMatchObject({
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
  expect(read('push', {}, { GITHUB_REF: ref }).ref).toEqual(expected);
});

test.each([
  ['o/r/.github/workflows/deploy.yml@refs/heads/main', 'deploy.yml'],
  ['o/r/.github/workflows/a@b.yaml@refs/heads/main', undefined],
  ['o/r/.github/workflows/deploy.yaml@refs/tags/v1@2', 'deploy.yaml'],
  ['rules/central/.github/workflows/deploy.yml@refs/heads/main', undefined],
  ['', undefined],
])('the workflow of %o is %o', (workflow, expected) => {
  const environment = { GITHUB_REPOSITORY: 'o/r', GITHUB_WORKFLOW_REF: workflow };
  expect(read('push', {}, environment).workflow).toBe(expected);
});

test.each(['', 'main', '1'.repeat(39), '0'.repeat(40)])('%o is no commit', (text) => {
  expect(read('push', {}, { GITHUB_SHA: text }).head).toBeUndefined();
});
