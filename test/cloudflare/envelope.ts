/**
 * The JSON envelope around every answer of Cloudflare's API.
 * https://developers.cloudflare.com/fundamentals/api/how-to/make-api-calls/
 */

export type ApiError = {
  readonly code: number;
  readonly message: string;
  readonly error_chain?: readonly ApiError[];
};

export type ResultInfo = {
  readonly page: number;
  readonly per_page: number;
  readonly count: number;
  readonly total_count: number;
  readonly total_pages: number;
};

/** An HTTP reply before it is sent. */
export type Reply = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
};

function reply(status: number, envelope: object): Reply {
  return {
    status,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(envelope),
  };
}

/** A success with its result, which may be `null`. */
export function succeed(result: unknown, resultInfo?: ResultInfo): Reply {
  const envelope = { success: true, errors: [], messages: [], result };
  return reply(200, resultInfo ? { ...envelope, result_info: resultInfo } : envelope);
}

/** A failure. Its status may be 200: only `success` tells. */
export function refuse(status: number, ...errors: readonly ApiError[]): Reply {
  return reply(status, { success: false, errors, messages: [], result: null });
}
