import { readFile } from 'node:fs/promises';
import { join, resolve, sep } from 'node:path';
import { expect, test } from 'vitest';
import { runBundle } from '../action/run-bundle.ts';
import { parseOutputs } from '../action/runner-outputs.ts';
import { purgeToken, zoneIds } from '../cloudflare/account.ts';
import { type Cloudflare, startCloudflare } from '../cloudflare/server.ts';
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

/** What docs/security.md says that a step reads and writes. */
function documented({ workspace, temp, output, summary }: StepFiles) {
  return {
    read: [resolve('dist') + sep, join(workspace, 'tags.txt'), output, summary],
    write: [temp + sep, output, summary],
  };
}

function run(cloudflare: Cloudflare, files: StepFiles, nodeOptions: readonly string[]) {
  const env = {
    ...files.env,
    SYSTEMROOT: process.env['SYSTEMROOT'],
    INPUT_ZONE: zoneIds.exampleCom,
    INPUT_TOKEN: purgeToken,
    'INPUT_API-URL': cloudflare.apiUrl,
    'INPUT_TAGS-FILE': 'tags.txt',
  };
  return runBundle({ nodeOptions }, env, files.workspace);
}

test('a step needs no right but to read its lists, and to write outputs, summary and report', async () => {
  await using cloudflare = await startCloudflare();
  await using files = await layOutStep('blog\n');
  const { exitCode, stderr } = await run(cloudflare, files, onlyWith(documented(files)));
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
  const outputs = parseOutputs(await readFile(files.output, 'utf8'));
  expect(outputs).toMatchObject({ purged: '1', unpurged: '0' });
  expect(await readFile(files.summary, 'utf8')).toContain('Purged 1 tag');
  expect(JSON.parse(await readFile(outputs['report'] ?? '', 'utf8'))).toMatchObject({ version: 1 });
});

test('these rights are looked at: without the one to read its list, the step fails', async () => {
  await using cloudflare = await startCloudflare();
  await using files = await layOutStep('blog\n');
  const { read, write } = documented(files);
  const fewer = read.filter((path) => !path.endsWith('tags.txt'));
  const { exitCode, stdout } = await run(cloudflare, files, onlyWith({ read: fewer, write }));
  expect(exitCode).toBe(1);
  expect(stdout).toMatch(/^::error::.*tags-file/m);
  expect(cloudflare.requests).toEqual([]);
});
