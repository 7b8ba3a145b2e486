/**
 * The demo: runs the built action for a site behind a Cloudflare on loopback, and shows what people
 * see of it.
 *
 *     npm start                                a late release, a lagging place, a mistake
 *     npm start -- --mode tags --tags "a b"    a step with these inputs
 *     npm start -- --mode changed              what changed in this repository
 *     npm start -- --help
 */
import { readActionMetadata } from '../test/action/action-metadata.ts';
import { readingToken, zoneIds } from '../test/cloudflare/account.ts';
import { describeOptions, readOptions } from './demo/options.ts';
import { startOwnHistory } from './demo/own-history.ts';
import { startOldSite } from './demo/release.ts';
import { showStep } from './demo/show-step.ts';
import { tellStory } from './demo/story.ts';

/** What `--live` takes over from the environment. */
const liveVariables = [
  'CLOUDFLARE_API_TOKEN',
  'CLOUDFLARE_ZONE_ID',
  'HTTPS_PROXY',
  'https_proxy',
  'NO_PROXY',
  'no_proxy',
  'NODE_EXTRA_CA_CERTS',
];

/** As shells have it: 128 and the number of SIGINT. */
const interruptedCode = 130;

const width = Math.min(process.stdout.columns || 100, 100);
const metadata = readActionMetadata();
const options = readOptions(process.argv.slice(2), metadata);

// An interrupt reaches the action too, which then ends by itself and gives its account.
const interrupted = new AbortController();
process.on('SIGINT', () => interrupted.abort());

switch (options.kind) {
  case 'story':
    await tellStory(width, interrupted.signal);
    if (interrupted.signal.aborted) process.exitCode = interruptedCode;
    break;
  case 'help':
    console.log(describeOptions(metadata, width));
    break;
  case 'step':
    process.exitCode = await runGivenStep(options.inputs, options.live);
    break;
  case 'wrong':
    console.error(`${options.problem}\nAll options: npm start -- --help`);
    process.exitCode = 2;
    break;
}

/** Runs one step with the given inputs, and gives the exit code of the action. */
async function runGivenStep(
  inputs: Readonly<Record<string, string>>,
  live: boolean,
): Promise<number> {
  // Lists in files are named from where npm was called.
  const folder = { GITHUB_WORKSPACE: process.env['INIT_CWD'] ?? process.cwd() };
  if (live) {
    const env = { ...folder, ...pick(process.env, liveVariables) };
    return exitCodeOf(await showStep({ with: inputs, env }, { site: undefined, width }));
  }
  await using site = await startOldSite();
  const defaults = { zone: zoneIds.exampleCom, token: readingToken };
  if (inputs['mode'] !== 'changed') {
    const step = { with: { ...defaults, ...inputs }, env: folder };
    return exitCodeOf(await showStep(step, { site, width }));
  }
  await using history = await startOwnHistory();
  const step = {
    with: { ...defaults, 'site-url': 'https://www.example.com', ...inputs },
    env: { ...folder, ...history.environment, ...giveToken(inputs) },
  };
  return exitCodeOf(await showStep(step, { site, width }));
}

/** A token that is given has the last word. */
function giveToken({ 'github-token': token }: Readonly<Record<string, string>>) {
  return token === undefined ? {} : { 'INPUT_GITHUB-TOKEN': token };
}

function exitCodeOf({ exitCode }: { readonly exitCode: number | null }): number {
  return exitCode ?? 1;
}

function pick(environment: NodeJS.ProcessEnv, names: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = environment[name];
      return value === undefined ? [] : [[name, value]];
    }),
  );
}
