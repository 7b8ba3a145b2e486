import { createServer, type IncomingMessage } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';

/** A proxy on loopback that opens tunnels to ports on loopback, whatever host was asked for. */
export interface ConnectProxy extends AsyncDisposable {
  /** `127.0.0.1:PORT` */
  readonly address: string;
  /** The targets that were asked for: `api.cloudflare.com:443`. */
  readonly tunnels: readonly string[];
  /** Requests that came without a tunnel. */
  readonly plainRequests: readonly string[];
}

export interface ConnectProxyOptions {
  /** Where tunnels lead: all to one port, or by the target that was asked for. */
  readonly targetPort: number | ((target: string) => number);
  /** `name:password` that clients have to give. */
  readonly credentials?: string;
  /** Refuses every tunnel with this status. */
  readonly refuseWith?: number;
}

/** @see https://www.rfc-editor.org/rfc/rfc9110#section-9.3.6 */
export async function startConnectProxy(options: ConnectProxyOptions): Promise<ConnectProxy> {
  const tunnels: string[] = [];
  const plainRequests: string[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((request, response) => {
    plainRequests.push(`${request.method} ${request.url}`);
    response.writeHead(502).end();
  });
  server.on('connection', (socket) => sockets.add(socket));
  server.on('connect', (request, socket: Socket) => {
    tunnels.push(request.url ?? '');
    const refusal = findRefusal(request, options);
    if (refusal !== undefined) {
      socket.end(`HTTP/1.1 ${refusal} Refused\r\ncontent-length: 0\r\n\r\n`);
      return;
    }
    const { targetPort } = options;
    const port = typeof targetPort === 'number' ? targetPort : targetPort(request.url ?? '');
    const target = connect(port, '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 Connection Established\r\n\r\n');
      socket.pipe(target).pipe(socket);
    });
    target.on('error', () => socket.destroy());
    socket.on('error', () => target.destroy());
  });
  await new Promise<void>((settle) => server.listen(0, '127.0.0.1', settle));
  return {
    address: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    tunnels,
    plainRequests,
    [Symbol.asyncDispose]: async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}

function findRefusal(
  { headers }: IncomingMessage,
  { credentials, refuseWith }: ConnectProxyOptions,
): number | undefined {
  if (refuseWith !== undefined) return refuseWith;
  if (credentials === undefined) return undefined;
  const expected = `Basic ${Buffer.from(credentials).toString('base64')}`;
  return headers['proxy-authorization'] === expected ? undefined : 407;
}
