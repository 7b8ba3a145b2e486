import { expect, test } from 'vitest';
import { tellsAllRefused } from '../../../src/cloudflare/named-items.ts';
import { apiError } from '../api-replies.ts';

const content = { kind: 'tags', items: ['blog', 'request', 'news'] } as const;
const trailer = apiError(1016, 'Some items were not purged');

test.each([
  [
    'each error names an item, and the trailer ends them',
    [apiError(1015, 'refused: blog'), trailer],
    true,
  ],
  [
    'no trailer: the message may name an item by accident',
    [apiError(99999, 'Your request failed')],
    false,
  ],
  [
    'one error names none: more was refused than is named',
    [apiError(1015, 'refused: blog'), apiError(1015, 'another one refused'), trailer],
    false,
  ],
  ['the trailer alone', [trailer], false],
  ['nothing', [], false],
])('%s', (_, errors, expected) => {
  expect(tellsAllRefused(content, errors)).toBe(expected);
});
