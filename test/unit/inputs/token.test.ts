import { describe, expect, test } from 'vitest';
import { findRunOrigin, findTokenProblem } from '../../../src/inputs/token.ts';

test.each([
  `cfut_${'a'.repeat(40)}`,
  `cfat_${'b'.repeat(100)}`,
  'V'.repeat(40),
  '0'.repeat(37),
  'x',
])('no problem can be seen with %s', (token) => {
  expect(findTokenProblem(token)).toBeUndefined();
});

test.each([
  ['cfk_0123456789', /Global API Key.*make an API token/],
  ['Bearer abc', /"Bearer"/],
  ['bearer abc', /"Bearer"/],
  ['"abc"', /quotes/],
  ["'abc'", /quotes/],
  ['abc def', /white space or a line break/],
  ['abc\ndef', /white space or a line break/],
  ['abc\u200b', /characters in it that no token has/],
  ['tökén', /characters in it that no token has/],
])('%o has a problem that names no part of it', (token, problem) => {
  const found = findTokenProblem(token);
  expect(found).toMatch(problem);
  expect(found).not.toContain(token);
});

describe('where a run comes from', () => {
  const repository = { GITHUB_REPOSITORY: 'o/r' };
  const pullFrom = (name: unknown) => ({ pull_request: { head: { repo: { full_name: name } } } });
  test.each([
    ['a push', { GITHUB_EVENT_NAME: 'push' }, {}, 'other'],
    ['Dependabot', { GITHUB_ACTOR: 'dependabot[bot]' }, pullFrom('o/r'), 'dependabot'],
    ['a pull request from a fork', { GITHUB_EVENT_NAME: 'pull_request' }, pullFrom('x/r'), 'fork'],
    ['a pull request of its own', { GITHUB_EVENT_NAME: 'pull_request' }, pullFrom('o/r'), 'other'],
    ['pull_request_target', { GITHUB_EVENT_NAME: 'pull_request_target' }, pullFrom('x/r'), 'other'],
    ['no payload', { GITHUB_EVENT_NAME: 'pull_request' }, undefined, 'other'],
    ['a broken payload', { GITHUB_EVENT_NAME: 'pull_request' }, { pull_request: 7 }, 'other'],
    ['a payload of null', { GITHUB_EVENT_NAME: 'pull_request' }, null, 'other'],
  ])('%s', (_, environment, event, origin) => {
    expect(findRunOrigin({ ...repository, ...environment }, event)).toBe(origin);
  });
});
