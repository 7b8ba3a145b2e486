import { expect, test } from 'vitest';
import { FaultCollector } from '../../../src/inputs/problem.ts';

test('nothing found where nothing was reported', () => {
  expect(new FaultCollector().found).toBeUndefined();
});

test('keeps 20 faults of each input, in order, and counts the rest', () => {
  const collector = new FaultCollector();
  for (let index = 0; index < 1_000; index += 1) {
    collector.report({ input: 'urls', problem: `p${index}` });
    if (index < 20) collector.report({ input: 'tags', problem: 'x' });
  }
  collector.report({ input: 'mode', problem: 'is wrong' });
  const urls = collector.found?.faults.filter(({ input }) => input === 'urls');
  expect(urls?.map((fault) => 'problem' in fault && fault.problem)).toEqual(
    Array.from({ length: 20 }, (_, index) => `p${index}`),
  );
  expect(collector.found?.faults).toHaveLength(41);
  expect(collector.found?.left).toEqual(new Map([['urls', 980]]));
});
