import { spawn } from 'node:child_process';
import { buffer, text } from 'node:stream/consumers';

/** What git answered: its exit code, and what it printed. */
export type GitAnswer = {
  readonly exitCode: number | null;
  readonly stdout: Buffer;
  readonly stderr: string;
};

// Nothing of the machine's settings may decide what a test sees: neither its config files, nor a
// repository that the tests themselves run in (a git hook sets GIT_DIR).
// https://git-scm.com/docs/git#Documentation/git.txt-codeGITCONFIGNOSYSTEMcode
const isolated = {
  PATH: process.env['PATH'],
  SYSTEMROOT: process.env['SYSTEMROOT'],
  LC_ALL: 'C',
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_TERMINAL_PROMPT: '0',
  GIT_OPTIONAL_LOCKS: '0',
};

/** Asks git, whatever it answers. */
export async function askGit(
  dir: string,
  args: readonly string[],
  options: {
    readonly input?: string | Uint8Array;
    readonly env?: Readonly<Record<string, string>>;
  } = {},
): Promise<GitAnswer> {
  // The folder may belong to somebody else, as checkouts in containers do.
  const all = ['-c', 'safe.directory=*', '-c', 'core.quotePath=false', ...args];
  const child = spawn('git', all, { cwd: dir, env: { ...isolated, ...options.env } });
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  // git may end before it has read everything; its exit code tells why.
  child.stdin.on('error', () => undefined);
  child.stdin.end(options.input);
  const [exitCode, stdout, stderr] = await Promise.all([
    ended,
    buffer(child.stdout),
    text(child.stderr),
  ]);
  return { exitCode, stdout, stderr };
}

/** Asks git, and throws where it fails. */
export async function runGit(
  dir: string,
  args: readonly string[],
  options: Parameters<typeof askGit>[2] = {},
): Promise<string> {
  const { exitCode, stdout, stderr } = await askGit(dir, args, options);
  if (exitCode !== 0) throw new Error(`git ${args.join(' ')} ended with ${exitCode}: ${stderr}`);
  return stdout.toString();
}
