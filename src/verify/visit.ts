import type { NetworkFailure } from '../http/transport.ts';

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
  /** `sent` is as it came, where it was encoded. */
  | { readonly kind: 'whole'; readonly bytes: Uint8Array; readonly sent?: Uint8Array }
  | { readonly kind: 'beginning'; readonly bytes: Uint8Array }
  /** Too large, or of no use for this check. */
  | { readonly kind: 'unread' };

export type VisitReply = VisitAnswer | NetworkFailure;
