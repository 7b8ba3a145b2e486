import { describe, expect, test } from 'vitest';
import { verdictSamples } from '../../scripts/generate-docs/verdict-rows.ts';
import { codeRows, networkRows, responseRows } from '../../src/cloudflare/failures.ts';
import { stopExplanations } from '../../src/report/problems.ts';
import { freshnessOf } from '../../src/verify/verdict.ts';
import { readDocument } from './markdown.ts';
import { findStrings, readSources } from './source-text.ts';

/** Columns are padded, so white space counts once. */
const troubleshooting = readDocument('docs/troubleshooting.md').replace(/\s+/g, ' ');
const sources = [...readSources('src').values()].join('\n');

describe('docs/troubleshooting.md has', () => {
  test('every explanation of a failure', () => {
    const explanations = [
      ...codeRows,
      ...Object.values(networkRows),
      ...Object.values(stopExplanations),
      ...Object.values(responseRows),
    ];
    const texts = explanations.flatMap(({ cause, advice }) => [cause, advice]);
    expect(texts.filter((text) => !troubleshooting.includes(text))).toEqual([]);
  });

  test('every code that has an explanation', () => {
    const codes = codeRows.flatMap((row) => row.codes);
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
    'starts with [ but is not valid JSON (',
    ' in the environment is not the http address of a proxy',
    ' with a % that encodes nothing (write it %25)',
    'with one zone, and IDs in place of names, it needs none',
    'variants has no effect: no URLs are purged',
    'check-headers has no effect: there is neither ',
    'verify-from has no effect: there is no ',
    'globalping-token has no effect: there is no ',
    'verify-from: the probes could not be asked again, so the verdicts from before count: ',
    "the response comes from Cloudflare's cache (",
    ', so it cannot change before the purge unless it expires',
    'A check turned fresh only when its URL was purged by itself',
    ': the whole plan is sent again',
    'browsers may keep this page for ',
    's (max-age), and no purge reaches them',
    'no answer: ',
    ': the quotes are part of the text that is looked for',
    'other content',
    ' has no effect: it belongs to ',
    ' instead of single URLs (',
    'Compared with what the event says, because ',
    'Changes of failed or cancelled runs are not covered',
    'Older changes that no run has deployed yet are not covered',
    ' that may have been live since, of deploys that did not succeed or overlapped',
    'names the very commit that is deployed, so nothing has changed',
    'the event does not say which branch the run was for that started this one',
    'the event does not say which commit was deployed',
    ' commits may have been live since ',
    'that may have been live',
    ' names, and does not say which are tags',
    'a redirect that names no address',
    'one redirect after the other',
    'no successful run of this workflow is known that came before',
    'the runs of this workflow cannot be read (',
    'the deployments cannot be read (',
    'no other deployment to ',
    'the branch is new',
    'no release or lower version tag was before ',
    ' does not say what was before',
    'the commit to compare with, ',
    ', is not in the repository any more',
    'the deployed commit, ',
    'more than 10,000 URLs have changed',
    ', whose files lie elsewhere',
    ' is not UTF-8',
    'refused for its rate limit (',
    'did not answer (',
    'was not asked: the time of `timeout` was over',
    'Nothing to purge: no file has changed',
    'The job was canceled before anything was sent, so nothing was purged',
    ': did not pass after ',
    '; last seen: ',
    ' did not pass',
    ': stale after ',
    ' The last response shows nothing else: ',
    'verify: the lists of this step leave out ',
    ': inconclusive, ',
    'When the plan was sent again: ',
    'outside the zone',
    'which is right only for Cloudflare for SaaS',
    'could not be written: ',
    'could not be looked up',
    'the token may not look this up',
    'Nothing to purge: the list is empty',
    'and nothing was purged',
    'A lookup failed, and nothing was purged',
    'An unexpected error, which is a bug in this action',
    'not tried, since for ',
    'Warning: ',
  ])('and still rightly so: %s', (text) => {
    expect(sources).toContain(text);
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
  'has a path, a query or a fragment: write http://HOST:PORT',
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
  for (const folder of ['inputs', 'purge', 'verify', 'globalping', 'changed']) {
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
