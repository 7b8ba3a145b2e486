/** One HTTP request. Redirects are never followed: they would carry a secret elsewhere. */
export interface HttpRequest {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** How much of a response's body is read, in bytes. */
export interface BodyLimit {
  /** 0: the response is dropped after its headers. */
  readonly mostBodyBytes: number;
}

/** The body of a response. */
export interface HttpBody {
  /** Decoded, where the response says how it is encoded. */
  readonly bytes: Uint8Array;
  /** As it came. */
  readonly sent: Uint8Array;
}

interface ReplyHead {
  readonly kind: 'reply';
  readonly status: number;
  /** Names in lower case; of a header that came several times, the first value. */
  readonly headers: Readonly<Record<string, string>>;
}

export interface BytesReply extends ReplyHead {
  /** When the headers came, on the clock's scale. */
  readonly receivedAt: number;
  /** Undefined if it is longer than the request allows. */
  readonly body: HttpBody | undefined;
}

/** A response whose body was read as text. */
export interface HttpReply extends ReplyHead {
  readonly body: string;
}

/** Why no whole response came, as far as it decides what happens next. */
export type NetworkFailureReason =
  | 'connection'
  | 'dns'
  | 'timeout'
  | 'cut-off'
  | 'malformed'
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
export type Send = (
  request: HttpRequest & BodyLimit,
  signal: AbortSignal,
) => Promise<BytesReply | NetworkFailure>;

/** The same for APIs, which answer with text. */
export type Transport = (
  request: HttpRequest,
  signal: AbortSignal,
) => Promise<HttpReply | NetworkFailure>;
