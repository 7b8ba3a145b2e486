import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { type AddressInfo, connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createServer } from 'node:tls';
import { generate } from 'selfsigned';

/** A TLS server in front of a server on loopback, with a certificate that nobody trusts yet. */
export interface TlsFront extends AsyncDisposable {
  readonly port: number;
  /** For `NODE_EXTRA_CA_CERTS`: the certificate is its own authority. */
  readonly certificatePath: string;
}

/**
 * Answers TLS connections for one host name, or for several, and passes what is in them to a port on
 * loopback.
 * @see https://nodejs.org/api/cli.html#node_extra_ca_certsfile
 */
export async function startTlsFront(
  hostNames: string | readonly string[],
  targetPort: number,
): Promise<TlsFront> {
  const names = [hostNames].flat();
  const { private: key, cert } = await generate([{ name: 'commonName', value: names[0] ?? '' }], {
    keyType: 'ec',
    extensions: [
      { name: 'basicConstraints', cA: true, critical: true },
      { name: 'subjectAltName', altNames: names.map((value) => ({ type: 2, value })) },
    ],
  });
  const folder = await mkdtemp(join(tmpdir(), 'tls-front-'));
  const certificatePath = join(folder, 'ca.pem');
  await writeFile(certificatePath, cert);
  const server = createServer({ key, cert }, (socket) => {
    const target = connect(targetPort, '127.0.0.1');
    socket.on('error', () => target.destroy());
    target.on('error', () => socket.destroy());
    socket.pipe(target).pipe(socket);
  });
  // A client that does not trust the certificate hangs up in the middle of the handshake.
  server.on('tlsClientError', () => undefined);
  await new Promise<void>((settle) => server.listen(0, '127.0.0.1', settle));
  return {
    port: (server.address() as AddressInfo).port,
    certificatePath,
    [Symbol.asyncDispose]: async () => {
      server.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
