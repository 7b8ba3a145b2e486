import type { NetworkFailure } from '../http/transport.ts';
import type { RequestHeaders } from '../inputs/headers.ts';

/** What an address answered. */
export interface VisitAnswer {
  readonly kind: 'reply';
  /** A probe in another place follows no redirects, and gives a body as text, up to a length. */
  readonly by: 'runner' | 'probe';
  readonly status: number;
  /** When its headers came, on the clock's scale. */
  readonly receivedAt: number;
  /** Names in lower case; of a header that came several times, the first value. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: VisitBody;
  /** The address that answered: after redirects, another one than was asked. */
  readonly url: string;
  /** Where redirects led to, in a form that may be told; undefined where there were none. */
  readonly redirectedTo: string | undefined;
}

/** A body, decoded. */
export type VisitBody =
  | { readonly kind: 'whole' | 'beginning'; readonly bytes: Uint8Array }
  | { readonly kind: 'too-large' };

export type VisitReply = VisitAnswer | NetworkFailure;

/** Makes one `GET`, follows nothing, and gives what came of it; rejects only on a bug. */
export type Visit = (
  url: string,
  headers: RequestHeaders,
  signal: AbortSignal,
) => Promise<VisitReply>;
