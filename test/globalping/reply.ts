import type { Reply } from '../cloudflare/envelope.ts';

export type { Reply } from '../cloudflare/envelope.ts';

/** A JSON reply. */
export function json(status: number, body: object, headers: Reply['headers'] = {}): Reply {
  return {
    status,
    headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
    body: JSON.stringify(body),
  };
}

/**
 * A refusal.
 * https://github.com/jsdelivr/globalping/blob/master/public/v1/components/responses.yaml
 */
export function refuse(
  status: number,
  type: string,
  message: string,
  more: { readonly headers?: Reply['headers']; readonly params?: object } = {},
): Reply {
  const params = more.params === undefined ? {} : { params: more.params };
  const links = { documentation: 'https://globalping.io/docs/api.globalping.io' };
  return json(status, { error: { type, message, ...params }, links }, more.headers);
}
