import { describe } from './commit-endpoints.ts';
import { type ChangedFile, type Comparison, compareCommits } from './comparison.ts';
import type { Endpoint, Fields } from './endpoint.ts';
import { readCommit, resolveObject } from './git-objects.ts';
import { cutPage, pageParameters } from './pages.ts';
import { answer, notFound } from './reply.ts';

/** https://docs.github.com/rest/commits/commits#compare-two-commits */
export const compare: Endpoint = {
  path: '/compare/{basehead...}',
  permission: 'contents',
  query: pageParameters,
  answer: async (question) => {
    const { world, behaviour, places, query, url } = question;
    const [base = '', head = ''] = (places['basehead'] ?? '').split('...');
    const from = await resolveObject(world.dir, base, 'commit');
    const to = await resolveObject(world.dir, head, 'commit');
    if (from === undefined || to === undefined) return notFound;
    const comparison = await compareCommits(world.dir, from, to);
    if (comparison === undefined) return notFound;

    const tell = async (sha: string) => describe(await readCommit(world.dir, sha), url);
    const page = cutPage(comparison.ahead, question);
    const isFirst = Number(query.get('page') ?? 1) === 1;
    const files = isFirst ? comparison.files.slice(0, behaviour.comparedFiles) : [];
    return answer(
      {
        url: `${url}/compare/${from}...${to}`,
        base_commit: await tell(from),
        merge_base_commit: await tell(comparison.mergeBase),
        status: readStatus(comparison),
        ahead_by: comparison.ahead.length,
        behind_by: comparison.behind,
        total_commits: comparison.ahead.length,
        commits: await Promise.all(page.items.map(tell)),
        files: files.map((file) => describeFile(file, url)),
      },
      page.headers,
    );
  },
};

function readStatus({
  ahead,
  behind,
}: Comparison): Fields<'commit-comparison', 'status'>['status'] {
  if (ahead.length > 0) return behind > 0 ? 'diverged' : 'ahead';
  return behind > 0 ? 'behind' : 'identical';
}

function describeFile(
  { sha, path, previousPath, status }: ChangedFile,
  url: string,
): Fields<'diff-entry', 'sha' | 'filename' | 'status' | 'contents_url' | 'previous_filename'> {
  return {
    sha,
    filename: path,
    status,
    contents_url: `${url}/contents/${encodeURIComponent(path)}`,
    ...(previousPath === undefined ? {} : { previous_filename: previousPath }),
  };
}
