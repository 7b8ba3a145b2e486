import { isLoopback } from '../http/proxy.ts';
import { InputProblem } from './problem.ts';

export const booleanForm = '`true` or `false`';

/**
 * Reads a boolean in the spellings of YAML 1.2's core schema, as the toolkit's `getBooleanInput`
 * does; anything else is a problem, so that a typo is never silently `false`.
 * @see https://yaml.org/spec/1.2.2/#10212-boolean
 */
export function readBoolean(text: string): boolean {
  if (/^(?:true|True|TRUE)$/.test(text)) return true;
  if (/^(?:false|False|FALSE)$/.test(text)) return false;
  throw new InputProblem('is not a boolean');
}

export const durationForm = '`90s`, `5m`, `1h`, or a number of seconds';

const secondsPerUnit = new Map([
  ['', 1],
  ['s', 1],
  ['m', 60],
  ['h', 3600],
]);

/** A job on GitHub's runners ends after 6 hours, on others after 5 days; timers end at 24.8 days. */
const longestSeconds = 5 * 24 * 3600;

/** Reads a duration and gives whole milliseconds: 1 at least, 5 days at most. */
export function readDuration(text: string): number {
  const match = /^(\d+(?:\.\d+)?)\s*([smh]?)$/.exec(text);
  const unit = secondsPerUnit.get(match?.[2] ?? '');
  const seconds = match === null || unit === undefined ? Number.NaN : Number(match[1]) * unit;
  if (Number.isNaN(seconds)) throw new InputProblem('is not a duration');
  if (seconds > longestSeconds) throw new InputProblem('is longer than 5 days');
  const ms = Math.round(seconds * 1000);
  if (ms === 0) throw new InputProblem('is no time at all');
  return ms;
}

/** Reads one of a few words. */
export function readChoice<T extends string>(text: string, choices: readonly T[]): T {
  const value = choices.find((choice) => choice === text);
  if (value === undefined) throw new InputProblem('is not a known value');
  return value;
}

export const apiUrlForm = 'an address with `https`, or with `http` on loopback, without a query';

/** Reads the address of an API, which decides where a token goes; gives it without a last slash. */
export function readApiUrl(text: string): string {
  const url = URL.parse(text);
  if (url === null) throw new InputProblem('is not an absolute URL');
  if (url.username !== '' || url.password !== '') {
    throw new InputProblem('has a user name or password in it');
  }
  if (/[?#]/.test(text)) throw new InputProblem('has a query or a fragment');
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLoopback(url.hostname))) {
    throw new InputProblem('would send the token unencrypted');
  }
  return url.href.replace(/\/+$/, '');
}
