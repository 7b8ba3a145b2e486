import { expect, test } from 'vitest';
import type { Changes } from '../../../src/changed/changed.ts';
import { noItems } from '../../../src/inputs/items.ts';
import {
  describeChanges,
  noticeChanges,
  reportChanges,
  tabulateChanges,
} from '../../../src/report/describe-changes.ts';
import { sumUp } from '../../../src/report/record.ts';
import { tell } from '../../../src/report/tell.ts';
import { FakeRunner } from '../fake-runner.ts';
import { changedSettingsWith, settingsWith } from '../sample-settings.ts';
import { acceptedResult, outcomeOf, recordWith, sentWith } from './sample-results.ts';

const [before, now] = ['1'.repeat(40), '2'.repeat(40)];

const changes: Changes = {
  head: now,
  base: { kind: 'commit', sha: before, reason: '`since` names v1|<b>', others: [] },
  compareUrl: `https://github.com/o/r/compare/${before}...${now}`,
  root: 'public',
  site: 'https://www.example.com/',
  files: { added: 1, changed: 1_200, removed: 0 },
  scope: { kind: 'urls', urls: ['https://www.example.com/a', 'https://www.example.com/b'] },
  notices: [],
  calls: 3,
};

const wholeSite: Changes = {
  ...changes,
  base: { kind: 'none', reason: 'the branch is new' },
  compareUrl: undefined,
  site: 'http://www.example.com:8080/docs/',
  files: undefined,
  scope: {
    kind: 'whole-site',
    why: 'the branch is new',
    lists: {
      ...noItems,
      prefixes: ['www.example.com/docs/'],
      urls: ['http://www.example.com:8080/docs'],
    },
  },
  notices: ['a notice'],
};

test('the log says what was compared, why, and what came of it', () => {
  expect(describeChanges(changes)).toEqual([
    `Deployed: ${now}`,
    `Compared with: ${before}: \`since\` names v1|<b>`,
    `Comparison: https://github.com/o/r/compare/${before}...${now}`,
    'Files in public: 1 added, 1,200 changed, 0 removed',
    'To purge: 2 URLs under https://www.example.com/',
    '3 requests to GitHub',
  ]);
});

test('where everything is purged instead, log and notice say what and why', () => {
  const told =
    'To purge: everything under http://www.example.com:8080/docs/ instead of single URLs (the prefix www.example.com/docs/ on all ports, the URL http://www.example.com:8080/docs): the branch is new';
  expect(describeChanges(wholeSite)).toContain(told);
  expect(noticeChanges(wholeSite)).toEqual(['a notice', told]);
  expect(noticeChanges(changes)).toEqual([]);
});

test('commits that may have been live as well are told everywhere', () => {
  const others = ['3'.repeat(40), '4'.repeat(40)];
  const base = { kind: 'commit', sha: before, reason: 'x', others } as const;
  const told =
    'Also compared with: 2 commits that may have been live since, of deploys that did not succeed or overlapped';
  expect(describeChanges({ ...changes, base })).toContain(told);
  expect(noticeChanges({ ...changes, base })).toEqual([told]);
  expect(tabulateChanges({ ...changes, base }).rows).toContainEqual([
    'Also compared with',
    expect.stringContaining('2 commits that'),
  ]);
  expect(reportChanges({ ...changes, base })).toMatchObject({ others });
  // Nothing was compared there.
  expect(noticeChanges({ ...wholeSite, base }).join()).not.toContain('Also compared');
});

test('the summary links to the comparison, and text from outside is quoted', () => {
  const { rows } = tabulateChanges(changes);
  const href = `https://github.com/o/r/compare/${before}...${now}`;
  expect(rows).toContainEqual(['Comparison', { quoted: 'on GitHub', href }]);
  expect(rows).toContainEqual([
    'Compared with',
    [{ quoted: before }, { quoted: '`since` names v1|<b>' }],
  ]);
  expect(JSON.stringify(tabulateChanges(wholeSite))).not.toContain('href');
});

test('the report has the facts', () => {
  expect(reportChanges(changes)).toEqual({
    head: now,
    base: before,
    reason: '`since` names v1|<b>',
    others: [],
    comparison: `https://github.com/o/r/compare/${before}...${now}`,
    root: 'public',
    site: 'https://www.example.com/',
    files: { added: 1, changed: 1_200, removed: 0 },
    urls: 2,
    wholeSite: null,
    calls: 3,
  });
  expect(reportChanges(wholeSite)).toMatchObject({
    base: null,
    comparison: null,
    files: null,
    urls: 1,
    wholeSite: 'the branch is new',
  });
});

test('a step tells its changes everywhere', async () => {
  const runner = new FakeRunner();
  let report = '';
  const record = { ...sentWith([outcomeOf(acceptedResult)]), changes: wholeSite };
  const writeReportFile = async (pieces: Iterable<string>) => {
    report = [...pieces].join('');
    return 'report.json';
  };
  await tell(record, { environment: {}, runner, summary: true, writeReportFile });
  expect(runner.notices).toEqual(noticeChanges(wholeSite));
  expect(runner.summary).toContain('### Changed files');
  expect(JSON.parse(report)).toMatchObject({ changed: reportChanges(wholeSite) });
});

test('a step without a change says so', () => {
  const nothing = recordWith({ end: { kind: 'nothing-to-purge' } });
  const settings = settingsWith({ changed: changedSettingsWith() });
  expect(sumUp({ ...nothing, settings })).toBe('Nothing to purge: no file has changed');
  expect(sumUp(nothing)).toBe('Nothing to purge: the list is empty');
});
