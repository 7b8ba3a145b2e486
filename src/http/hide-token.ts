import { redact, redactHeaders } from '../redact.ts';
import type { Transport } from './transport.ts';

/** Every token of an API is longer; a shorter one is a mistake, and may be part of any word. */
const shortestToken = 20;

/**
 * The same transport, whose answers never hold the token: a gateway may put it into an error of its
 * own. The runner hides the token in logs, but nobody does so in a report that is kept.
 */
export function hideToken(send: Transport, token: string): Transport {
  if (token.length < shortestToken) return send;
  return async (request, signal) => {
    const reply = await send(request, signal);
    if (reply.kind === 'no-reply') return reply;
    const headers = redactHeaders(reply.headers, [token]);
    return { ...reply, headers, body: redact(reply.body, [token]) };
  };
}
