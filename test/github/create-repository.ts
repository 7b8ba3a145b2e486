import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Change, writeCommit } from './fast-import.ts';
import { runGit } from './git.ts';

export type NewCommit = {
  /** What changes against the parent, by path; `null` takes away a file, or a whole folder. */
  readonly files: Readonly<Record<string, Change>>;
  /** Takes away everything else. */
  readonly nothingElse?: boolean;
  readonly branch?: string;
  /** The parent: a commit, branch or tag; `null` for none. Default: the head of the branch. */
  readonly parent?: string | null;
  readonly message?: string;
};

export type Repository = AsyncDisposable & {
  /** The folder of the bare repository. */
  readonly dir: string;
  /** Puts a commit onto a branch (`main`), and gives its hash. */
  readonly commit: (commit: NewCommit) => Promise<string>;
  /** A lightweight tag. */
  readonly tag: (name: string, target?: string) => Promise<void>;
  /** A tag object, and gives the object's own hash. */
  readonly annotatedTag: (name: string, target?: string) => Promise<string>;
  readonly branch: (name: string, target: string) => Promise<void>;
  /** Any question to git itself. */
  readonly git: (...args: readonly string[]) => Promise<string>;
};

/**
 * Makes an empty repository in a temporary folder. It is bare, so that any name that git knows can
 * be a file's, on any machine. The same commits have the same hashes each time: dates count up by
 * a minute.
 */
export async function createRepository(): Promise<Repository> {
  const dir = await mkdtemp(join(tmpdir(), 'repository-'));
  const git = (...args: readonly string[]) => runGit(dir, args);
  await git('init', '--quiet', '--bare', '--template=', '--initial-branch=main');
  let minutes = 0;

  function nextDate(): number {
    minutes += 1;
    return Date.UTC(2026, 0, 1) / 1000 + 60 * minutes;
  }

  return {
    dir,
    git,
    commit: ({ branch = 'main', ...commit }) =>
      writeCommit(dir, { ...commit, branch, seconds: nextDate() }),
    tag: async (name, target = 'refs/heads/main') => {
      await git('update-ref', `refs/tags/${name}`, await peel(dir, target));
    },
    annotatedTag: async (name, target = 'refs/heads/main') => {
      const object = await peel(dir, target);
      const tagger = `Release Robot <robot@example.com> ${nextDate()} +0000`;
      const input = `object ${object}\ntype commit\ntag ${name}\ntagger ${tagger}\n\n${name}\n`;
      const hash = (await runGit(dir, ['mktag'], { input })).trim();
      await git('update-ref', `refs/tags/${name}`, hash);
      return hash;
    },
    branch: async (name, target) => {
      await git('update-ref', `refs/heads/${name}`, await peel(dir, target));
    },
    [Symbol.asyncDispose]: () => rm(dir, { recursive: true, force: true }),
  };
}

async function peel(dir: string, target: string): Promise<string> {
  return (await runGit(dir, ['rev-parse', '--verify', `${target}^{commit}`])).trim();
}
