import type { Settings } from '../inputs/settings.ts';
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

/**
 * Takes secrets out of what is told of an answer. The runner masks them in the log, but not where
 * they are cut, or escaped for Markdown, nor in a file.
 */
export function redactReply(reply: ProbeReply, secrets: readonly string[]): ProbeReply {
  if (reply.kind !== 'reply' || secrets.length === 0) return reply;
  const redact = (text: string): string =>
    secrets.reduce((rest, secret) => rest.replaceAll(secret, '***'), text);
  const headers = Object.entries(reply.headers).map(([name, value]) => [name, redact(value)]);
  return { ...reply, headers: Object.fromEntries(headers), url: redact(reply.url) };
}
