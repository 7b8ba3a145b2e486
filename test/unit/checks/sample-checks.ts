import { createHash } from 'node:crypto';
import type { Check } from '../../../src/checks/check.ts';
import type { ProbeAnswer } from '../../../src/checks/probe.ts';

export const url = 'https://www.example.com/app.js';

export const bareCheck: Check = { url, expectation: { kind: 'status' } };

export function expectText(text: string): Check {
  return { url, expectation: { kind: 'contains', text } };
}

export function expectFile(content: string): Check {
  const bytes = Buffer.from(content);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return { url, expectation: { kind: 'equals', path: 'dist/app.js', sha256, bytes: bytes.length } };
}

/** An answer of the check's own URL: 200 with this body and these headers, unless told otherwise. */
export function answer(
  body: string,
  headers: Readonly<Record<string, string>> = {},
  rest: Partial<ProbeAnswer> = {},
): ProbeAnswer {
  const bytes = Buffer.from(body);
  return { kind: 'reply', status: 200, headers, body: { bytes, tooLarge: false }, url, ...rest };
}

export const tooLarge = { body: { bytes: new Uint8Array(), tooLarge: true } };
