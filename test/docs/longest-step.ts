import { inputDefaults } from '../../src/inputs/inputs.ts';
import { readDuration } from '../../src/inputs/scalars.ts';
import type { Values } from './recipe-files.ts';

/** How long a step with these inputs may take at most, as README.md says it. */
export function findLongestMs(inputs: Values): number {
  const read = (name: 'timeout' | 'wait-timeout' | 'verify-timeout'): number =>
    readDuration(String(inputs[name] ?? inputDefaults[name]));
  const has = (name: string): boolean => inputs[name] !== undefined;
  const looksUp = !/^\$\{\{ \S+ \}\}$/.test(String(inputs['zone']));
  // Each of these has the time of `timeout` for itself.
  const parts = [inputs['mode'] === 'changed', looksUp, true, has('verify')];
  return (
    read('timeout') * parts.filter(Boolean).length +
    (has('wait-for') ? read('wait-timeout') : 0) +
    (has('verify') ? read('verify-timeout') : 0)
  );
}
