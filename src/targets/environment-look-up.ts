import { isRecord } from '../cloudflare/envelope.ts';
import type { ZoneEnvironment } from '../cloudflare/purge-request.ts';
import type { Persistence } from '../purge/call-persistently.ts';
import { type LookUp, lookUp } from './look-up.ts';

/**
 * Lists the Zone Versioning environments of a zone; the ID of one is its `ref`.
 * @see https://developers.cloudflare.com/cache/how-to/purge-cache/purge-zone-versions/
 */
export async function listEnvironments(
  zoneId: string,
  persistence: Persistence,
): Promise<LookUp<Required<ZoneEnvironment>[]>> {
  const path = `/zones/${zoneId}/environments`;
  const answer = await lookUp(path, `the environments of zone ${zoneId}`, persistence);
  if (answer.kind !== 'found') return answer;
  const environments = isRecord(answer.value) ? answer.value['environments'] : undefined;
  const list = Array.isArray(environments) ? environments.filter(isRecord) : [];
  return {
    kind: 'found',
    value: list.flatMap(({ ref, name }) =>
      typeof ref === 'string' && typeof name === 'string' ? [{ id: ref, name }] : [],
    ),
  };
}
