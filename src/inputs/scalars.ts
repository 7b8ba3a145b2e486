import type { Checked } from '../text.ts';

export const booleanForm = '`true` or `false`';

/**
 * Reads a boolean in the spellings of YAML 1.2's core schema, as the toolkit's `getBooleanInput`
 * does; anything else is a fault, so that a typo is never silently `false`.
 * @see https://yaml.org/spec/1.2.2/#10212-boolean
 */
export function readBoolean(text: string): Checked<boolean> {
  if (/^(?:true|True|TRUE)$/.test(text)) return { ok: true, value: true };
  if (/^(?:false|False|FALSE)$/.test(text)) return { ok: true, value: false };
  return { ok: false, problem: 'is not a boolean' };
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
export function readDuration(text: string): Checked<number> {
  const match = /^(\d+(?:\.\d+)?)\s*([smh]?)$/.exec(text);
  const unit = secondsPerUnit.get(match?.[2] ?? '');
  const seconds = match === null || unit === undefined ? Number.NaN : Number(match[1]) * unit;
  if (Number.isNaN(seconds)) return { ok: false, problem: 'is not a duration' };
  if (seconds > longestSeconds) return { ok: false, problem: 'is longer than 5 days' };
  const ms = Math.round(seconds * 1000);
  return ms > 0 ? { ok: true, value: ms } : { ok: false, problem: 'is no time at all' };
}

/** Reads one of a few words. */
export function readChoice<T extends string>(text: string, choices: readonly T[]): Checked<T> {
  const value = choices.find((choice) => choice === text);
  return value === undefined ? { ok: false, problem: 'is not a known value' } : { ok: true, value };
}
