import type { OutputName } from '../runner.ts';
import type { Account } from './account.ts';

/** GitHub holds 1 MB of outputs a job, in UTF-16: https://docs.github.com/en/actions/reference/limits */
const mostIdCharacters = 400_000;

/** The outputs by name. They are set on failure too. */
export function writeOutputs(account: Account, reportPath: string): Record<OutputName, string> {
  const { counts, firstPurgeId, purgeIds, verified } = account;
  return {
    'purge-id': firstPurgeId,
    'purge-ids': JSON.stringify(cutIds(purgeIds)),
    purged: String(counts.purged),
    unpurged: String(counts.unpurged),
    requests: String(counts.requests),
    verified,
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
