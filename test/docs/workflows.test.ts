import { describe, expect, test } from 'vitest';
import { modes } from '../../src/inputs/selection.ts';
import { readActionInputs } from '../action/action-metadata.ts';
import { runAction } from '../action/run-action.ts';
import { startWorld } from '../globalping/world.ts';
import {
  deployed,
  globalpingToken,
  resolveExpressions,
  runExample,
  exampleSteps as steps,
} from './example-steps.ts';
import { findLongestMs } from './longest-step.ts';
import { readDocument } from './markdown.ts';

test('there are examples', () => {
  expect(steps.length).toBeGreaterThan(10);
  const shown = new Set(steps.map(([, step]) => step.with?.['mode']));
  expect(modes.filter((mode) => !shown.has(mode))).toEqual([]);
  const inputs = new Set(steps.flatMap(([, step]) => Object.keys(step.with ?? {})));
  const checks = ['wait-for', 'wait-timeout', 'verify', 'verify-timeout', 'check-headers'];
  expect(['site-url', 'root'].filter((name) => !inputs.has(name))).toEqual([]);
  expect(checks.filter((name) => !inputs.has(name))).toEqual([]);
});

test('every action in the README and docs/moving-over.md is pinned to a commit, but for those that are left', () => {
  const text = readDocument('README.md') + readDocument('docs/moving-over.md');
  const named = text.matchAll(/^\s*- uses: (\S+)( # .+)?$/gm);
  const left = /^(?:jakejarvis|NathanVaughn|cssnr)\//;
  const unpinned = [...named].filter(
    ([, uses = '', comment]) =>
      !left.test(uses) && !(uses.endsWith('@COMMIT_SHA') && comment !== undefined),
  );
  expect(unpinned).toEqual([]);
});

test('README.md shows what the log of its first step says', async () => {
  const [, first] = steps.find(([title]) => title === 'README.md, 1') ?? [];
  const { run } = await runExample(first ?? {});
  const shown = /<!-- first-log -->\s*```text\n(.*?)\n```/s.exec(readDocument('README.md'))?.[1];
  // Of the group, GitHub shows the title. Where the API is, is told on loopback only.
  const told = run.log
    .replace(/^::(?:add-mask::.*|endgroup::)\n|^api-url: .*\n/gm, '')
    .replace(/^::group::/m, '▾ ');
  expect(normalize(told)).toBe(normalize(shown ?? ''));
});

test('README.md says how long its first step may take, and how long any step may', () => {
  const [, first] = steps.find(([title]) => title === 'README.md, 1') ?? [];
  const readme = readDocument('README.md');
  const firstMinutes = findLongestMs(first?.with ?? {}) / 60_000;
  expect(readme).toContain(
    `With a zone ID, \`wait-for\` and \`verify\` these are ${firstMinutes} minutes`,
  );
  const all = { zone: 'example.com', mode: 'changed', 'wait-for': '…', verify: '…' };
  expect(readme).toContain(`with all of it, ${findLongestMs(all) / 60_000}.`);
});

describe.for(steps)('the step in %s', ([, step]) => {
  const given = resolveExpressions(step.with);

  test('has only inputs that are declared, and a known mode', () => {
    const declared = readActionInputs();
    expect(Object.keys(given).filter((name) => !declared.has(name))).toEqual([]);
    expect(['', ...modes]).toContain(given['mode'] ?? '');
  });

  // That one needs a world with probes in it, below.
  test.skipIf(given['verify-from'] !== undefined)(
    'purges in the Cloudflare on loopback',
    async () => {
      const { run, purges } = await runExample(step);
      expect(run).toMatchObject({ exitCode: 0, errors: [], warnings: [], notices: [] });
      expect(run.outputs['verified']).toBe(given['verify'] === undefined ? '' : 'true');
      const dryRun = given['dry-run'] === 'true';
      expect(purges > 0).toBe(!dryRun);
      expect(Number(run.outputs['purged']) > 0).toBe(!dryRun);
    },
  );
});

test('the step with places shows that all of them are fresh', async () => {
  const withPlaces = steps.filter(([, step]) => step.with?.['verify-from'] !== undefined);
  expect(withPlaces).toHaveLength(1);
  const given = resolveExpressions(withPlaces[0]?.[1].with);
  await using world = await startWorld({
    places: { frankfurt: {}, tokyo: {}, ashburn: {} },
    tokens: [globalpingToken],
  });
  await world.release({ '/version.js': 'old' }, deployed);
  const run = await runAction({
    with: { ...given, 'api-url': world.cloudflare.apiUrl },
    env: world.environment,
  });
  expect(run).toMatchObject({ exitCode: 0, errors: [], warnings: [] });
  expect(run.outputs['verified']).toBe('true');
  expect(run.report).toMatchObject({ checks: { length: 4 } });
});

/** Without times, and line breaks that depend on their length. */
function normalize(text: string): string {
  return text
    .replace(/\d+ ms/g, 'N ms')
    .replace(/\s+/g, ' ')
    .trim();
}
