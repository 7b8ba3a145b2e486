/** Switches for what is not alike everywhere. The defaults are those of github.com. */
export type Behaviour = {
  /** What stands before `/repos`: nothing, or `/api/v3` on GitHub Enterprise Server. */
  readonly basePath: '' | '/api/v3';
  /**
   * Where the list of a recursive tree ends, and says that it is truncated. The other limit, 7 MB,
   * is not played. https://docs.github.com/rest/git/trees#get-a-tree
   */
  readonly treeEntries: number;
  /**
   * How many of a workflow's newest runs are missing from lists with a filter.
   * https://github.com/octokit/octokit.js/issues/2214
   */
  readonly runsMissingFromFilteredLists: number;
};

export const defaultBehaviour: Behaviour = {
  basePath: '',
  treeEntries: 100_000,
  runsMissingFromFilteredLists: 0,
};
