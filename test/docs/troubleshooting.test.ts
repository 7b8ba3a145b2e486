import { describe, expect, test } from 'vitest';
import { verdictSamples } from '../../scripts/generate-docs/verdict-rows.ts';
import { freshnessOf } from '../../src/checks/verdict.ts';
import { codeExplanations } from '../../src/report/code-explanations.ts';
import {
  networkExplanations,
  notTheApi,
  redirect,
  serverFault,
  unknownRefusal,
  wrongAddress,
} from '../../src/report/explain-failure.ts';
import { stopExplanations } from '../../src/report/problems.ts';
import { readDocument } from './markdown.ts';
import { findStrings, readSources } from './source-text.ts';

/** Columns are padded, so white space counts once. */
const troubleshooting = readDocument('docs/troubleshooting.md').replace(/\s+/g, ' ');

describe('docs/troubleshooting.md has', () => {
  test('every explanation of a failure', () => {
    const explanations = [
      ...codeExplanations.values(),
      ...Object.values(networkExplanations),
      ...Object.values(stopExplanations),
      ...[unknownRefusal, serverFault, wrongAddress, notTheApi, redirect],
    ];
    const texts = explanations.flatMap(({ cause, advice }) => [cause, advice]);
    expect(texts.filter((text) => !troubleshooting.includes(text))).toEqual([]);
  });

  test('every code that has an explanation', () => {
    const codes = [...codeExplanations.keys()];
    expect(codes.filter((code) => !troubleshooting.includes(`\`${code}\``))).toEqual([]);
  });

  test('every reason for a verdict', () => {
    const known = new Set([
      ...verdictSamples.map(([reason]) => reason.kind),
      ...['no-answer', 'no-measurement'],
    ]);
    expect(Object.keys(freshnessOf).filter((kind) => !known.has(kind))).toEqual([]);
  });

  test.for(findProblems())('the problem of an input that reads: %s', ([text, path]) => {
    expect(describes(text), path).toBe(true);
  });

  test.for([
    ['starts with [ but is not valid JSON (', 'src/inputs'],
    [' in the environment is not the http address of a proxy', 'src/http'],
    [' with a % that encodes nothing (write it %25)', 'src/http'],
    ['with one zone, and IDs in place of names, it needs none', 'src/inputs'],
    ['variants has no effect: no URLs are purged', 'src/inputs'],
    ['check-headers has no effect: there is neither ', 'src/inputs'],
    ['verify-from has no effect: there is no ', 'src/inputs'],
    ['globalping-token has no effect: there is no ', 'src/inputs'],
    [
      'verify-from: the probes could not be asked again, so that the verdicts before stand: ',
      'src/checks',
    ],
    ["the answer comes from Cloudflare's cache (", 'src/checks'],
    [', so it cannot change before the purge unless it expires', 'src/checks'],
    ['A check turned fresh only when its URL was purged again', 'src/checks'],
    [': the whole plan is sent once more', 'src/checks'],
    ['browsers may keep this page for ', 'src/checks'],
    ['s (max-age), and no purge reaches them', 'src/checks'],
    ['no answer: ', 'src/checks'],
    [': the quotes are part of the text that is looked for', 'src/checks'],
    ['a body larger than 10 MiB', 'src/checks'],
    ['other content', 'src/checks'],
    [' has no effect: it belongs to ', 'src/inputs'],
    [' instead of single URLs (', 'src/report'],
    ['Compared with what the event says, because ', 'src/changed'],
    ['Changes of failed or cancelled runs are not covered', 'src/changed'],
    ['Older changes that no run has deployed yet are not covered', 'src/changed'],
    [' that may have been live since, of deploys that did not succeed or overlapped', 'src/report'],
    ['names the very commit that is deployed, so nothing has changed', 'src/changed'],
    ['the event does not say which branch the run was for that started this one', 'src/changed'],
    ['the event does not say which commit was deployed', 'src/changed'],
    [' commits may have been live since ', 'src/changed'],
    ['that may have been live', 'src/changed'],
    [' names, and does not say which are tags', 'src/changed'],
    ['a redirect that names no address', 'src/changed'],
    ['one redirect after the other', 'src/changed'],
    ['no successful run of this workflow is known that came before', 'src/changed'],
    ['the runs of this workflow cannot be read (', 'src/changed'],
    ['the deployments cannot be read (', 'src/changed'],
    ['no other deployment to ', 'src/changed'],
    ['the branch is new', 'src/changed'],
    ['no release or lower version tag was before ', 'src/changed'],
    [' does not say what was before', 'src/changed'],
    ['the commit to compare with, ', 'src/changed'],
    [', is not in the repository any more', 'src/changed'],
    ['the deployed commit, ', 'src/changed'],
    ['more than 10,000 URLs have changed', 'src/changed'],
    [', whose files lie elsewhere', 'src/changed'],
    [' is not UTF-8', 'src/changed'],
    ['refused for its rate limit (', 'src/changed'],
    ['did not answer (', 'src/changed'],
    ['was not asked: the time of `timeout` was over', 'src/changed'],
    ['No file has changed: nothing to purge, and nothing was sent', 'src/report'],
    ['Nothing was purged: the job was cancelled before anything was sent', 'src/report'],
    [': does not hold after ', 'src/report'],
    ['; seen last: ', 'src/report'],
    [' of wait-for did not hold', 'src/report'],
    [': stale after ', 'src/report'],
    [': inconclusive, ', 'src/report'],
    ['When the plan was sent once more: ', 'src/report'],
    ['outside the zone', 'src/targets'],
    ['which is right only for Cloudflare for SaaS', 'src/targets'],
    ['could not be written: ', 'src/report'],
    ['could not be looked up', 'src/report'],
    ['the token may not look this up', 'src/report'],
    ['The list is empty: nothing to purge, and nothing was sent', 'src/report'],
    ['and nothing was purged', 'src/report'],
    ['A look-up failed, and nothing was purged', 'src/report'],
    ['An unexpected error, which is a fault of this action', 'src/report'],
    ['not tried, since for ', 'src/report'],
    ['Warning: ', 'src/report'],
  ] as const)('and still rightly so: %s', ([text, folder]) => {
    expect([...readSources(folder).values()].join('\n')).toContain(text);
    expect(troubleshooting).toContain(text.trim().replace(/:$/, ''));
  });
});

