import type { Endpoint, Fields, Question } from './endpoint.ts';
import { type Commit, listTree, readCommit, resolveObject } from './git-objects.ts';
import { answer, answerSha, notFound, refuse } from './reply.ts';

/** https://docs.github.com/rest/commits/commits#get-a-commit */
export const getCommit: Endpoint = {
  path: '/commits/{ref...}',
  permission: 'contents',
  query: ['per_page', 'page'],
  answer: async ({ world, places, accept, url }) => {
    const ref = places['ref'] ?? '';
    const sha = await resolveObject(world.dir, ref, 'commit');
    // Said of every reference that is none, branches as well.
    if (sha === undefined) return refuse(422, `No commit found for SHA: ${ref}`);
    if (accept.includes('application/vnd.github.sha')) return answerSha(sha);
    return answer(describe(await readCommit(world.dir, sha), url));
  },
};

/** https://docs.github.com/rest/git/trees#get-a-tree */
export const getTree: Endpoint = {
  path: '/git/trees/{tree}',
  permission: 'contents',
  query: ['recursive'],
  answer: async ({ world, behaviour, places, query, url }: Question) => {
    const name = places['tree'] ?? '';
    const found = await resolveObject(world.dir, name, 'tree');
    if (found === undefined) return notFound;
    // Asked by a commit, GitHub names the commit: https://github.com/cscheid/rgithub/issues/43
    const sha = (await resolveObject(world.dir, name, 'commit')) ?? found;
    // "Setting this parameter to any value", 0 and false included.
    const recursive = query.has('recursive');
    const entries = await listTree(world.dir, found, recursive);
    const truncated = recursive && entries.length > behaviour.treeEntries;
    const shown = truncated ? entries.slice(0, behaviour.treeEntries) : entries;
    const tree: Fields<'git-tree', 'sha' | 'url' | 'tree' | 'truncated'> = {
      sha,
      url: `${url}/git/trees/${sha}`,
      tree: shown.map(({ size, ...entry }) => ({
        ...entry,
        ...(size === undefined ? {} : { size }),
        // A sub-module lies elsewhere, so it has no URL here.
        ...(entry.type === 'commit' ? {} : { url: `${url}/git/${entry.type}s/${entry.sha}` }),
      })),
      truncated,
    };
    return answer(tree);
  },
};

/** A commit as the repository's list of commits has it. */
function describe(
  { sha, tree, parents, author, committer, message }: Commit,
  url: string,
): Fields<'commit', 'sha' | 'url' | 'parents'> & {
  readonly commit: Pick<
    Fields<'commit', 'commit'>['commit'],
    'author' | 'committer' | 'message' | 'tree'
  >;
} {
  return {
    sha,
    url: `${url}/commits/${sha}`,
    commit: { author, committer, message, tree: { sha: tree, url: `${url}/git/trees/${tree}` } },
    parents: parents.map((parent) => ({ sha: parent, url: `${url}/commits/${parent}` })),
  };
}
