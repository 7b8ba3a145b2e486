import type { Server } from 'node:http';
import type { Socket } from 'node:net';

export type Listening = {
  readonly port: number;
  /** Ends every connection, tunnels too. */
  readonly close: () => Promise<void>;
};

/** Binds a server to a free port of 127.0.0.1. */
export async function listenOnLoopback(server: Server): Promise<Listening> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port');
  return {
    port: address.port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        // closeAllConnections() forgets those that became a tunnel.
        for (const socket of sockets) socket.destroy();
      }),
  };
}
