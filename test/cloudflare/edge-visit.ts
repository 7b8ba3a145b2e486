import { request } from 'node:http';
import { buffer } from 'node:stream/consumers';

export type VisitAnswer = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  /** As it came: compressed where that was asked for. */
  readonly bytes: Buffer;
  readonly body: string;
};

/** What a test mostly looks at: `MISS new`, `HIT 12 old`, or the status where it is not 200. */
export function summarise({ status, headers, body }: VisitAnswer): string {
  const cache = headers['cf-cache-status'] ?? 'none';
  return [status === 200 ? [] : status, cache, headers['age'] ?? [], body].flat().join(' ');
}

/** Asks a server on loopback for a URL, whose host need not exist. Follows no redirect. */
export async function visit(
  server: { readonly url: string },
  url: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<VisitAnswer> {
  const visited = new URL(url, server.url);
  return new Promise((resolve, reject) => {
    const asked = request(`${server.url}${visited.pathname}${visited.search}`, {
      headers: { host: visited.host, ...headers },
      agent: false,
      maxHeaderSize: 128 * 1024,
    });
    asked.on('error', reject);
    asked.on('response', (response) => {
      const answer = (bytes: Buffer): VisitAnswer => ({
        status: response.statusCode ?? 0,
        headers: response.headers,
        bytes,
        body: bytes.toString(),
      });
      buffer(response).then((bytes) => resolve(answer(bytes)), reject);
    });
    asked.end();
  });
}

/** The same in short. */
export async function look(
  server: { readonly url: string },
  url: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<string> {
  return summarise(await visit(server, url, headers));
}
