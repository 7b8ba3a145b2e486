import type { ZoneEnvironment } from '../cloudflare/purge-request.ts';
import { environmentIdForm } from '../inputs/zones.ts';
import { isRecord } from '../json.ts';
import type { Persistence } from '../pacing/retry.ts';
import { type LookUp, type LookUpSubject, lookUp } from './look-up.ts';

/**
 * Lists the Zone Versioning environments of a zone; the ID of one is its `ref`.
 * @see https://developers.cloudflare.com/cache/how-to/purge-cache/purge-zone-versions/
 */
export async function listEnvironments(
  zoneId: string,
  persistence: Persistence,
): Promise<LookUp<Required<ZoneEnvironment>[]>> {
  const path = `/zones/${zoneId}/environments`;
  const subject: LookUpSubject = {
    what: `the environments of zone ${zoneId}`,
    permission: 'Zone › Zone Versioning › Read',
    instead: 'the environment by its ID',
  };
  const answer = await lookUp(path, subject, persistence);
  if (answer.kind !== 'found') return answer;
  const environments = isRecord(answer.value) ? answer.value['environments'] : undefined;
  const list = Array.isArray(environments) ? environments.filter(isRecord) : [];
  return {
    kind: 'found',
    value: list.flatMap(({ ref, name }) =>
      // An ID becomes part of the path of a purge, so nothing else may pass for one.
      typeof ref === 'string' && environmentIdForm.test(ref) && typeof name === 'string'
        ? [{ id: ref, name }]
        : [],
    ),
  };
}
