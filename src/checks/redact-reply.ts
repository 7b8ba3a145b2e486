import type { Settings } from '../inputs/settings.ts';
import { redact, redactHeaders } from '../text/redact.ts';
import type { ProbeReply } from './probe.ts';

/** Shorter texts are no secrets, and would turn up everywhere. */
const shortest = 4;

/** What the step knows that no page may make it tell: a page can echo the headers of a check. */
export function findSecrets({ token, globalpingToken, checkHeaders }: Settings): string[] {
  const values = [token ?? '', globalpingToken ?? '', ...Object.values(checkHeaders)];
  const credentials = values.flatMap((value) => value.split(/\s+/));
  return [...values, ...credentials]
    .filter((secret) => secret.length >= shortest)
    .sort((a, b) => b.length - a.length);
}

/** Takes secrets out of what is told of an answer. */
export function redactReply(reply: ProbeReply, secrets: readonly string[]): ProbeReply {
  if (reply.kind !== 'reply' || secrets.length === 0) return reply;
  const headers = redactHeaders(reply.headers, secrets);
  return { ...reply, headers, url: redact(reply.url, secrets) };
}
