import { inputDefaults } from '../../src/inputs/input-names.ts';
import { readDuration } from '../../src/inputs/scalars.ts';
import type { Values } from './recipe-files.ts';

/** How long a step with these inputs may take at most, as README.md says it. */
export function findLongestMs(inputs: Values): number {
  const read = (name: 'timeout' | 'wait-timeout' | 'verify-timeout'): number => {
    const duration = readDuration(String(inputs[name] ?? inputDefaults[name]));
    if (!duration.ok) throw new Error(`${name} ${duration.problem}`);
    return duration.value;
  };
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
