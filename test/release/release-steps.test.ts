import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { runReleaseStep } from './workflow-step.ts';

const repository = 'repos/octo-org/octo-repo';
const environment = {
  GITHUB_REPOSITORY: 'octo-org/octo-repo',
  GITHUB_REF_NAME: 'v1.2.3',
  GITHUB_SHA: '4f2a9c1d5e6b7a8c9d0e1f2a3b4c5d6e7f8a9b0c',
};

/** A `gh` that knows these releases, a line each, as the step's own filter writes them. */
function knowing(...releases: readonly string[]): string {
  const lines = releases.map((line) => `echo '${line}'`).join('\n');
  return `if [[ "$*" == "api --paginate ${repository}/releases "* ]]; then\n:\n${lines}\nfi`;
}

/** The calls but the one that lists releases, without what says the same of each. */
function changesOf(calls: readonly string[]): readonly string[] {
  return calls.filter((call) => !call.startsWith('api --paginate'));
}

// Where the jobs run. Windows has no bash of its own, and macOS one of 2007.
const isElsewhere = process.platform !== 'linux';

describe.skipIf(isElsewhere)('the step of release.yml that publishes', () => {
  const create =
    'release create v1.2.3 --verify-tag --draft --title v1.2.3 --notes-file build/release-notes.md';
  const finish = [
    'release upload v1.2.3 build/sbom.cdx.json --clobber',
    'release edit v1.2.3 --draft=false',
  ];

  test.for([
    ['nothing', [], [create, ...finish]],
    [
      'releases of other versions',
      ['v1.2.30 draft=false', 'v1x2.3 draft=true'],
      [create, ...finish],
    ],
    ['a draft of an earlier run', ['v1.2.4 draft=false', 'v1.2.3 draft=true'], finish],
    ['the release', ['v1.2.3 draft=false'], []],
  ] as const)('where there is %s', ([, releases, changes]) => {
    const step = runReleaseStep('Publish', environment, knowing(...releases));
    expect(step.exitCode).toBe(0);
    expect(changesOf(step.calls)).toEqual(changes);
  });

  test.for([
    ['the releases cannot be read', 'api --paginate', []],
    ['a file cannot be added', 'release upload', [create, finish[0]]],
  ] as const)('where %s, publishes nothing', ([, call, changes]) => {
    const step = runReleaseStep('Publish', environment, `[[ "$*" != "${call}"* ]]`);
    expect(step.exitCode).not.toBe(0);
    expect(changesOf(step.calls)).toEqual(changes);
  });
});

describe.skipIf(isElsewhere)('the step that moves the major tag', () => {
  const look = `api ${repository}/git/ref/tags/v1 --silent`;
  const move = `api --method PATCH ${repository}/git/refs/tags/v1 -f sha=${environment.GITHUB_SHA} -F force=true`;
  const make = `api --method POST ${repository}/git/refs -f ref=refs/tags/v1 -f sha=${environment.GITHUB_SHA}`;
  const published = ['v1.2.2', 'v1.3.0-rc.1', 'v1.2.3', 'v2.0.0'];

  test('moves it to the newest release', () => {
    const step = runReleaseStep('Move the major tag', environment, knowing(...published));
    expect(step.exitCode).toBe(0);
    expect(changesOf(step.calls)).toEqual([look, move]);
  });

  test('makes it where there is none', () => {
    const gh = `${knowing(...published)}\n[ "$*" != "${look}" ]`;
    const step = runReleaseStep('Move the major tag', environment, gh);
    expect(step.exitCode).toBe(0);
    expect(changesOf(step.calls)).toEqual([look, make]);
  });

  test('leaves it where a newer version is published', () => {
    const gh = knowing(...published, 'v1.10.0');
    const step = runReleaseStep('Move the major tag', environment, gh);
    expect(step.exitCode).toBe(0);
    expect(changesOf(step.calls)).toEqual([]);
  });

  test.for(['v1/../v2', 'v1', 'main'])('changes nothing for the tag %j', (tag) => {
    const env = { ...environment, GITHUB_REF_NAME: tag };
    const step = runReleaseStep('Move the major tag', env, knowing(...published));
    expect(step).toMatchObject({ calls: [], outputs: {} });
    expect(step.exitCode).not.toBe(0);
  });

  test.for(['api --paginate', 'api --method'])('fails where %j does', (call) => {
    const gh = `${knowing(...published)}\n[[ "$*" != "${call}"* ]]`;
    expect(runReleaseStep('Move the major tag', environment, gh).exitCode).not.toBe(0);
  });
});

test.skipIf(isElsewhere)('what is handed to the job that publishes is whole', () => {
  const folder = mkdtempSync(join(tmpdir(), 'release-texts-'));
  try {
    const notes = join(folder, 'notes.md');
    writeFileSync(notes, '### Added\n\n- `a` "b" $(c) %0A\nend-0\n');
    writeFileSync(join(folder, 'sbom.json'), '{\n  "a": "é"\n}\n');
    const env = { NOTES: notes, SBOM: join(folder, 'sbom.json') };
    const { exitCode, outputs } = runReleaseStep(
      'Hand on what is published beside the commit',
      env,
    );
    expect(exitCode).toBe(0);
    const texts = [env.NOTES, env.SBOM].map((path) => readFileSync(path, 'utf8'));
    expect([outputs['notes'], outputs['sbom']]).toEqual(texts);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
