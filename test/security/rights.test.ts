import { join, resolve, sep } from 'node:path';
import { expect, test } from 'vitest';
import type { Layout, Step } from '../action/run-action.ts';
import { runStep } from '../action/scenario.ts';
import { startCloudflare } from '../cloudflare/server.ts';
import { startReleasedRepository } from '../github/released-repository.ts';
import { startWorld } from '../globalping/world.ts';

/**
 * Node takes away every right but those that docs/security.md names, and to read what the step names:
 * files, child processes, workers, native add-ons, WASI; and V8 evaluates no text.
 * @see https://nodejs.org/api/permissions.html#permission-model
 */
function onlyWith(find: (layout: Layout) => readonly string[]): Required<Step>['nodeOptions'] {
  return (layout) => {
    const { GITHUB_OUTPUT: output, GITHUB_STEP_SUMMARY: summary } = layout.commandFiles;
    const write = [layout.temp + sep, output, summary];
    const read = [resolve('dist') + sep, output, summary, ...find(layout)];
    return [
      '--permission',
      '--disallow-code-generation-from-strings',
      ...read.map((path) => `--allow-fs-read=${path}`),
      ...write.map((path) => `--allow-fs-write=${path}`),
    ];
  };
}

const list = ({ workspace }: Layout) => [join(workspace, 'tags.txt')];
const listed = { with: { 'tags-file': 'tags.txt' }, files: { 'tags.txt': 'blog\n' } };

test('a step needs no right but to read its lists, and to write outputs, summary and report', async () => {
  await using cloudflare = await startCloudflare();
  const step = await runStep(cloudflare, { ...listed, nodeOptions: onlyWith(list) });
  expect(step).toMatchObject({ exitCode: 0, outputs: { purged: '1' }, report: { version: 1 } });
  expect(step.summary).toContain('Purged 1 tag');
});

test('these rights are looked at: without the one to read its list, the step fails', async () => {
  await using cloudflare = await startCloudflare();
  const step = await runStep(cloudflare, { ...listed, nodeOptions: onlyWith(() => []) });
  expect(step.exitCode).toBe(1);
  expect(step.errors[0]).toContain('tags-file');
  expect(cloudflare.requests).toEqual([]);
});

test("mode: changed needs none besides but to read the event's file", async () => {
  await using cloudflare = await startCloudflare();
  await using released = await startReleasedRepository();
  const step = await runStep(cloudflare, {
    with: {
      mode: 'changed',
      'site-url': 'https://www.example.com',
      root: 'public',
      'github-token': released.token,
    },
    env: released.environment,
    nodeOptions: onlyWith(({ eventFile }) => [eventFile]),
  });
  expect(step).toMatchObject({ exitCode: 0, outputs: { purged: '1' } });
});

test('checks, from other places too, need none besides but to read the files that they name', async () => {
  await using world = await startWorld({ places: { tokyo: {} }, files: { '/app.js': 'new' } });
  const step = await runStep(world.cloudflare, {
    with: {
      hosts: 'www.example.com',
      verify: 'https://www.example.com/app.js equals tags.txt',
      'verify-from': 'Japan',
    },
    files: { 'tags.txt': 'new' },
    env: world.environment,
    nodeOptions: onlyWith(list),
  });
  expect(step).toMatchObject({ exitCode: 0, outputs: { verified: 'true' } });
  expect(world.globalping.probesAsked()).toBe(1);
});
