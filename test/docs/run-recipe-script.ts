import { spawn } from 'node:child_process';
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';

/** Folders of one job. */
export interface Machine {
  readonly home: string;
  readonly workspace: string;
  readonly bin: string;
}

/** Puts scripts in place of commands, found by name or as `./NAME`. */
export async function writeCommands(
  folders: readonly string[],
  commands: Readonly<Record<string, string>>,
): Promise<void> {
  for (const folder of folders) {
    await mkdir(folder, { recursive: true });
    for (const [name, script] of Object.entries(commands)) {
      await writeFile(join(folder, name), `#!/usr/bin/env bash\n${script}\n`);
      await chmod(join(folder, name), 0o755);
    }
  }
}

/** What a script set as outputs, and what it said where it failed. */
export interface ScriptRun {
  readonly failure: string | undefined;
  readonly set: readonly [name: string, value: string][];
}

/**
 * Runs Bash as GitHub's runner does: without a `shell`, it stops at errors, but sets no `pipefail`.
 * @see https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#jobsjob_idstepsshell
 */
export async function runScript(
  script: string,
  { home, workspace, bin }: Machine,
  env: Readonly<Record<string, string>>,
): Promise<ScriptRun> {
  const scriptFile = join(home, 'script.sh');
  const outputFile = join(home, 'output');
  await writeFile(scriptFile, script);
  await writeFile(outputFile, '');
  const path = `${bin}${delimiter}${process.env['PATH']}`;
  const failure = await new Promise<string | undefined>((settle, reject) => {
    const child = spawn('bash', ['-e', scriptFile], {
      cwd: workspace,
      env: { ...env, PATH: path, GITHUB_OUTPUT: outputFile, RUNNER_TEMP: home },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let said = '';
    child.stderr.on('data', (chunk: Buffer) => {
      said += chunk.toString();
    });
    child.on('error', reject);
    child.on('close', (code) => settle(code === 0 ? undefined : `exit ${code}: ${said}`));
  });
  return { failure, set: parseLines(await readFile(outputFile, 'utf8')) };
}

function parseLines(text: string): [string, string][] {
  const lines = text.split('\n').filter((line) => line !== '');
  return lines.map((line) => {
    const at = line.indexOf('=');
    return [line.slice(0, at), line.slice(at + 1)];
  });
}
