import { readFile } from 'node:fs/promises';
import { join, resolve, sep } from 'node:path';
import { expect, test } from 'vitest';
import { runBundle } from '../action/run-bundle.ts';
import { parseOutputs } from '../action/runner-outputs.ts';
import { purgeToken, zoneIds } from '../cloudflare/account.ts';
import { type Cloudflare, startCloudflare } from '../cloudflare/server.ts';
import { startReleasedRepository } from '../github/released-repository.ts';
import { startWorld } from '../globalping/world.ts';
import { layOutStep, type StepFiles } from './lay-out-step.ts';

/**
 * Node takes away every right but those that are named: files, child processes, workers, native add-ons,
 * WASI; and V8 evaluates no text.
 * @see https://nodejs.org/api/permissions.html#permission-model
 */
function onlyWith(rights: { read: readonly string[]; write: readonly string[] }): string[] {
  return [
    '--permission',
    '--disallow-code-generation-from-strings',
    ...rights.read.map((path) => `--allow-fs-read=${path}`),
    ...rights.write.map((path) => `--allow-fs-write=${path}`),
  ];
}

/** What docs/security.md says that every step reads and writes; and what this one reads besides. */
function documented({ temp, output, summary }: StepFiles, ...besides: readonly string[]) {
  return {
    read: [resolve('dist') + sep, output, summary, ...besides],
    write: [temp + sep, output, summary],
  };
}

function run(
  cloudflare: Cloudflare,
  files: StepFiles,
  nodeOptions: readonly string[],
  env: Readonly<Record<string, string>>,
) {
  const all = {
    ...files.env,
    SYSTEMROOT: process.env['SYSTEMROOT'],
    INPUT_ZONE: zoneIds.exampleCom,
    INPUT_TOKEN: purgeToken,
    'INPUT_API-URL': cloudflare.apiUrl,
    ...env,
  };
  return runBundle({ nodeOptions }, all, files.workspace);
}

const listed = { 'INPUT_TAGS-FILE': 'tags.txt' };

test('a step needs no right but to read its lists, and to write outputs, summary and report', async () => {
  await using cloudflare = await startCloudflare();
  await using files = await layOutStep('blog\n');
  const rights = documented(files, join(files.workspace, 'tags.txt'));
  const { exitCode, stderr } = await run(cloudflare, files, onlyWith(rights), listed);
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
  const outputs = parseOutputs(await readFile(files.output, 'utf8'));
  expect(outputs).toMatchObject({ purged: '1', unpurged: '0' });
  expect(await readFile(files.summary, 'utf8')).toContain('Purged 1 tag');
  expect(JSON.parse(await readFile(outputs['report'] ?? '', 'utf8'))).toMatchObject({ version: 1 });
});

test('these rights are looked at: without the one to read its list, the step fails', async () => {
  await using cloudflare = await startCloudflare();
  await using files = await layOutStep('blog\n');
  const { exitCode, stdout } = await run(cloudflare, files, onlyWith(documented(files)), listed);
  expect(exitCode).toBe(1);
  expect(stdout).toMatch(/^::error .*tags-file/m);
  expect(cloudflare.requests).toEqual([]);
});

test("mode: changed needs none besides but to read the event's file", async () => {
  await using cloudflare = await startCloudflare();
  await using files = await layOutStep('');
  await using released = await startReleasedRepository();
  const rights = onlyWith(documented(files, files.event));
  const { exitCode, stderr } = await run(cloudflare, files, rights, {
    ...released.environment,
    INPUT_MODE: 'changed',
    'INPUT_SITE-URL': 'https://www.example.com',
    INPUT_ROOT: 'public',
    'INPUT_GITHUB-TOKEN': released.token,
  });
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
  expect(parseOutputs(await readFile(files.output, 'utf8'))).toMatchObject({ purged: '1' });
});

test('checks, from other places too, need none besides but to read the files that they name', async () => {
  await using world = await startWorld({ places: { tokyo: {} }, files: { '/app.js': 'new' } });
  await using files = await layOutStep('new');
  const rights = onlyWith(documented(files, join(files.workspace, 'tags.txt')));
  const { exitCode, stderr } = await run(world.cloudflare, files, rights, {
    ...world.environment,
    INPUT_HOSTS: 'www.example.com',
    INPUT_VERIFY: 'https://www.example.com/app.js equals tags.txt',
    'INPUT_VERIFY-FROM': 'Japan',
  });
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
  expect(parseOutputs(await readFile(files.output, 'utf8'))).toMatchObject({ verified: 'true' });
  expect(world.globalping.probesAsked()).toBe(1);
});
