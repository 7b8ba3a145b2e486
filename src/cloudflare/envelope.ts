import { isRecord } from '../json.ts';
/** One error of Cloudflare's envelope. */
export interface ApiError {
  readonly code: number;
  readonly message: string;
  /** JSON pointer to the part of the body that is meant, where Cloudflare names it: `/files/3`. */
  readonly pointer?: string;
  /** Codes and messages further down, such as 6111 under 6003. */
  readonly chain: readonly { readonly code: number; readonly message: string }[];
}

/** Cloudflare's envelope around every answer of its API. */
export interface Envelope {
  readonly success: boolean;
  readonly errors: readonly ApiError[];
  readonly result: unknown;
}

/** What a body was that is no envelope. */
export type UnreadableContent = 'empty' | 'HTML' | 'text' | 'JSON of another form';

/**
 * Reads the body of an answer.
 * @see https://developers.cloudflare.com/fundamentals/api/how-to/make-api-calls/
 */
export function parseEnvelope(body: string): Envelope | UnreadableContent {
  if (body.trim() === '') return 'empty';
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch {
    return /^\s*</.test(body) ? 'HTML' : 'text';
  }
  if (!isRecord(value) || typeof value['success'] !== 'boolean') return 'JSON of another form';
  const errors = Array.isArray(value['errors']) ? value['errors'] : [];
  return {
    success: value['success'],
    errors: errors.map(readError),
    result: value['result'] ?? null,
  };
}

function readError(value: unknown): ApiError {
  if (!isRecord(value)) return { code: 0, message: JSON.stringify(value), chain: [] };
  const source = value['source'];
  const pointer = isRecord(source) ? source['pointer'] : undefined;
  const chain = Array.isArray(value['error_chain']) ? value['error_chain'].filter(isRecord) : [];
  return {
    ...readCodeAndMessage(value),
    ...(typeof pointer === 'string' ? { pointer } : {}),
    chain: chain.map(readCodeAndMessage),
  };
}

function readCodeAndMessage(value: Record<string, unknown>): { code: number; message: string } {
  const code = Number(value['code']);
  const message = value['message'];
  return {
    code: Number.isSafeInteger(code) ? code : 0,
    message: typeof message === 'string' ? message : '',
  };
}
