import { parseArgs } from 'node:util';
import type { ActionMetadata } from '../../test/action/action-metadata.ts';
import { indent } from './text-layout.ts';

/** What the command line asks the demo for. */
export type DemoOptions =
  | { readonly kind: 'story' }
  | { readonly kind: 'help' }
  | {
      readonly kind: 'step';
      readonly inputs: Readonly<Record<string, string>>;
      /** Whether to talk to the real Cloudflare. */
      readonly live: boolean;
    }
  | { readonly kind: 'wrong'; readonly problem: string };

/** Reads the command line. Every input of the action is an option with a value. */
export function readOptions(
  parameters: readonly string[],
  { inputs }: Pick<ActionMetadata, 'inputs'>,
): DemoOptions {
  const inputOptions = Object.keys(inputs).map((name) => [name, { type: 'string' }] as const);
  const options = {
    ...Object.fromEntries(inputOptions),
    live: { type: 'boolean' },
    help: { type: 'boolean', short: 'h' },
  } as const;
  try {
    const { values } = parseArgs({ args: [...parameters], options, allowPositionals: false });
    const { live = false, help = false, ...rest } = values;
    const given = Object.entries(rest).filter((entry): entry is [string, string] => {
      return typeof entry[1] === 'string';
    });
    if (help === true) return { kind: 'help' };
    if (given.length === 0 && live !== true) return { kind: 'story' };
    return { kind: 'step', inputs: Object.fromEntries(given), live: live === true };
  } catch (error) {
    if (!isParseError(error)) throw error;
    // The rest of Node's messages is about options that start with a dash on purpose.
    return { kind: 'wrong', problem: error.message.split('. ')[0] ?? '' };
  }
}

function isParseError(error: unknown): error is Error {
  return (
    error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS_')
  );
}

/** The text of `--help`. */
export function describeOptions({ inputs }: Pick<ActionMetadata, 'inputs'>, width: number): string {
  const described = Object.entries(inputs).map(([name, { description, default: value }]) => {
    const fallback = value === undefined ? '' : ` (default: ${value})`;
    return `  --${name} VALUE\n${indent(`${description}${fallback}`, '      ', width)}`;
  });
  return `Runs the built action as a workflow would, and shows what people see of it.

  npm start                                  a late release, a lagging place, a mistake, on loopback
  npm start -- --mode tags --tags "a b"      a step with these inputs, on loopback
  npm start -- --mode changed                what the last commits changed in this repository
  npm start -- --live --mode everything      the same with the real Cloudflare

Without --live, a Cloudflare on loopback answers: nothing leaves this machine. Its zones are
example.com, example.org and shop.example.co.uk. Checks reach a site with three files there:
version.txt, version.js and app.js of https://www.example.com. --verify-from reaches it from Frankfurt, Tokyo,
Ashburn, São Paulo and Sydney. With --mode changed, a GitHub on loopback answers
from the git repository that this command is called in; --root and --since choose in it. With --live, token and zone are taken from
CLOUDFLARE_API_TOKEN and CLOUDFLARE_ZONE_ID in the environment, and the purge is real.
The exit code is the action's; 2 where the options are wrong.

Options:

  --live
      Talk to the real Cloudflare
  --help, -h
      Show this

Every input of action.yml is an option as well:

${described.join('\n')}
`;
}
