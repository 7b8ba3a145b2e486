import type { HttpReply } from '../http/transport.ts';
import { redact, redactHeaders } from '../text/redact.ts';

/** Every token of Cloudflare is longer; a shorter one is a mistake, and may be part of any word. */
const shortestToken = 20;

/**
 * An answer without the token, which a gateway may have put into an error of its own. The runner hides
 * the token in logs, but nobody does so in a report that is kept as an artifact.
 */
export function hideToken(reply: HttpReply, token: string): HttpReply {
  if (token.length < shortestToken) return reply;
  const headers = redactHeaders(reply.headers, [token]);
  return { ...reply, headers, body: redact(reply.body, [token]) };
}
