// The runner may have an older Node, and act takes the one on the path. So this file keeps to what
// Node 16 can parse, imports nothing but Node's own modules, and loads the rest after the check.
import { appendFileSync } from 'node:fs';

/** As `runs.using` of action.yml says. */
const oldestNode = 24;

// Before anything takes time, since a job may be canceled at any time: the runner sends SIGINT, then
// SIGTERM, then kills.
const canceled = new AbortController();
const signals = ['SIGINT', 'SIGTERM'] as const;
for (const signal of signals) process.on(signal, () => canceled.abort());

// Until the step has told how it ended, it has failed.
process.exitCode = 1;
let hasTold = false;
let isBroken = false;
process.on('exit', () => {
  if (!hasTold) tellError('The step ended without a result. This is a bug in this action.');
});
// What was sent is still accounted for.
process.on('uncaughtException', (error) => {
  isBroken = true;
  tellError(`Unexpected error, a bug in this action: ${describe(error)}`);
  canceled.abort();
});

if (Number(process.versions.node.split('.')[0]) < oldestNode) {
  failUnsent(
    `this action needs Node ${oldestNode} or newer, but runs on Node ${process.versions.node}. Update the runner to version 2.327.1 or newer. act runs the Node that is first on the path; for 32-bit ARM, there is no Node ${oldestNode} runner.`,
  );
} else {
  import('./start.ts').then(runStep, (error) =>
    failUnsent(`the action's own code cannot be loaded: ${describe(error)}`),
  );
}

async function runStep({ start }: typeof import('./start.ts')): Promise<void> {
  // A signal that came while code was loaded is noticed only after this.
  await new Promise((resolve) => setImmediate(resolve));
  const succeeded = await start(canceled.signal);
  hasTold = true;
  if (succeeded && !isBroken) process.exitCode = 0;
  // A name server that does not answer must not hold up the end: Node cannot give up a lookup, and
  // `process.exit` would wait for it as well.
  for (const signal of signals) process.removeAllListeners(signal);
  if (process.exitCode === 1 && process.getActiveResourcesInfo().includes('GetAddrInfoReqWrap')) {
    process.stdout.write('', () => process.kill(process.pid, 'SIGKILL'));
  }
}

/** For failures before anything is read: how many items there are to purge is not known. */
function failUnsent(why: string): void {
  tellError(`Nothing was purged: ${why}`);
  try {
    const outputs = 'purge-id=\npurge-ids=[]\npurged=0\nrequests=0\nverified=\n';
    appendFileSync(process.env['GITHUB_OUTPUT'] ?? '', outputs);
  } catch {
    // The error is what counts.
  }
}

function tellError(message: string): void {
  hasTold = true;
  const data = message.replace(/%/g, '%25').replace(/\r/g, '%0D').replace(/\n/g, '%0A');
  process.stdout.write(`::error title=Cloudflare cache::${data}\n`);
}

function describe(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
