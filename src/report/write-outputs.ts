import type { OutputName } from '../runner.ts';
import { countRecord, type StepRecord, sumUpVerification } from './record.ts';

/** GitHub holds 1 MB of outputs a job, in UTF-16: https://docs.github.com/en/actions/reference/limits */
const mostIdCharacters = 400_000;

/** The outputs by name. They are set on failure too. */
export function writeOutputs(record: StepRecord, reportPath: string): Record<OutputName, string> {
  const { purged, unpurged, requests } = countRecord(record);
  const ids = record.outcomes.map(({ result }) =>
    result.kind === 'accepted' ? (result.id ?? '') : '',
  );
  return {
    'purge-id': ids[0] ?? '',
    'purge-ids': JSON.stringify(cutIds(ids.filter((id) => id !== ''))),
    purged: String(purged),
    unpurged: String(unpurged),
    requests: String(requests),
    verified: sumUpVerification(record),
    report: reportPath,
  };
}

/** As many IDs as GitHub holds; all of them are in the report. */
function cutIds(ids: readonly string[]): readonly string[] {
  let characters = 0;
  const end = ids.findIndex((id) => {
    characters += id.length + '"",'.length;
    return characters > mostIdCharacters;
  });
  return end < 0 ? ids : ids.slice(0, end);
}
