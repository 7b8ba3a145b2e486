import type { HttpReply } from './transport.ts';

/** Every token of Cloudflare is longer; a shorter one is a mistake, and may be part of any word. */
const shortestToken = 20;

/**
 * An answer without the token, which a gateway may have put into an error of its own. The runner hides
 * the token in logs, but nobody does so in a report that is kept as an artifact.
 */
export function hideToken(reply: HttpReply, token: string): HttpReply {
  if (token.length < shortestToken) return reply;
  const hide = (text: string): string => text.replaceAll(token, '***');
  const headers = Object.entries(reply.headers).map(([name, value]) => [name, hide(value)]);
  return { ...reply, headers: Object.fromEntries(headers), body: hide(reply.body) };
}
