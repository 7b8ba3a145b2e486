import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { parse } from 'yaml';
import { parseOutputs } from '../action/runner-outputs.ts';

interface Workflow {
  readonly jobs: Readonly<Record<string, { readonly steps?: readonly WorkflowStep[] }>>;
}

interface WorkflowStep {
  readonly name?: string;
  readonly run?: string;
}

/** What came of a step. */
export interface RanStep {
  readonly exitCode: number | null;
  /** What `gh` was called with, in order, a line each. */
  readonly calls: readonly string[];
  readonly outputs: Readonly<Record<string, string>>;
}

/**
 * Runs one step of release.yml as GitHub's runner does on Linux, with a stand-in for `gh`.
 * @param gh What the stand-in does: lines of bash, with what it is called with in `$*`.
 * @see https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#jobsjob_idstepsshell
 */
export function runReleaseStep(
  name: string,
  env: Readonly<Record<string, string>>,
  gh = '',
): RanStep {
  const folder = mkdtempSync(join(tmpdir(), 'release-step-'));
  const at = (file: string) => join(folder, file);
  try {
    const standIn = `#!/usr/bin/env bash\necho "$*" >> '${at('calls')}'\n${gh}\n`;
    const files = { calls: '', output: '', gh: standIn, 'step.sh': readScript(name) };
    for (const [file, text] of Object.entries(files)) writeFileSync(at(file), text);
    chmodSync(at('gh'), 0o755);
    const { status } = spawnSync('bash', ['-e', at('step.sh')], {
      env: {
        PATH: [folder, process.env['PATH']].join(delimiter),
        GITHUB_OUTPUT: at('output'),
        ...env,
      },
      stdio: 'ignore',
    });
    return {
      exitCode: status,
      calls: readFileSync(at('calls'), 'utf8').split('\n').filter(Boolean),
      outputs: parseOutputs(readFileSync(at('output'), 'utf8')),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function readScript(name: string): string {
  const { jobs } = parse(readFileSync('.github/workflows/release.yml', 'utf8')) as Workflow;
  const steps = Object.values(jobs).flatMap((job) => job.steps ?? []);
  const script = steps.find((step) => step.name === name)?.run;
  if (script === undefined) throw new Error(`release.yml has no step "${name}" that runs a script`);
  return script;
}
