import { expect, test } from 'vitest';
import { findDifferences, type SeenStep } from './step-differences.ts';

const step: SeenStep = {
  outcome: 'failure',
  outputs: { purged: '2', verified: '' },
  sent: ['example.com/purge_cache {"tags":["a"]}'],
  problems: ['1 tag was not purged: refused'],
};

const alike = `
  outcome: failure
  purged: 2
  verified:
  sent: example.com/purge_cache {"tags":["a"]}
  problem: not purged
`;

test('finds none where all is as expected', () => {
  expect(findDifferences(alike, step)).toEqual([]);
});

test.for([
  ['the outcome', 'outcome: failure', 'outcome: success'],
  ['an output', 'purged: 2', 'purged: 3'],
  ['an empty output', 'verified:', 'verified: true'],
  ['an output that is not there', 'purged: 2', 'purge: 2'],
  ['a problem', 'problem: not purged', 'problem: rate limit'],
  ['another request', '["a"]', '["b"]'],
  ['a request that was not expected', 'sent: example.com/purge_cache {"tags":["a"]}', ''],
] as const)('finds a difference in %s', ([, right, wrong]) => {
  expect(findDifferences(alike.replace(right, wrong), step)).toHaveLength(1);
});

test.for(['', 'purged: 2', 'outcome: failure\npurged 2'])('refuses %j', (expected) => {
  expect(() => findDifferences(expected, step)).toThrow();
});
