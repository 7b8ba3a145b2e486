import { describe, expect, test } from 'vitest';
import { findChanges } from '../../../src/changed/changed.ts';
import type { GitHub } from '../../../src/changed/github.ts';
import type { WorkflowRun } from '../../../src/changed/github-data.ts';
import { changedSettingsWith } from '../sample-settings.ts';
import { fakeGitHub, file, folder, hash, pages, reject, treesOf } from './fake-github.ts';

const head = hash('e');

function ran(id: number, headSha: string, hasSucceeded: boolean): WorkflowRun {
  const at = `2026-01-01T00:${String(id).padStart(2, '0')}:00Z`;
  const times = { createdAt: at, startedAt: at, endedAt: at };
  const run = { id: String(id), event: 'push', headName: 'main', hasStarted: true };
  return { ...run, ...times, headSha, hasSucceeded };
}

/** What is found since a run of `base`, where runs of the others failed. */
async function find(
  others: readonly string[],
  answers: Partial<GitHub>,
  settings: Parameters<typeof changedSettingsWith>[0] = {},
) {
  const runs = [
    ran(100, head, false),
    ...others.map((sha, index) => ran(99 - index, sha, false)),
    ran(1, hash('b'), true),
  ];
  const github = fakeGitHub({ listRuns: () => pages(runs), ...answers });
  return findChanges(changedSettingsWith({ head, ...settings }), github);
}

const trees = {
  [hash('b')]: [file('same', '1'), file('a.html', '1'), folder('x', 'x1')],
  [head]: [file('same', '1'), file('a.html', '2'), file('new', '1')],
  x1: [file('gone', '1')],
};

test('URLs of what differs, and how many files these are', async () => {
  expect(await find([], treesOf(trees))).toEqual({
    head,
    base: {
      kind: 'commit',
      sha: hash('b'),
      reason:
        'the last successful run of this workflow for push on main (run 1) was of this commit',
      others: [],
    },
    compareUrl: `https://github.com/o/r/compare/${hash('b')}...${head}`,
    root: '',
    site: 'https://www.example.com/',
    files: { added: 1, changed: 1, removed: 1 },
    scope: {
      kind: 'urls',
      urls: ['/a.html', '/a', '/new', '/x/gone'].map((path) => `https://www.example.com${path}`),
    },
    notices: [],
  });
});

test('20 other commits are compared, each once; 21 are not', async () => {
  const other = (index: number) => hash(String(index).padStart(2, '0'));
  const others = Array.from({ length: 21 }, (_, index) => other(index));
  const all = { ...trees, ...Object.fromEntries(others.map((sha) => [sha, []])) };
  const { asked, readTree } = treesOf(all);
  const some = [...others.slice(0, 20), other(3), head, hash('b')];
  const found = await find(some, { readTree });
  expect(found).toMatchObject({ base: { others: others.slice(0, 20) }, scope: { kind: 'urls' } });
  expect(asked).toHaveLength(22);
  expect(await find(others, { readTree })).toMatchObject({
    files: undefined,
    scope: { kind: 'whole-site', why: expect.stringMatching('more than 20 commits') },
  });
});

describe('everything under the site', () => {
  const known = { ...treesOf(trees), checkRepository: async () => undefined };
  const gone = hash('d');
  const link = { path: 'l', kind: 'link', hash: '1' } as const;
  const pagesOf = (count: number) =>
    treesOf({
      [hash('b')]: [],
      [head]: Array.from({ length: count }, (_, index) => file(`${index}.html`, '1')),
    });

  test.each<[string, readonly string[], Partial<GitHub>, RegExp]>([
    [
      'the base is gone',
      [],
      { ...known, ...treesOf({ [head]: [] }) },
      /compare with, bbb.*any more/,
    ],
    ['another commit is gone', [gone], known, /may have been live, ddd.*any more/],
    ['the head is not there', [], { ...known, ...treesOf({}) }, /the deployed commit, eee/],
    ['a link changed', [], treesOf({ ...trees, [head]: [link] }), /symbolic link/],
    ['files have more than 10,000 URLs', [], pagesOf(5001), /more than 10,000 URLs/],
    ['GitHub is down', [], { readTree: reject('unreachable') }, /^GitHub says no/],
    ['GitHub lists no runs', [], { listRuns: reject('unreachable') }, /^GitHub says no/],
  ])('because %s', async (_, others, answers, why) => {
    expect(await find(others, answers)).toMatchObject({
      scope: {
        kind: 'whole-site',
        why: expect.stringMatching(why),
        lists: { hosts: ['www.example.com'] },
      },
    });
  });

  test('because the event does not say what was deployed, or what was before', async () => {
    expect(await find([], {}, { head: undefined })).toMatchObject({
      compareUrl: undefined,
      scope: { why: 'the event does not say which commit was deployed' },
    });
    const noRuns = { listRuns: () => pages([ran(100, head, false)]) };
    expect(await find([], noRuns)).toMatchObject({
      scope: { why: expect.stringMatching(/the branch is new; `since` can name a commit$/) },
    });
  });

  test('but not because of exactly 10,000 URLs', async () => {
    expect(await find([], pagesOf(5000))).toMatchObject({ scope: { urls: { length: 10_000 } } });
  });
});

describe('an error', () => {
  test.each<[string, Partial<GitHub>, string, RegExp]>([
    [
      'no right to read',
      { readTree: reject('not-allowed') },
      'github-token',
      /cannot read the files/,
    ],
    [
      'no right to know of it',
      { ...treesOf({}), checkRepository: reject('not-found') },
      'github-token',
      /no such repository/,
    ],
  ])('because of %s', async (_, answers, input, problem) => {
    await expect(find([], answers)).rejects.toMatchObject({
      fault: { input, problem: expect.stringMatching(problem) },
    });
  });

  test('because neither commit has the root', async () => {
    await expect(find([], treesOf(trees), { root: ['dist'] })).rejects.toMatchObject({
      fault: { input: 'root', item: 'dist' },
    });
  });

  test('that nobody expects, or a canceled job, goes on', async () => {
    const bug = { readTree: () => Promise.reject(new TypeError('x is not y')) };
    await expect(find([], bug)).rejects.toThrow('x is not y');
    const canceled = { listRuns: reject('canceled') };
    await expect(find([], canceled)).rejects.toMatchObject({ kind: 'canceled' });
  });
});
