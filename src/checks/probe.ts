import type { NetworkFailure } from '../cloudflare/transport.ts';
import type { RequestHeaders } from '../inputs/request-headers.ts';

/** What an address answered. */
export interface ProbeAnswer {
  readonly kind: 'reply';
  readonly status: number;
  /** Names in lower case; of a header that came several times, the first value. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: ProbeBody;
  /** The address that answered: after redirects, another one than was asked. */
  readonly url: string;
}

export interface ProbeBody {
  /** Decoded; nothing where it was too large. */
  readonly bytes: Uint8Array;
  readonly tooLarge: boolean;
}

export type ProbeReply = ProbeAnswer | NetworkFailure;

/** Makes one `GET`, follows nothing, and gives what came of it; rejects only on a bug. */
export type Probe = (
  url: string,
  headers: RequestHeaders,
  signal: AbortSignal,
) => Promise<ProbeReply>;
