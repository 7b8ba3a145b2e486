import type { AcceptedPurge } from '../cloudflare/purge-endpoint.ts';
import type { Cloudflare } from '../cloudflare/server.ts';
import type { Report, StepRun } from './run-action.ts';

/** Where a Cloudflare's record ends, to compare only what comes after it. */
export interface Mark {
  readonly purges: number;
  readonly requests: number;
}

export function markRecord({ purges, requests }: Cloudflare): Mark {
  return { purges: purges.length, requests: requests.length };
}

/**
 * Throws unless the planned items that a step says it has purged are those that Cloudflare accepted.
 * Where an answer got lost, it may have accepted more. Purges by `verify` are not in the account.
 */
export function compareAccount(run: StepRun, cloudflare: Cloudflare, since: Mark): void {
  // A report that cannot be written says nothing.
  if (run.report === undefined) return;
  const isSent = run.report.result === 'sent';
  const plan = isSent ? run.report.plan.flatMap(listItems) : [];
  const unpurged = run.report.unpurged.flatMap(({ kind, items }) =>
    items.map((item) => `${kind} ${item}`),
  );
  const claimed = subtract(count(plan.map(({ name }) => name)), count(unpurged));
  const claims = [...claimed.values()].reduce((sum, items) => sum + items, 0);
  if (String(claims) !== run.outputs['purged']) {
    throw new Error(`\`purged\` is ${run.outputs['purged']}, but the report says ${claims}`);
  }

  if (!isSent && cloudflare.purges.length > since.purges) throw new Error('Nothing was to be sent');
  const accepted = new Set(cloudflare.purges.slice(since.purges).flatMap(listAccepted));
  const inPlan = count(plan.filter(({ key }) => accepted.has(key)).map(({ name }) => name));
  const requests = cloudflare.requests.slice(since.requests);
  const areAnswered =
    run.cancelMs === undefined &&
    requests.every(({ fault, status }) => fault === undefined && status !== undefined);
  // Where a scenario answers with success in Cloudflare's place, nothing was purged.
  if (requests.some(({ fault, status }) => fault === 'status' && status === 200)) return;
  const names = new Set([...claimed.keys(), ...inPlan.keys()]);
  const wrong = [...names].filter((name) => {
    const difference = (inPlan.get(name) ?? 0) - (claimed.get(name) ?? 0);
    return difference < 0 || (areAnswered && difference > 0);
  });
  if (wrong.length === 0) return;
  const lines = wrong.map(
    (name) => `${name}: claimed ${claimed.get(name) ?? 0}, accepted ${inPlan.get(name) ?? 0}`,
  );
  throw new Error(`\`purged\` is not what Cloudflare accepted:\n${lines.join('\n')}\n\n${run.log}`);
}

interface Item {
  /** As the report names it. */
  readonly name: string;
  /** The same item, with the path that it is sent to. */
  readonly key: string;
}

function listItems({ path, body }: Report['plan'][number]): Item[] {
  const [[field, value] = ['', []]] = Object.entries(body);
  if (!Array.isArray(value)) return [{ name: 'everything everything', key: `${path} everything` }];
  const kind = field === 'files' ? 'urls' : field;
  return value.map((item: unknown) => ({
    name: `${kind} ${nameItem(item)}`,
    key: `${path} ${kind} ${JSON.stringify(item)}`,
  }));
}

function nameItem(item: unknown): string {
  if (typeof item === 'string') return item;
  const { url, headers } = item as { url: string; headers?: Record<string, string> };
  if (headers === undefined) return url;
  const pairs = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  return `${url} (${pairs.join('; ')})`;
}

function listAccepted(purge: AcceptedPurge): string[] {
  const environment = purge.environmentId ? `/environments/${purge.environmentId}` : '';
  const path = `/zones/${purge.zoneId}${environment}/${purge.method}_cache`;
  return purge.kind === 'everything'
    ? [`${path} everything`]
    : purge.items.map((item) => `${path} ${purge.kind} ${JSON.stringify(item)}`);
}

function count(names: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return counts;
}

function subtract(
  from: ReadonlyMap<string, number>,
  what: ReadonlyMap<string, number>,
): Map<string, number> {
  return new Map([...from].map(([name, items]) => [name, items - (what.get(name) ?? 0)]));
}
