import fc from 'fast-check';
import { expect, test } from 'vitest';
import { byHand } from './changed-events.ts';
import { filesOf, foldersOf, histories, type Tree } from './changed-histories.ts';
import { type ChangedWorld, runChanged, startWorld } from './changed-world.ts';
import type { StepRun } from './run-action.ts';
import { runRow } from './scenario.ts';

/** CHANGED_RUNS=500 for more histories, PROPERTY_SEED=… for the same ones again. */
const numRuns = Number(process.env['CHANGED_RUNS'] ?? 25);
const seed = Number(process.env['PROPERTY_SEED']);

// Another way of writing URLs than the action's: byte by byte, by a list of what may stay.
// https://url.spec.whatwg.org/#path-percent-encode-set, and "%", "*" and "\", which are data here.
const stays = /[A-Za-z0-9\-._~!$&'()+,;=:@/[\]|]/;

function encode(path: string): string {
  return [...Buffer.from(path)]
    .map((byte) => {
      const character = String.fromCharCode(byte);
      const escaped = `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
      return stays.test(character) ? character : escaped;
    })
    .join('');
}

/** Where visitors find a file, as what stands after the site's address. */
function addressesOf(path: string): readonly string[] {
  const address = `/${encode(path)}`;
  const folder = /^(.*)\/index\.html$/.exec(address)?.[1];
  if (folder !== undefined) return [address, `${folder}/`, folder];
  const page = /^(.*)\.html$/.exec(address)?.[1];
  return page === undefined ? [address] : [address, page];
}

function urlsOf(site: string, paths: readonly string[]): readonly string[] {
  const addresses = paths.flatMap(addressesOf);
  // A host has no address without a slash.
  const urls = addresses.map((address) => (address === '' ? new URL(site).href : site + address));
  return [...new Set(urls)].toSorted();
}

/** The paths below `root` whose content differs, by git. A change of mode alone is none. */
async function askGitWhatChanged(
  { repository }: ChangedWorld,
  base: string,
  head: string,
  root: string,
): Promise<readonly string[]> {
  const range = ['diff', '--no-renames', '-z', base, head];
  const names = (await repository.git(...range, '--name-only')).split('\0').filter(Boolean);
  const raw = (await repository.git(...range, '--raw', '--no-abbrev')).split('\0');
  const [paths, facts] = [names, raw.filter((field) => field.startsWith(':'))];
  expect(facts).toHaveLength(paths.length);
  const below = root === '' ? '' : `${root}/`;
  return paths
    .filter((path, index) => {
      const [, , before, after] = facts[index]?.split(' ') ?? [];
      return before !== after && path.startsWith(below);
    })
    .map((path) => path.slice(below.length));
}

const settings = { numRuns, seed };
// No measure of the machine: only what keeps a hanging step from hanging the suite.
const timeout = 120_000 + numRuns * 10_000;

/** Makes a commit of each tree, one on top of the other. */
async function commitAll(
  { repository }: ChangedWorld,
  trees: readonly Tree[],
): Promise<readonly string[]> {
  const commits: string[] = [];
  for (const tree of trees) {
    const parent = commits.at(-1) ?? null;
    commits.push(await repository.commit({ files: filesOf(tree), nothingElse: true, parent }));
  }
  return commits;
}

/** Holds that a step ended well, and gives the URLs that were purged: nothing else was. */
function urlsOfPurges(step: StepRun, purges: ChangedWorld['cloudflare']['purges']) {
  expect(step).toMatchObject({
    exitCode: 0,
    errors: [],
    report: { changed: { wholeSite: null } },
  });
  return purges.flatMap((purge) => (purge.kind === 'urls' ? purge.items : [purge.kind])).toSorted();
}

test(`purges what git says has changed, in ${numRuns} histories of seed ${seed}`, {
  timeout,
}, async () => {
  // All steps ask within the same hour.
  await using world = await startWorld({ limits: { requests: 1_000_000 } });
  const choice = fc.record({
    trees: histories,
    base: fc.nat(100),
    // How many commits on, in a circle; with none, nothing has changed.
    distance: fc.option(fc.nat(100), { freq: 10 }),
    root: fc.option(fc.nat(100), { freq: 2 }),
    site: fc.constantFrom('https://www.example.com', 'https://www.example.com/docs/v%201'),
  });
  const property = fc.asyncProperty(choice, async ({ trees, site, ...chosen }) => {
    const commits = await commitAll(world, trees);
    const distance = chosen.distance === null ? 0 : 1 + (chosen.distance % (trees.length - 1));
    const sides = [chosen.base, chosen.base + distance].map((at) => at % trees.length);
    const [base = '', head = ''] = sides.map((at) => commits[at]);
    const between = sides.map((at) => trees[at]);
    // A backslash is refused in `root`, where Windows takes it for a slash.
    const folders = foldersOf(between.filter((tree) => tree !== undefined)).filter(
      (folder) => !folder.includes('\\'),
    );
    const root = folders[(chosen.root ?? 0) % folders.length] ?? '';
    const expected = urlsOf(site, await askGitWhatChanged(world, base, head, root));

    const before = world.cloudflare.purges.length;
    const step = await runChanged(
      world,
      byHand(head),
      {
        with: { since: base, root, 'site-url': site },
      },
      runRow,
    );
    expect(urlsOfPurges(step, world.cloudflare.purges.slice(before))).toEqual(expected);
  });
  await fc.assert(property, settings);
});

/** How a run ended, and whether visitors may have what it brought. */
const ends = {
  success: { conclusion: 'success' },
  failure: { conclusion: 'failure' },
  cancelled: { conclusion: 'cancelled' },
  'timed out': { conclusion: 'timed_out' },
  running: { status: 'in_progress' },
  skipped: { conclusion: 'skipped' },
} as const;

type End = keyof typeof ends;

/**
 * What visitors may have of each path, `undefined` for nothing: a run that succeeds brings its content
 * and purges all other; one that fails may have brought it; one that still runs may do so at any time.
 */
function possibleContents(
  trees: readonly Tree[],
  runs: readonly End[],
): (path: string) => ReadonlySet<string | undefined> {
  const last = runs.lastIndexOf('success');
  const possible = trees.filter((_, index) => {
    const end = runs[index];
    if (end === undefined || end === 'skipped') return false;
    return index >= last || end === 'running';
  });
  return (path) => new Set(possible.map((tree) => tree.get(path)?.content));
}

test(`purges what any run may have brought since the last success, with seed ${seed}`, {
  timeout,
}, async () => {
  await using world = await startWorld({ limits: { requests: 1_000_000 } });
  const choice = fc.record({
    // With the tree of the first commit once more: a release that is taken back.
    trees: histories.map(([first, ...others]) => (first ? [first, ...others, first] : [])),
    ends: fc.array(fc.constantFrom(...(Object.keys(ends) as End[])), {
      minLength: 5,
      maxLength: 5,
    }),
    success: fc.nat(100),
  });
  const property = fc.asyncProperty(choice, async ({ trees, ...chosen }) => {
    const commits = await commitAll(world, trees);
    const count = trees.length - 1;
    const runs = chosen.ends.slice(0, count).with(chosen.success % count, 'success');
    world.runs.length = 0;
    for (const [index, end] of runs.entries()) {
      const sha = commits[index] ?? '';
      const run = { id: index + 1, sha, event: 'workflow_dispatch', branch: 'main' };
      world.runs.push({ ...run, ...ends[end] });
    }
    const head = trees.at(-1) ?? new Map();
    const contentsOf = possibleContents(trees, runs);
    const paths = [...new Set(trees.flatMap((tree) => [...tree.keys()]))].filter((path) =>
      [...contentsOf(path)].some((content) => content !== head.get(path)?.content),
    );

    const before = world.cloudflare.purges.length;
    const step = await runChanged(world, byHand(commits.at(-1) ?? ''), {}, runRow);
    const purged = urlsOfPurges(step, world.cloudflare.purges.slice(before));
    expect(purged).toEqual(urlsOf('https://www.example.com', paths));
  });
  await fc.assert(property, settings);
});
