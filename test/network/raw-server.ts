import { type AddressInfo, createServer, type Socket } from 'node:net';
import { Readable } from 'node:stream';

/** A server on loopback that answers with bytes as given, valid HTTP or not. */
export interface RawServer extends AsyncDisposable {
  /** `127.0.0.1:PORT` */
  readonly address: string;
  /** The beginning of each request, as it came. */
  readonly requests: readonly string[];
  /** How many bytes were taken by clients, in all. */
  readonly bytesSent: number;
}

/**
 * Answers each piece that a client sends, requests of these tests being shorter than one packet.
 * @param answer Undefined: nothing is ever said. `index` counts from 0.
 */
export async function startRawServer(
  answer: (index: number) => string | Buffer | undefined = () => undefined,
): Promise<RawServer> {
  const requests: string[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('data', (piece) => {
      requests.push(piece.toString('latin1'));
      const reply = answer(requests.length - 1);
      if (reply !== undefined) Readable.from(pieces(reply)).pipe(socket, { end: false });
    });
  });
  await new Promise<void>((settle) => server.listen(0, '127.0.0.1', settle));
  return {
    address: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    get bytesSent() {
      return [...sockets].reduce(
        (sum, { bytesWritten, writableLength }) => sum + bytesWritten - writableLength,
        0,
      );
    },
    [Symbol.asyncDispose]: async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}

/** In pieces, so that what a client does not take is not written. */
function* pieces(reply: string | Buffer): Generator<Buffer> {
  const bytes = Buffer.from(reply);
  for (let start = 0; start < bytes.length; start += 65_536) {
    yield bytes.subarray(start, start + 65_536);
  }
}

/** An answer of HTTP/1.1 with its length. */
export function rawAnswer(body: string, ...headers: readonly string[]): string {
  const length = `content-length: ${Buffer.byteLength(body)}`;
  return ['HTTP/1.1 200 OK', length, ...headers, '', body].join('\r\n');
}
