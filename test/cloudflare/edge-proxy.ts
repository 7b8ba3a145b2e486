import type { IncomingMessage, Server } from 'node:http';
import type { Socket } from 'node:net';
import { type EdgeAddress, toVisitorUrl } from './edge-cache-key.ts';

/**
 * An edge is its own HTTP proxy, so that `http://www.example.com/` leads to it with nothing but
 * `HTTP_PROXY` in the environment: no DNS, no certificate.
 */

/** The visitor's URL of a request; undefined where it has none. */
export function readTarget(
  { url = '/', headers }: IncomingMessage,
  address: EdgeAddress,
): URL | undefined {
  // To a proxy, the whole URL is the target: https://www.rfc-editor.org/rfc/rfc9112#section-3.2.2
  const whole = url.startsWith('/') ? `${address.scheme}://${headers.host}${url}` : url;
  return toVisitorUrl(whole, address);
}

/** Lets clients open a tunnel to the hosts on port 80, which ends at the server itself. */
export function acceptTunnels(server: Server, hosts: readonly string[]): void {
  server.on('connect', (request, socket: Socket, head: Buffer) => {
    const [host = '', port] = (request.url ?? '').toLowerCase().split(':');
    if (!hosts.includes(host) || port !== '80') {
      socket.end('HTTP/1.1 502 Bad Gateway\r\ncontent-length: 0\r\n\r\n');
      return;
    }
    socket.write('HTTP/1.1 200 Connection Established\r\n\r\n');
    if (head.length > 0) socket.unshift(head);
    server.emit('connection', socket);
  });
}
