import { askGit, runGit } from './git.ts';

/** The questions that the API answers, put to git itself. `undefined`: git knows of no such thing. */

export type Person = { readonly name: string; readonly email: string; readonly date: string };

export type Commit = {
  readonly sha: string;
  readonly tree: string;
  readonly parents: readonly string[];
  readonly author: Person;
  readonly committer: Person;
  readonly message: string;
};

export type TreeEntry = {
  readonly mode: string;
  readonly type: 'blob' | 'tree' | 'commit';
  readonly sha: string;
  readonly size: number | undefined;
  readonly path: string;
};

export type Ref = { readonly name: string; readonly type: string; readonly sha: string };

// git's own notation goes further (`main~1`, `:/text`); what the API takes is a name or a hash.
// https://git-scm.com/docs/git-check-ref-format
const outsideOfNames = /[\p{Cc} ~^:?*[\\]|\.\.|@\{|^@$|^[-/]|\/$|\/\/|\.lock$|\.$/u;

/** The object of a type that a name or a hash stands for: tags are followed to their end. */
export async function resolveObject(
  dir: string,
  name: string,
  type: 'commit' | 'tree',
): Promise<string | undefined> {
  if (name === '' || outsideOfNames.test(name)) return undefined;
  const answer = await askGit(dir, ['rev-parse', '--verify', '--quiet', `${name}^{${type}}`]);
  return answer.exitCode === 0 ? answer.stdout.toString().trim() : undefined;
}

// One field a line; a message may have many, so it is last.
const commitFormat = '%H%n%T%n%P%n%an%n%ae%n%at%n%cn%n%ce%n%ct%n%B';

/** A commit by its hash. */
export async function readCommit(dir: string, sha: string): Promise<Commit> {
  const text = await runGit(dir, ['show', '--no-patch', `--format=${commitFormat}`, sha]);
  const [hash = '', tree = '', parents = '', ...rest] = text.split('\n');
  const [name = '', email = '', at = '', byName = '', byEmail = '', byAt = ''] = rest;
  return {
    sha: hash,
    tree,
    parents: parents === '' ? [] : parents.split(' '),
    author: { name, email, date: isoDate(at) },
    committer: { name: byName, email: byEmail, date: isoDate(byAt) },
    message: rest.slice(6).join('\n').trimEnd(),
  };
}

// GitHub writes whole seconds: "2011-04-14T16:00:49Z".
function isoDate(seconds: string): string {
  return new Date(Number(seconds) * 1000).toISOString().replace('.000', '');
}

/** The entries of a tree, with those of its sub-trees if need be, in git's order. */
export async function listTree(
  dir: string,
  tree: string,
  recursive: boolean,
): Promise<readonly TreeEntry[]> {
  const depth = recursive ? ['-r', '-t'] : [];
  const text = await runGit(dir, ['ls-tree', '-z', '--long', '--full-tree', ...depth, tree]);
  return text.split('\0').filter(Boolean).map(readEntry);
}

// "<mode> <type> <object> <size, padded>\t<path>"
function readEntry(line: string): TreeEntry {
  const tab = line.indexOf('\t');
  const [mode = '', type, sha = '', size] = line.slice(0, tab).split(/ +/);
  if (type !== 'blob' && type !== 'tree' && type !== 'commit')
    throw new Error(`a tree has ${line}`);
  return {
    mode,
    type,
    sha,
    size: size === '-' ? undefined : Number(size),
    path: line.slice(tab + 1),
  };
}

/** All references below a prefix such as `refs/tags/v1`, in git's order. */
export async function listRefs(dir: string, prefix: string): Promise<readonly Ref[]> {
  const format = '--format=%(refname) %(objecttype) %(objectname)';
  const lines = (await runGit(dir, ['for-each-ref', format])).split('\n').filter(Boolean);
  const refs = lines.map((line): Ref => {
    const [name = '', type = '', sha = ''] = line.split(' ');
    return { name, type, sha };
  });
  return refs.filter(({ name }) => name.startsWith(prefix));
}

/** The name of the branch that the repository begins with. */
export async function readDefaultBranch(dir: string): Promise<string> {
  return (await runGit(dir, ['symbolic-ref', '--short', 'HEAD'])).trim();
}
