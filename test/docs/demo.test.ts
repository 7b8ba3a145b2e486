import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readActionInputs } from '../action/action-metadata.ts';
import { purgeToken, readingToken } from '../cloudflare/account.ts';
import { readingToken as readingGitHubToken } from '../github/world.ts';
import { readDocument } from './markdown.ts';

describe('npm start', () => {
  test('shows what the README says, then a mistake', { timeout: 30_000 }, () => {
    const started = performance.now();
    const { status, stdout, stderr } = runDemo();
    expect(stderr).toBe('');
    expect(status).toBe(0);
    const shown = normalize(stdout);
    const excerpt = /<!-- demo -->\s*```text\n(.*?)\n```/s.exec(readDocument('README.md'))?.[1];
    expect(excerpt).toContain('the whole plan sent once more');
    expect(shown).toContain(normalize(excerpt ?? ''));
    expect(performance.now() - started).toBeLessThan(20_000);
    expect(shown).toContain('from Tokyo, JP (KDDI Corporation, AS2516): stale, other content');
    expect(shown).toContain(
      'from Tokyo, JP (KDDI Corporation, AS2516): fresh, the content is there',
    );
    expect(shown).toContain('Verified from around the world');
    expect(shown).toContain('10000 "Authentication error"');
    expect(shown).toContain('An account ID given as the zone ID ends here as well.');
    expect(shown).toContain('Exit code 1: the step failed.');
  });

  test('reaches the site with checks that are given', () => {
    const { status, stdout } = runDemo(
      ...['--mode', 'hosts', '--hosts', 'www.example.com'],
      ...['--verify', 'https://www.example.com/app.js'],
    );
    expect(status).toBe(0);
    expect(stdout).toContain('GET https://www.example.com/app.js → HTTP 200, MISS');
    expect(stdout).toContain('verified: true');
  });

  test('runs a step with given inputs, and ends as the step does', () => {
    const good = runDemo('--mode', 'tags', '--tags', 'a b');
    expect(good.status).toBe(0);
    expect(good.stdout).toContain('{"tags":["a","b"]}');
    expect(good.stdout).not.toContain(readingToken);
    const bad = runDemo('--mode', 'hosts', '--hosts', 'https://www.example.com');
    expect(bad.status).toBe(1);
    expect(bad.stdout).toContain('has a scheme');
  });

  test('shows what changed in this repository', () => {
    const head = spawnSync('git', ['rev-parse', 'HEAD'], { encoding: 'utf8' }).stdout.trim();
    const { status, stdout } = runDemo('--mode', 'changed', '--since', head);
    expect(status).toBe(0);
    expect(stdout).toContain(`Deployed: ${head}`);
    expect(stdout).toContain('0 added, 0 changed, 0 removed');
    expect(stdout).not.toContain(readingGitHubToken.value);
    expect(runDemo('--mode', 'changed', '--root', 'no-such-folder').stdout).toContain(
      'is no folder in the deployed commit',
    );
  });

  test('lists every input with --help', () => {
    const { status, stdout } = runDemo('--help');
    expect(status).toBe(0);
    const names = [...readActionInputs().keys()];
    expect(names.filter((name) => !stdout.includes(`\n  --${name} VALUE\n`))).toEqual([]);
  });

  test.for([
    [['--tagz', 'a'], "Unknown option '--tagz'"],
    [['--tags'], "Option '--tags <value>' argument missing"],
    [['tags'], "Unexpected argument 'tags'"],
  ] as const)('refuses %s', ([parameters, problem]) => {
    const { status, stdout, stderr } = runDemo(...parameters);
    expect(status).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toContain(problem);
  });
});

function runDemo(...parameters: string[]) {
  // The demo keeps the report of a step with given inputs.
  const temp = mkdtempSync(join(tmpdir(), 'demo-'));
  const run = spawnSync(process.execPath, ['scripts/demo.ts', ...parameters], {
    encoding: 'utf8',
    env: { ...process.env, NO_COLOR: '1', TMPDIR: temp, TEMP: temp, TMP: temp },
  });
  rmSync(temp, { recursive: true });
  expect(run.stdout).not.toContain(purgeToken);
  return run;
}

/** Without times and ports, and line breaks that depend on their length. */
function normalize(text: string): string {
  return text
    .replace(/\d+ ms/g, 'N ms')
    .replace(/\s+/g, ' ')
    .trim();
}
