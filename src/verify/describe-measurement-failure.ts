import type { MeasurementFailure } from '../globalping/client.ts';
import { formatDuration, inline } from '../text.ts';
import { describeNetworkFailure } from './describe-network-failure.ts';

const sharedLimit =
  'a `globalping-token` has a larger limit of its own; without one it counts by IP address, which hosted runners share';

/** Why Globalping told nothing, for one line. */
export function describeMeasurementFailure(failure: MeasurementFailure): string {
  switch (failure.kind) {
    case 'limit': {
      const { seconds, hasToken } = failure;
      const reset =
        seconds === undefined ? '' : `, and is reset in ${formatDuration(seconds * 1000)}`;
      return `the limit of Globalping is reached${reset}${hasToken ? '' : ` (${sharedLimit})`}`;
    }
    case 'no-probes':
      return 'Globalping has no probe in any of the places of `verify-from`';
    case 'too-few-probes':
      return `Globalping has a probe in only ${failure.probes} of the ${failure.places} places of \`verify-from\``;
    case 'token-refused':
      return `Globalping refused the request (HTTP ${failure.status}); look whether \`globalping-token\` is right`;
    case 'refused':
      return `Globalping refused the measurement (HTTP ${failure.status}: ${inline(failure.message)})`;
    case 'unreachable':
      return `Globalping cannot be reached: ${describeNetworkFailure(failure.failure)}`;
    case 'down':
      return `Globalping could not answer (HTTP ${failure.status})`;
    case 'unreadable':
      return 'the answer of Globalping is not what its API documents';
    case 'too-slow':
      return 'no answer came in time';
    case 'probe-failed':
      return `the probe got no answer (${inline(failure.message, 100)})`;
    case 'probe-offline':
      return 'the probe went offline';
    case 'untrusted':
      return 'the probe got a certificate that is not trusted';
    case 'not-public':
      return 'the host is no public name, so that its URL is not told to Globalping';
  }
}
