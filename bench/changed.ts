import { purgeToken, zoneIds } from '../test/cloudflare/account.ts';
import { startCloudflare } from '../test/cloudflare/server.ts';
import { createRepository } from '../test/github/create-repository.ts';
import { startGitHub } from '../test/github/server.ts';
import { readingToken } from '../test/github/world.ts';
import { runBundle } from './run-bundle.ts';

export interface ChangedCase {
  /** How many files the repository has, 100 a folder. */
  readonly files: number;
  readonly changed: number;
  /** How many folders the changed files lie in, as far apart as can be. */
  readonly folders: number;
}

export interface ChangedResult extends ChangedCase {
  readonly calls: number;
  readonly ms: number;
  readonly urls: number;
}

const filesPerFolder = 100;
const foldersPerFolder = 10;
/** About what an answer takes over the internet. */
const latencyMs = 100;

/** Purges what changed between two commits of a repository of this size. */
export async function measureChanged(changedCase: ChangedCase): Promise<ChangedResult> {
  const { files, changed } = changedCase;
  await using repository = await createRepository();
  const all = Array.from({ length: files }, (_, index) => pathOf(index));
  const base = await repository.commit({
    // The same in all files of a folder: git then has little to write, and no two folders are alike.
    files: Object.fromEntries(all.map((path) => [path, path.replace(/[^/]+$/, '')])),
  });
  const touched = chooseFiles(changedCase).map((index) => [pathOf(index), 'new']);
  const head = await repository.commit({ files: Object.fromEntries(touched) });
  await using github = await startGitHub({ repository, latencyMs });
  await using cloudflare = await startCloudflare({ record: 'counts' });
  const run = await runBundle(
    {
      zone: zoneIds.exampleCom,
      token: purgeToken,
      'api-url': cloudflare.apiUrl,
      mode: 'changed',
      'site-url': 'https://www.example.com',
      since: base,
      'github-token': readingToken.value,
    },
    { 'event.json': '{}' },
    {
      GITHUB_API_URL: github.apiUrl,
      GITHUB_REPOSITORY: github.fullName,
      GITHUB_SERVER_URL: 'https://github.com',
      GITHUB_EVENT_NAME: 'workflow_dispatch',
      GITHUB_SHA: head,
      GITHUB_REF: 'refs/heads/main',
      GITHUB_RUN_ID: '1',
    },
  );
  const calls = github.requests.length;
  const { urls } = cloudflare.counts().items;
  if (run.exitCode !== 0 || urls !== changed) throw new Error(`${urls} of ${changed} URLs purged`);
  return { ...changedCase, calls, ms: run.ms, urls };
}

// Folders of folders, so that no tree is long: "3/1/4/15.js".
function pathOf(index: number): string {
  const folders: number[] = [];
  for (let folder = Math.floor(index / filesPerFolder); folder > 0; ) {
    folders.unshift(folder % foldersPerFolder);
    folder = Math.floor(folder / foldersPerFolder);
  }
  return [...folders, `${index % filesPerFolder}.js`].join('/');
}

// From the last file backwards: the first ones lie at the top, where there is nothing to walk down.
function chooseFiles({ files, changed, folders }: ChangedCase): readonly number[] {
  const between = Math.floor(files / filesPerFolder / folders) * filesPerFolder;
  return Array.from(
    { length: changed },
    (_, index) => files - 1 - (index % folders) * between - Math.floor(index / folders),
  );
}
