import type { Reply } from '../cloudflare/envelope.ts';
import type { Endpoint } from './endpoint.ts';
import { notFound, refuse } from './reply.ts';
import type { Token, World } from './world.ts';

/** Who is asking. */
export type Visitor = { readonly token: Token | undefined };

/**
 * The visitor, or why it is refused at the door.
 * https://docs.github.com/rest/authentication/authenticating-to-the-rest-api
 */
export function authenticate(
  authorization: string | undefined,
  { tokens, visibility }: Pick<World, 'tokens' | 'visibility'>,
): Visitor | { readonly refusal: Reply } {
  if (authorization === undefined) {
    // A private repository does not exist for those who may not see it.
    return visibility === 'public' ? { token: undefined } : { refusal: notFound };
  }
  const value = /^(?:bearer|token) +(\S+)$/i.exec(authorization)?.[1];
  const token = tokens.find((candidate) => candidate.value === value);
  return token ? { token } : { refusal: refuse(401, 'Bad credentials') };
}

/**
 * Why the visitor may not use an endpoint; undefined where it may. What is public needs no permission.
 * https://docs.github.com/rest/using-the-rest-api/troubleshooting-the-rest-api#resource-not-accessible
 */
export function forbid(
  { token }: Visitor,
  { permission }: Pick<Endpoint, 'permission'>,
  visibility: World['visibility'],
): Reply | undefined {
  if (visibility === 'public' || permission === 'metadata') return undefined;
  if (token?.permissions[permission] !== undefined) return undefined;
  return refuse(403, `Resource not accessible by ${token?.kind ?? 'integration'}`, {
    'x-accepted-github-permissions': `${permission}=read`,
  });
}
