import { createHash } from 'node:crypto';
import type { Check } from '../inputs/checks.ts';
import type { ContentExpectation } from './verdict.ts';
import type { VisitBody, VisitReply } from './visit.ts';

/** Whether a body is what is expected; unknown where only its beginning came, and that fits. */
export function matchContent(
  expectation: ContentExpectation,
  body: Exclude<VisitBody, { kind: 'unread' }>,
): 'holds' | 'other' | 'unknown' {
  const { kind, bytes } = body;
  switch (expectation.kind) {
    case 'contains':
      if (toBuffer(bytes).includes(expectation.text)) return 'holds';
      return kind === 'whole' ? 'other' : 'unknown';
    case 'equals':
      if (body.kind === 'beginning') return isBeginning(bytes, expectation) ? 'unknown' : 'other';
      // Files may be stored compressed, and then be sent as they are.
      return isFile(bytes, expectation) || (body.sent && isFile(body.sent, expectation))
        ? 'holds'
        : 'other';
  }
}

type FileExpectation = Extract<ContentExpectation, { kind: 'equals' }>;

function isFile(bytes: Uint8Array, file: FileExpectation): boolean {
  return bytes.length === file.bytes && sha256(bytes) === file.sha256;
}

function toBuffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** Whether a longer file begins so. Where the body was cut, a last character may be half one. */
function isBeginning(bytes: Uint8Array, file: FileExpectation): boolean {
  const text = toBuffer(bytes)
    .toString()
    .replace(/\ufffd$/, '');
  const known = Buffer.from(text).subarray(0, file.beginning.length);
  return file.bytes >= known.length && known.equals(file.beginning.subarray(0, known.length));
}

/** Whether a status says that the page is there. */
export function isSuccess(status: number): boolean {
  return status >= 200 && status < 300;
}

/** Whether a check of `wait-for` holds: any 2xx for a bare URL, a 2xx with the content for others. */
export function holds({ expectation }: Check, reply: VisitReply): boolean {
  if (reply.kind !== 'reply' || !isSuccess(reply.status)) return false;
  if (expectation.kind === 'status') return true;
  return reply.body.kind !== 'unread' && matchContent(expectation, reply.body) === 'holds';
}
