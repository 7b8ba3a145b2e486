/** One HTTP request. Redirects are never followed: they would carry the token elsewhere. */
export interface HttpRequest {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

export interface HttpReply {
  readonly kind: 'reply';
  readonly status: number;
  /** Names in lower case; of a header that came several times, the first value. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Why no whole answer came, as far as it decides what happens next. */
export type NetworkFailureReason =
  | 'connection'
  | 'dns'
  | 'timeout'
  | 'cut-off'
  | 'too-large'
  | 'tls'
  | 'proxy'
  | 'interrupted'
  | 'unexpected';

export interface NetworkFailure {
  readonly kind: 'no-reply';
  readonly reason: NetworkFailureReason;
  /** The code or name of the error, for the log: `ECONNREFUSED`. */
  readonly code: string;
}

/** Sends a request and gives what came of it; rejects only on a bug. */
export type Transport = (
  request: HttpRequest,
  signal: AbortSignal,
) => Promise<HttpReply | NetworkFailure>;