test('docs/troubleshooting.md has no fault of an input that is not told any more', () => {
  const told = [...findProblems().map(([text]) => text), ...placedProblems].map(toPattern);
  const documented = listFaults();
  expect(documented.length).toBeGreaterThan(50);
  expect(
    documented.filter((text) => !told.some((pattern) => new RegExp(`^${pattern}$`).test(text))),
  ).toEqual([]);
});

/** Problems that begin otherwise than with a verb, or not with a string of their own. */
const placedProblems = [
  'is not the http address of a proxy',
  'has a user name or password with a % that encodes nothing (write it %25)',
].map((problem) => `\${name} in the environment ${problem}`);

/** The first cells of the tables about wrong inputs. */
function listFaults(): string[] {
  const document = readDocument('docs/troubleshooting.md');
  const from = document.indexOf('## The inputs are wrong');
  const section = document.slice(from, document.indexOf('\n## ', from + 1));
  return [...section.matchAll(/^\| (.*?) +\|/gm)]
    .map(([, cell = '']) => cell)
    .filter((cell) => !/^(?:Text|-+)$/.test(cell));
}

/** Problems are verbs without a subject, since the item stands before them. */
function findProblems(): [text: string, path: string][] {
  const verb =
    '(?:has|is|are|starts|names|may|does|cannot|stands|leads|belongs|would|contains|needs|must) ';
  // How commas are taken in a list, which nobody is told.
  const others = new Set(['may stand in a URL']);
  const problems = new Map<string, string>();
  for (const folder of ['inputs', 'targets', 'checks', 'globalping', 'changed']) {
    for (const [path, source] of readSources(`src/${folder}`)) {
      for (const text of findStrings(source, verb)) {
        if (!others.has(text)) problems.set(text, path);
      }
    }
  }
  return [...problems];
}

/** Whether the document has the text, with an example in place of each placeholder. */
function describes(text: string): boolean {
  return new RegExp(toPattern(text)).test(troubleshooting);
}

function toPattern(text: string): string {
  return text
    .split(/\$\{[^}]*\}/)
    .map(escapePattern)
    .join('[^|]{1,80}?');
}

function escapePattern(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
