import { runGit } from './git.ts';

/** What becomes of a path: its content, `null` for nothing, or something that is no plain file. */
export type Change =
  | string
  | Uint8Array
  | null
  | { readonly content: string | Uint8Array; readonly executable: true }
  | { readonly linkTo: string }
  | { readonly submodule: string };

export type CommitToWrite = {
  readonly files: Readonly<Record<string, Change>>;
  readonly nothingElse?: boolean;
  readonly branch: string;
  readonly parent?: string | null;
  readonly message?: string;
  /** Since 1970. */
  readonly seconds: number;
};

/**
 * Writes a commit without a working tree, in one process however many files there are, and gives
 * its hash.
 * https://git-scm.com/docs/git-fast-import
 */
export async function writeCommit(dir: string, commit: CommitToWrite): Promise<string> {
  const ref = `refs/heads/${commit.branch}`;
  const parent = commit.parent === undefined ? await findHead(dir, ref) : commit.parent;
  const person = `Release Robot <robot@example.com> ${commit.seconds} +0000`;
  const lines: (string | Uint8Array)[] = [
    `commit ${ref}\nmark :1\nauthor ${person}\ncommitter ${person}\n`,
    ...data(commit.message ?? 'A change'),
    // Without "from", fast-import begins a branch that it has not seen yet with no parent.
    ...(parent ? [`from ${await resolve(dir, parent)}\n`] : []),
    ...(commit.nothingElse ? ['deleteall\n'] : []),
    ...Object.entries(commit.files).flatMap(([path, change]) => write(path, change)),
    'get-mark :1\n',
  ];
  const input = Buffer.concat(lines.map((line) => Buffer.from(line)));
  // The branch may be moved back: a force-push.
  return (await runGit(dir, ['fast-import', '--quiet', '--force'], { input })).trim();
}

async function findHead(dir: string, ref: string): Promise<string | undefined> {
  const heads = await runGit(dir, ['for-each-ref', '--format=%(objectname)', ref]);
  return heads.trim() || undefined;
}

async function resolve(dir: string, parent: string): Promise<string> {
  if (/^[0-9a-f]{40}$/.test(parent)) return parent;
  return (await runGit(dir, ['rev-parse', '--verify', `${parent}^{commit}`])).trim();
}

function write(path: string, change: Change): (string | Uint8Array)[] {
  const name = quote(path);
  if (change === null) return [`D ${name}\n`];
  if (typeof change === 'string' || change instanceof Uint8Array) {
    return [`M 100644 inline ${name}\n`, ...data(change)];
  }
  if ('linkTo' in change) return [`M 120000 inline ${name}\n`, ...data(change.linkTo)];
  if ('submodule' in change) return [`M 160000 ${change.submodule} ${name}\n`];
  return [`M 100755 inline ${name}\n`, ...data(change.content)];
}

function data(content: string | Uint8Array): (string | Uint8Array)[] {
  return [`data ${Buffer.byteLength(content)}\n`, content, '\n'];
}

// A path is quoted as a string of C, where it needs to be.
function quote(path: string): string {
  const escaped = path.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n');
  return `"${escaped}"`;
}
