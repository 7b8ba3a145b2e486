import type { Clock } from '../clock.ts';
import { requestTimeoutMs } from '../http/limit-time.ts';
import type { Check } from '../inputs/checks.ts';
import type { Settings } from '../inputs/inputs.ts';
import { Stop } from '../pacing/stop.ts';
import { shortestSecret } from '../redact.ts';
import { askCheck } from './ask-check.ts';
import { limitAtOnce } from './limit-at-once.ts';
import { tellRedirect } from './tell-redirect.ts';
import type { Visit, VisitReply } from './visit.ts';
import type { Ask } from './wait.ts';

/** Checks that are under way at once: a page of each is held, and sites limit their visitors. */
const mostAtOnce = 10;

const noAnswerInTime = { kind: 'no-reply', reason: 'timeout', code: 'TimeoutError' } as const;

/** Makes the way to ask for one check, its redirects included, for 30 s at most. */
export function createAsk(settings: Settings, visit: Visit, clock: Clock): Ask {
  const secrets = findSecrets(settings);
  return limitAtOnce(mostAtOnce, async (check: Check, signal: AbortSignal): Promise<VisitReply> => {
    using limit = new Stop(clock, requestTimeoutMs, signal);
    const reply = await askCheck(check, visit, settings.checkHeaders, limit.noMore);
    if (reply.kind === 'no-reply') return limit.reason === 'timeout' ? noAnswerInTime : reply;
    const redirectedTo =
      reply.url === check.url ? undefined : tellRedirect(reply.url, check.url, secrets);
    return { ...reply, redirectedTo };
  });
}

/** What the step knows that no page may make it tell: a page can echo the headers of a check. */
function findSecrets({ token, globalpingToken, checkHeaders }: Settings): string[] {
  const values = [token ?? '', globalpingToken ?? '', ...Object.values(checkHeaders)];
  const words = values.flatMap((value) => value.split(/\s+/));
  return [...values, ...words]
    .filter((secret) => secret.length >= shortestSecret)
    .sort((a, b) => b.length - a.length);
}
