import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readActionInputs } from '../action/action-metadata.ts';
import { purgeToken, readingToken } from '../cloudflare/account.ts';
import { readingToken as readingGitHubToken } from '../github/world.ts';
import { readDocument } from './markdown.ts';

describe('npm start', () => {
  test('shows what the README says, the world, then a mistake', { timeout: 60_000 }, () => {
    const started = performance.now();
    const { status, stdout, stderr } = runDemo();
    expect(performance.now() - started).toBeLessThan(45_000);
    expect(stderr).toBe('');
    expect(status).toBe(0);
    expectInOrder(joinLines(stdout), [
      'other content (HTTP 200, DYNAMIC',
      'version.txt of the new release is live',
      'passed (HTTP 200, DYNAMIC',
      '/purge_cache {"hosts":',
      'app.js of the new release is live',
    ]);
    expectInOrder(joinLines(stdout), [
      'NRT: GET https://www.example.com/version.js → HTTP 200, HIT',
      'Tokyo, JP (KDDI Corporation, AS2516): stale, other content',
      '/purge_cache {"files":',
      'NRT: GET https://www.example.com/version.js → HTTP 200, MISS',
      'Tokyo, JP (KDDI Corporation, AS2516): fresh',
      'Verified from around the world',
    ]);
    const shown = normalize(withoutEvents(stdout));
    const excerpt = /<!-- demo -->\s*```text\n(.*?)\n```/s.exec(readDocument('README.md'))?.[1];
    expect(excerpt).toContain('the whole plan sent 1 more time');
    expect(shown).toContain(normalize(excerpt ?? ''));
    expect(shown).toContain('10000 "Authentication error"');
    expect(shown).toContain('an account ID looks the same');
    expect(shown).toContain('Exit code 1: the step failed.');
  });

  test('reaches the site from places that are given', () => {
    const { status, stdout } = runDemo(
      ...['--mode', 'hosts', '--hosts', 'www.example.com', '--verify-from', 'Brazil, Sydney'],
      ...['--verify', 'https://www.example.com/app.js'],
    );
    expect(status).toBe(0);
    expect(stdout).toContain('from 2 places: 2 fresh');
  });

  test.skipIf(process.platform === 'win32')('ends when it is interrupted', async () => {
    const temp = mkdtempSync(join(tmpdir(), 'demo-'));
    // A group of its own, which gets the signal as a whole, as from a terminal.
    const demo = spawn(process.execPath, ['scripts/demo.ts'], {
      detached: true,
      env: environmentWith(temp),
    });
    let shown = '';
    for await (const chunk of demo.stdout.setEncoding('utf8')) {
      if (!shown.includes('other content') && `${shown}${chunk}`.includes('other content')) {
        process.kill(-(demo.pid ?? Number.NaN), 'SIGINT');
      }
      shown += chunk;
    }
    const left = readdirSync(temp);
    rmSync(temp, { recursive: true });
    expect(left).toEqual([]);
    expect(shown).toContain('the step failed');
    expect(shown).not.toContain('━━ 2.');
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
      'is not a folder in the deployed commit',
    );
  });

  test('lists every input with --help', () => {
    const { status, stdout } = runDemo('--help');
    expect(status).toBe(0);
    const names = [...readActionInputs().keys()];
    expect(names.filter((name) => !stdout.includes(`\n  --${name} VALUE\n`))).toEqual([]);
  });

  test('refuses an option that is not an input', () => {
    const { status, stdout, stderr } = runDemo('--tagz', 'a');
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toContain("Unknown option '--tagz'");
  });
});

function runDemo(...parameters: string[]) {
  const temp = mkdtempSync(join(tmpdir(), 'demo-'));
  const run = spawnSync(process.execPath, ['scripts/demo.ts', ...parameters], {
    encoding: 'utf8',
    env: environmentWith(temp),
  });
  const left = readdirSync(temp);
  rmSync(temp, { recursive: true });
  expect(left).toEqual([]);
  expect(run.stdout).not.toContain(purgeToken);
  return run;
}

function environmentWith(temp: string): NodeJS.ProcessEnv {
  return { ...process.env, NO_COLOR: '1', TMPDIR: temp, TEMP: temp, TMP: temp };
}

function expectInOrder(text: string, parts: readonly string[]): void {
  let from = 0;
  for (const part of parts) {
    const at = text.indexOf(part, from);
    expect(at, `${part}, after what stands before it`).toBeGreaterThanOrEqual(from);
    from = at + part.length;
  }
}

/** Long lines are cut; the mark of an event then stands before each part of it. */
function joinLines(text: string): string {
  return text.replace(/\n {2}┊ {9}/g, ' ').replace(/\s+/g, ' ');
}

/** What the servers receive is shown between the lines of the log. */
function withoutEvents(text: string): string {
  return text.replace(/^ {2}┊.*\n/gm, '');
}

/** Without times and ports, and line breaks that depend on their length. */
function normalize(text: string): string {
  return text
    .replace(/\d+ ms/g, 'N ms')
    .replace(/\s+/g, ' ')
    .trim();
}
