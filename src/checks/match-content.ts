import { createHash } from 'node:crypto';
import type { Check, Expectation } from './check.ts';
import type { ProbeReply } from './probe.ts';

/** Whether a body is what a check expects; text is looked for as UTF-8. */
export function matchesContent(expectation: Expectation, bytes: Uint8Array): boolean {
  switch (expectation.kind) {
    case 'status':
      return true;
    case 'contains':
      return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).includes(expectation.text);
    case 'equals':
      return (
        bytes.length === expectation.bytes &&
        createHash('sha256').update(bytes).digest('hex') === expectation.sha256
      );
  }
}

/** Whether a status says that the page is there. */
export function isSuccess(status: number): boolean {
  return status >= 200 && status < 300;
}

/** Whether a check of `wait-for` holds: any 2xx for a bare URL, a 2xx with the content for others. */
export function holds({ expectation }: Check, reply: ProbeReply): boolean {
  if (reply.kind === 'no-reply' || !isSuccess(reply.status)) return false;
  if (expectation.kind === 'status') return true;
  return !reply.body.tooLarge && matchesContent(expectation, reply.body.bytes);
}
