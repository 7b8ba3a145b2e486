import { globSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';

/**
 * What actionlint and zizmor do not look for. That every action is pinned, every right has a comment and
 * every job a name is theirs: `npm run check:workflows`.
 */
interface Workflow {
  readonly permissions?: unknown;
  readonly jobs: Readonly<Record<string, Job>>;
}

interface Job {
  readonly needs?: readonly string[];
  readonly uses?: string;
  readonly 'timeout-minutes'?: number;
  readonly permissions?: Readonly<Record<string, string>>;
  readonly steps?: readonly { readonly uses?: string; readonly run?: string }[];
}

const paths = globSync('.github/workflows/*.yml');

test('there are workflows', () => expect(paths.length).toBeGreaterThan(4));

describe.for(paths)('%s', (path) => {
  const workflow = parse(readFileSync(path, 'utf8')) as Workflow;

  test('gives no rights but those that a job asks for', () => {
    expect(workflow.permissions).toEqual({});
  });

  test('lets no job run for hours', () => {
    for (const job of Object.values(workflow.jobs).filter(({ uses }) => uses === undefined)) {
      expect(job['timeout-minutes']).toBeLessThanOrEqual(20);
    }
  });

  // Code of packages runs while they are installed, and every step of a job has all the rights of the job.
  test('installs nothing in a job that may write', () => {
    const jobs = Object.values(workflow.jobs).filter(({ permissions = {} }) =>
      Object.values(permissions).includes('write'),
    );
    const steps = jobs.flatMap((job) => job.steps ?? []);
    expect(steps.filter(({ run = '' }) => /\b(?:np[mx]|go|pip)\b/.test(run))).toEqual([]);
    expect(steps.filter(({ uses = '' }) => uses.startsWith('./'))).toEqual([]);
  });
});

test('Required stands for every other job of CI', () => {
  const { jobs } = parse(readFileSync('.github/workflows/ci.yml', 'utf8')) as Workflow;
  const others = Object.keys(jobs).filter((id) => id !== 'required');
  expect(jobs['required']?.needs?.toSorted()).toEqual(others.toSorted());
});

test('an action has the same pin wherever it is used', () => {
  const text = [...paths, ...globSync('test/workflow/*.yml')]
    .map((path) => readFileSync(path, 'utf8'))
    .join('\n');
  const pins = new Map<string, Set<string>>();
  for (const [, action = '', pin = ''] of text.matchAll(/uses: ([\w-]+\/[\w-]+)\S*?@(.+)$/gm)) {
    pins.set(action, (pins.get(action) ?? new Set()).add(pin));
  }
  expect(pins.size).toBeGreaterThan(4);
  for (const pin of pins.values()) expect([...pin]).toHaveLength(1);
});
