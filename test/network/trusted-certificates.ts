import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** One file with several certificates. */
export interface TrustedCertificates extends AsyncDisposable {
  /** For `NODE_EXTRA_CA_CERTS`, which takes one file. */
  readonly path: string;
}

/** Puts the certificates of several TLS fronts into one file. */
export async function joinCertificates(
  fronts: readonly { readonly certificatePath: string }[],
): Promise<TrustedCertificates> {
  const folder = await mkdtemp(join(tmpdir(), 'certificates-'));
  const path = join(folder, 'ca.pem');
  const texts = await Promise.all(
    fronts.map(({ certificatePath }) => readFile(certificatePath, 'utf8')),
  );
  await writeFile(path, texts.join('\n'));
  return {
    path,
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }),
  };
}
