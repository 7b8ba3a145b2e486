import type { NetworkFailure, NetworkFailureReason } from '../http/transport.ts';
import { inline } from '../text.ts';

/** Why no answer came, for one line: `the host name could not be resolved (ENOTFOUND)`. */
export function describeNetworkFailure({ reason, code }: NetworkFailure): string {
  return `${networkFailures[reason]} (${inline(code)})`;
}

/** Other words than for the API: here any server may have answered, and nothing was changed. */
const networkFailures: Readonly<Record<NetworkFailureReason, string>> = {
  connection: 'the connection was refused or broke',
  dns: 'the host name could not be resolved',
  timeout: 'no whole answer came in time',
  'cut-off': 'the answer was cut off or cannot be decoded',
  malformed: 'the response is not valid HTTP',
  'too-large': 'the answer was too large',
  tls: 'no trusted TLS connection came about, most often for the certificate of the server',
  proxy: 'the proxy cannot be used, or refused the connection',
  interrupted: 'the step ended before the answer came',
  unexpected: 'an unexpected error',
};
