import { createHash } from 'node:crypto';
import type { Check } from '../../../src/inputs/checks.ts';
import type { VisitAnswer } from '../../../src/verify/ask.ts';

export const url = 'https://www.example.com/app.js';

export const bareCheck: Check = { url, expectation: { kind: 'status' } };

export function expectText(text: string): Check {
  return { url, expectation: { kind: 'contains', text } };
}

export function expectFile(content: string): Check {
  const bytes = Buffer.from(content);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const file = { sha256, bytes: bytes.length, isText: true, beginning: bytes.subarray(0, 40_000) };
  return { url, expectation: { kind: 'equals', path: 'dist/app.js', ...file } };
}

/** An answer of the check's own URL: 200 with this body and these headers, unless told otherwise. */
export function answer(
  text: string,
  headers: Readonly<Record<string, string>> = {},
  rest: Partial<VisitAnswer> = {},
): VisitAnswer {
  const body = { kind: 'whole', bytes: Buffer.from(text) } as const;
  return {
    kind: 'reply',
    by: 'runner',
    status: 200,
    receivedAt: 0,
    headers,
    body,
    url,
    redirectedTo: undefined,
    ...rest,
  };
}

/** What a probe in another place saw of it; a body of which only the beginning came, where it is cut. */
export function answerOfProbe(
  text: string,
  rest: Partial<VisitAnswer> & { readonly isCut?: boolean } = {},
): VisitAnswer {
  const { isCut = false, ...others } = rest;
  const body = { kind: isCut ? 'beginning' : 'whole', bytes: Buffer.from(text) } as const;
  return { ...answer('', { 'cf-cache-status': 'HIT' }), by: 'probe', body, ...others };
}

/** A check by a file that is not UTF-8. */
export function expectBinary(): Check {
  const { url: page, expectation } = expectFile('\u0000');
  return expectation.kind === 'equals'
    ? { url: page, expectation: { ...expectation, isText: false } }
    : bareCheck;
}

export const tooLarge = { body: { kind: 'unread' } } as const;
