import type { Environment } from '../runner.ts';

/**
 * Every input with its default, as `action.yml` declares them (a test holds the two together).
 * The defaults stand here as well because an empty value means the default: an expression that
 * gives nothing must not break a step.
 */
export const inputDefaults = {
  zone: '',
  token: '',
  mode: '',
  method: 'purge',
  urls: '',
  tags: '',
  hosts: '',
  prefixes: '',
  'urls-file': '',
  'tags-file': '',
  'hosts-file': '',
  'prefixes-file': '',
  variants: '',
  'zone-environment': '',
  'site-url': '',
  root: '',
  since: '',
  // The runner fills in `github.token`; where it has none, there is none.
  'github-token': '',
  'wait-for': '',
  'wait-timeout': '5m',
  timeout: '15m',
  verify: '',
  'verify-timeout': '1m',
  'verify-from': '',
  'globalping-token': '',
  'check-headers': '',
  'dry-run': 'false',
  summary: 'true',
  'api-url': 'https://api.cloudflare.com/client/v4',
} as const;

export type InputName = keyof typeof inputDefaults;

/** What the workflow gave, trimmed, with the default where it gave nothing. */
export type RawInputs = Readonly<Record<InputName, string>>;

/**
 * Reads all inputs the way the runner hands them over: `INPUT_` and the name in upper case, with
 * its hyphens.
 * @see https://docs.github.com/en/actions/reference/workflows-and-actions/metadata-syntax#inputs
 */
export function readRawInputs(environment: Environment): RawInputs {
  const read = (name: string): string => environment[`INPUT_${name.toUpperCase()}`]?.trim() ?? '';
  return Object.fromEntries(
    Object.entries(inputDefaults).map(([name, fallback]) => [name, read(name) || fallback]),
  ) as Record<InputName, string>;
}
