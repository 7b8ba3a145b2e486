import type { ApiFailure, RefusedReply } from '../cloudflare/api-reply.ts';
import type { ApiError } from '../cloudflare/envelope.ts';
import { classifyFailure } from '../cloudflare/failure-class.ts';
import type { NetworkFailureReason } from '../http/transport.ts';
import { inline } from '../text.ts';
import { codeExplanations, type Explanation, rateLimit } from './code-explanations.ts';

/** A failure in words: what came, what it means, and the way out. Plain text for one line. */
export interface ExplainedFailure extends Explanation {
  /** What was seen: codes, messages, HTTP status. */
  readonly seen: string;
  /** Equal for failures of one sort: a code, a status. */
  readonly topic: string;
  /** `cf-ray`, which names the request in Cloudflare's logs. */
  readonly ray: string | undefined;
}

/** Puts a failure into words. */
export function explainFailure(failure: ApiFailure): ExplainedFailure {
  const ray =
    failure.kind === 'no-reply' || failure.ray === undefined ? undefined : inline(failure.ray);
  switch (failure.kind) {
    case 'no-reply':
      return {
        seen: `no answer (${inline(failure.code)})`,
        topic: failure.code,
        ray,
        ...networkExplanations[failure.reason],
      };
    case 'redirect':
      return {
        seen: `a redirect to ${inline(failure.location)} (HTTP ${failure.status})`,
        topic: 'redirect',
        ray,
        ...redirect,
      };
    case 'unreadable': {
      const content =
        failure.content === 'empty'
          ? 'an empty answer'
          : `${failure.content} instead of an answer of the API`;
      return {
        seen: `${content} (HTTP ${failure.status})`,
        topic: `${failure.content} ${failure.status}`,
        ray,
        ...explainUnreadable(failure.status),
      };
    }
    case 'refused':
      return {
        seen: describeErrors(failure),
        topic: `${failure.status} ${failure.errors.map(({ code }) => code).join(' ')}`,
        ray,
        ...explainRefusal(failure),
      };
  }
}

/** What one error says: `1082 "You can only purge files for this zone"`. */
export function describeError({ code, message, chain }: ApiError): string {
  const deeper = chain.map((link) => `${link.code} "${inline(link.message)}"`);
  const below = deeper.length === 0 ? '' : ` (${deeper.slice(0, 3).join(', ')})`;
  return `${code} "${inline(message, 500)}"${below}`;
}

/** Code 1016 only says that others failed: https://developers.cloudflare.com/cache/how-to/purge-cache/ */
const trailerCode = 1016;

function describeErrors({ status, errors }: RefusedReply): string {
  const telling = errors.filter(({ code }) => code !== trailerCode);
  const shown = (telling.length === 0 ? errors : telling).slice(0, 3).map(describeError);
  const more = telling.length > 3 ? ` and ${telling.length - 3} more` : '';
  return `${shown.length === 0 ? 'no reason given' : shown.join(', ')}${more} (HTTP ${status})`;
}

function explainRefusal(failure: RefusedReply): Explanation {
  const { kind } = classifyFailure(failure);
  if (kind === 'rate-limited') return rateLimit;
  if (kind === 'transient') return serverFault;
  for (const { code } of failure.errors) {
    const explanation = codeExplanations.get(code);
    if (explanation !== undefined) return explanation;
  }
  return unknownRefusal;
}

function explainUnreadable(status: number): Explanation {
  if (status === 429) return rateLimit;
  if (status === 408 || status >= 500) return serverFault;
  return status >= 400 ? wrongAddress : notTheApi;
}

export const unknownRefusal: Explanation = {
  cause: 'Cloudflare refused it for a reason that this action does not know',
  advice: 'Go by the message; the `cf-ray` names the request to the support of Cloudflare',
};
export const serverFault: Explanation = {
  cause: "a fault on Cloudflare's side that did not pass",
  advice: 'Look at https://www.cloudflarestatus.com/ and run the step again',
};
export const wrongAddress: Explanation = {
  cause: 'something between this runner and the API refused the request',
  advice: 'Look at `api-url`, at proxies, and at firewall rules for the addresses of the runner',
};
export const notTheApi: Explanation = {
  cause: 'what answered is not the API of Cloudflare, or the answer was broken on its way',
  advice: 'Look at `api-url` and at proxies between this runner and the API',
};
export const redirect: Explanation = {
  cause: 'a redirect is not followed, because it would take the token elsewhere',
  advice: 'Give the address that it leads to as `api-url`, if that is right',
};

export const networkExplanations: Readonly<Record<NetworkFailureReason, Explanation>> = {
  connection: {
    cause: 'the connection was refused or broke',
    advice:
      "Look at the runner's network, proxies and firewall, and at https://www.cloudflarestatus.com/",
  },
  dns: {
    cause: 'the name of the API could not be resolved',
    advice: "Look at `api-url` and at the runner's DNS",
  },
  timeout: {
    cause: 'no whole answer came within 30 s',
    advice:
      "Cloudflare may have carried the purge out. Look at the runner's network and at https://www.cloudflarestatus.com/, and run the step again: purging twice does no harm",
  },
  'cut-off': {
    cause: 'the answer was cut off',
    advice:
      'Cloudflare may have carried the purge out. Look at proxies on the way, and run the step again',
  },
  'too-large': {
    cause: 'the answer was longer than any of the API',
    advice: 'Look at `api-url` and at proxies: something else seems to answer',
  },
  tls: {
    cause: 'the certificate of the server is not trusted',
    advice:
      'Where a proxy or gateway opens TLS connections, name its certificate authority in NODE_EXTRA_CA_CERTS',
  },
  proxy: {
    cause: 'the proxy refused the connection',
    advice: 'Look at HTTPS_PROXY and NO_PROXY, and at the name and password for the proxy',
  },
  interrupted: {
    cause: 'the step ended before the answer came',
    advice:
      'Cloudflare may have carried the purge out. Run the step again: purging twice does no harm',
  },
  unexpected: {
    cause: 'an unexpected error',
    advice: 'This is a fault of the action. Please open an issue with this message',
  },
};
