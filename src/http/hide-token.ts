import { parseJson } from '../json.ts';
import { createRedact, redactJson } from '../redact.ts';
import type { Transport } from './transport.ts';

/** Every token of an API is longer; a shorter one is a mistake, and may be part of any word. */
const shortestToken = 20;

/**
 * The same transport, whose responses never hold the token: a gateway may put it into an error of its
 * own. JSON is redacted after it is parsed, since it has many forms for one text.
 */
export function hideToken(send: Transport, token: string): Transport {
  if (token.length < shortestToken) return send;
  const redact = createRedact([token]);
  return async (request, signal) => {
    const reply = await send(request, signal);
    if (reply.kind === 'no-reply') return reply;
    const headers = Object.entries(reply.headers).map(([name, value]) => [name, redact(value)]);
    const json = reply.body.includes('\\') ? parseJson(reply.body) : undefined;
    const body = redact(json === undefined ? reply.body : JSON.stringify(redactJson(json, redact)));
    return { ...reply, headers: Object.fromEntries(headers), body };
  };
}
