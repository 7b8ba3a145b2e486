import { describe, expect, test } from 'vitest';
import { purgeToken, zoneIds } from '../cloudflare/account.ts';
import { startCloudflare } from '../cloudflare/server.ts';
import type { Step, StepRun } from './run-action.ts';
import { runRow, runStep } from './scenario.ts';

/** Runs a step that must fail before anything is sent. */
async function failUnsent(step: Step, runIt = runRow): Promise<StepRun> {
  await using cloudflare = await startCloudflare();
  const run = await runIt(cloudflare, step);
  expect(cloudflare.requests).toEqual([]);
  expect(run).toMatchObject({ exitCode: 1, warnings: [], notices: [] });
  expect(run.outputs).toMatchObject({ purged: '0', requests: '0', 'purge-ids': '[]' });
  expect(run.report).toMatchObject({ result: 'bad-inputs', failed: true, plan: [] });
  return run;
}

type Row = readonly [fault: string, inputs: Record<string, string>, said: readonly string[]];

const urlForm = 'Accepted: an absolute URL such as';
const tagForm = 'Accepted: a cache tag of 1 to 1,024';
const hostForm = 'Accepted: a bare host name such as';
const prefixForm = 'Accepted: a prefix without a scheme such as';
const zoneForm = 'Accepted: a zone ID (32 hex digits) or a domain name';
const durationForm = 'Accepted: `90s`, `5m`, `1h`, or a number of seconds';
const booleanForm = 'Accepted: `true` or `false`';
const apiUrlForm = 'Accepted: an address with `https`, or with `http` on loopback';

const items: readonly Row[] = [
  ['a relative URL', { urls: '/css' }, ['urls, line 1: "/css" ', urlForm]],
  ['a URL without a scheme', { urls: 'x.example.com/' }, ['"x.example.com/" ', urlForm]],
  ['another scheme', { urls: 'ftp://x.test/' }, ['"ftp://x.test/" has another scheme', urlForm]],
  ['a fragment', { urls: 'https://x.test/#a' }, ['"https://x.test/#a" has a fragment', urlForm]],
  ['a wildcard', { urls: 'https://x.test/*' }, ['"https://x.test/*" has a wildcard', urlForm]],
  ['no host', { urls: 'https://' }, ['"https://" is not a URL', urlForm]],
  ['a bad port', { urls: 'https://x.test:99999/' }, ['is not a URL', urlForm]],
  ['a number in JSON', { urls: '[1]' }, ['urls, item 1: "1" is not a string', urlForm]],
  ['an empty string', { urls: '["https://x.test/", ""]' }, ['urls, item 2: "" is empty', urlForm]],
  ['an object without url', { urls: '[{"headers": {}}]' }, ['urls, item 1', urlForm]],
  ['an unknown key', { urls: '[{"url": "https://x.test/", "header": {}}]' }, ['has "header"']],
  ['headers as a list', { urls: '[{"url": "https://x.test/", "headers": []}]' }, ['"headers"']],
  ['broken JSON', { urls: '["https://x.test/"' }, ['urls: ', 'not valid JSON', 'Accepted: a JSON']],
  ['JSON with more behind', { tags: '["a"] b' }, ['tags: ', 'not valid JSON']],
  ['a tag with a space', { tags: '["a b"]' }, ['tags, item 1: "a b" has a space', tagForm]],
  ['a tag outside ASCII', { tags: 'straße' }, ['tags, line 1: "straße" ', tagForm]],
  ['a long tag', { tags: 'x'.repeat(1025) }, ['has 1025 characters', tagForm]],
  ['an object as a tag', { tags: '[{"a": 1}]' }, ['"{"a":1}" is not a string', tagForm]],
  [
    'a host with a scheme',
    { hosts: 'https://x.test' },
    ['"https://x.test" has a scheme', hostForm],
  ],
  ['a host with a port', { hosts: 'x.test:443' }, ['"x.test:443" has a port', hostForm]],
  ['a host with a path', { hosts: 'x.test/css' }, ['"x.test/css" has a path', hostForm]],
  ['a host with a wildcard', { hosts: '*.x.test' }, ['"*.x.test" has a wildcard', hostForm]],
  ['a host without a dot', { hosts: 'intranet' }, ['"intranet" has no dot', hostForm]],
  ['a prefix with a scheme', { prefixes: 'https://x.test/a' }, ['has a scheme', prefixForm]],
  ['a prefix with a query', { prefixes: 'x.test/a?b' }, ['"x.test/a?b" has a query', prefixForm]],
  ['a prefix without a host', { prefixes: '/css' }, ['"/css" ', prefixForm]],
  [
    'a prefix with 32 slashes',
    { prefixes: `x.test${'/a'.repeat(32)}` },
    ['has 32 slashes, more than 31', prefixForm],
  ],
  [
    'a variant without a colon',
    { urls: 'https://x.test/', variants: 'CF-IPCountry: US\nmobile' },
    ['variants, line 2: "mobile" has no colon', 'Accepted: `Name: value`'],
  ],
];

const scalars: readonly Row[] = [
  ['an unknown mode', { mode: 'all', tags: 'x' }, ['mode: "all" ', '`everything`, `urls`']],
  ['a mode in capitals', { mode: 'Everything' }, ['mode: "Everything" ', '`everything`']],
  ['an unknown method', { method: 'delete', tags: 'x' }, ['method: "delete" ', '`invalidate`']],
  ['a list beside everything', { mode: 'everything', tags: 'x' }, ['tags: ', 'mode: everything']],
  ['a file beside everything', { mode: 'everything', 'urls-file': 'x' }, ['urls-file: ']],
  ['a list of another mode', { mode: 'urls', hosts: 'x.test' }, ['hosts: ', 'mode: urls']],
  ['nothing to purge', {}, ['mode: ', '`mode: everything` for the whole zone']],
  ['only empty lists', { urls: ' ', tags: '# none' }, ['mode: ', 'nothing says what to purge']],
  ['no zone', { zone: '', tags: 'x' }, ['zone: is empty', 'CLOUDFLARE_ZONE_ID', zoneForm]],
  ['a zone as a URL', { zone: 'https://x.test', tags: 'x' }, ['zone: "https://x.test" ', zoneForm]],
  [
    'a zone with 31 digits',
    { zone: zoneIds.exampleCom.slice(1), tags: 'x' },
    [`zone: "${zoneIds.exampleCom.slice(1)}" has 31 hex digits`, zoneForm],
  ],
  ['a zone with quotes', { zone: '"x.test"', tags: 'x' }, ['zone: ""x.test"" ', zoneForm]],
  [
    'an environment for two zones',
    { zone: 'x.test y.test', 'zone-environment': 'Live', tags: 'x' },
    ['zone-environment: belongs to one zone', 'Accepted: one zone'],
  ],
  ['dry-run: yes', { 'dry-run': 'yes', tags: 'x' }, ['dry-run: "yes" ', booleanForm]],
  ['dry-run: 1', { 'dry-run': '1', tags: 'x' }, ['dry-run: "1" ', booleanForm]],
  ['summary: no', { summary: 'no', tags: 'x' }, ['summary: "no" ', booleanForm]],
  ['a duration in words', { timeout: 'soon', tags: 'x' }, ['timeout: "soon" ', durationForm]],
  ['a duration in days', { timeout: '1d', tags: 'x' }, ['timeout: "1d" ', durationForm]],
  ['no time at all', { timeout: '0', tags: 'x' }, ['timeout: "0" ', durationForm]],
  ['less than no time', { timeout: '-5m', tags: 'x' }, ['timeout: "-5m" ', durationForm]],
  [
    'http on a public host',
    { 'api-url': 'http://api.x.test/v4', tags: 'x' },
    ['api-url: "http://api.x.test/v4" would send the token unencrypted', apiUrlForm],
  ],
  [
    'http on a host that looks like loopback',
    { 'api-url': 'http://127.0.0.1.x.test', tags: 'x' },
    ['unencrypted', apiUrlForm],
  ],
  ['an address without a scheme', { 'api-url': 'x.test', tags: 'x' }, ['api-url: ', apiUrlForm]],
  ['a query in the address', { 'api-url': 'https://x.test/?a', tags: 'x' }, ['has a query']],
];

describe('a wrong input fails the step before anything is sent', () => {
  test.for([...items, ...scalars])('%s', async ([, inputs, said]) => {
    const { errors, summary } = await failUnsent({ with: inputs });
    for (const text of said) expect(errors[0]).toContain(text);
    expect(errors[0]).toContain('Accepted: ');
    if (inputs['summary'] === undefined) expect(summary).toContain('❌');
  });
});

describe('a mistyped input never purges', () => {
  test.for<[given: string, inputs: Record<string, string>, error: string]>([
    ['dry_run', { mode: 'everything' }, 'Unknown input `dry_run`. Did you mean `dry-run`?'],
    ['wait_for', { tags: 'x' }, 'Unknown input `wait_for`. Did you mean `wait-for`?'],
    ['url', { mode: 'urls' }, 'Unknown input `url`. Did you mean `urls`?'],
    ['verfy', { tags: 'x' }, 'Unknown input `verfy`. Did you mean `verify`?'],
    ['purge_everything', { tags: 'x' }, 'Did you mean `mode: everything`?'],
  ])('%s', async ([given, inputs, error]) => {
    const { errors } = await failUnsent({ with: { ...inputs, [given]: 'true' } });
    expect(errors[0]).toContain(error);
  });

  test('but variables of the job that only look similar stop nothing', async () => {
    await using cloudflare = await startCloudflare();
    const env = { INPUT_TAG: 'v1', INPUT_URL: 'x', INPUT_FOO: 'x', INPUT_VERSION: '1' };
    const step = await runStep(cloudflare, { with: { mode: 'everything' }, env });
    expect(step).toMatchObject({ exitCode: 0, errors: [], warnings: [], outputs: { purged: '1' } });
  });
});

describe('faults are told', () => {
  test('all at once, each with its input', async () => {
    const inputs = {
      zone: 'https://example.com',
      urls: 'https://www.example.com/ /css',
      'hosts-file': 'hosts.txt',
      timeout: 'long',
      'dry-run': 'maybe',
      'api-url': 'http://api.x.test',
      token: '',
    };
    const { errors, lines, outputs, report } = await failUnsent({ with: inputs }, runStep);
    const named = [
      'zone:',
      'urls, line 1:',
      'hosts-file:',
      'timeout:',
      'dry-run:',
      'api-url:',
      'token:',
    ];
    expect(errors[0]).toContain(`${named.length} errors`);
    for (const input of named) {
      expect(lines.filter((line) => line.startsWith(`- ${input}`))).toHaveLength(1);
      expect(report?.problems.filter((problem) => problem.startsWith(input))).toHaveLength(1);
    }
    // What cannot be read counts as one item.
    expect(outputs).toMatchObject({ unpurged: '3' });
  });

  test('with an item of more than 200 characters by its length', async () => {
    const { errors } = await failUnsent({ with: { hosts: `${'x'.repeat(5000)}/` } });
    expect(errors[0]).toContain('"… (5,001 characters)"');
  });

  test('with a count of the items that have the same problem', async () => {
    const urls = Array.from({ length: 5000 }, (_, index) => `/page/${index}`).join('\n');
    const { errors, outputs } = await failUnsent({
      with: { 'urls-file': 'urls.txt' },
      files: { 'urls.txt': urls },
    });
    expect(errors[0]).toMatch(
      /"\/page\/0" .* The same with "\/page\/1" \(.*line 2\).* and 4,990 more$/m,
    );
    expect(outputs).toMatchObject({ unpurged: '5000' });
  });

  test('a missing token too, where no item is right', async () => {
    const { report } = await failUnsent({ with: { urls: '/css', token: '' } });
    expect(report?.problems).toEqual([
      expect.stringMatching(/^urls, line 1: "\/css"/),
      expect.stringMatching(/^token: is empty/),
    ]);
  });

  test('without the query string of a long item', async () => {
    const path = `/${'a'.repeat(150)}`;
    const { errors } = await failUnsent({ with: { urls: `${path}?${'key=secret-1'.repeat(9)}` } });
    expect(errors[0]).toContain(`"${path}?…" is not an absolute URL`);
    expect(errors[0]).not.toContain('secret-1');
  });

  test.for<[string, string, string]>([
    ['a URL', 'https://user:hunter2@www.example.com/', '"https://***@www.example.com/" has a user'],
    ['another scheme', 'ftp://me:hunter2@x.test/', '"ftp://***@x.test/" has another scheme'],
    ['a password with @', 'https://me:a@hunter2@x.test/', '"https://***@x.test/" has a user name'],
    ['no scheme', 'me:hunter2@x.test', '"***@x.test" is not an absolute URL'],
  ])('without the password in %s', async ([, urls, message]) => {
    const { errors, log, summary, report } = await failUnsent({ with: { urls } });
    expect(errors[0]).toContain(message);
    expect(log + summary + JSON.stringify(report)).not.toContain('hunter2');
  });

  test('at once for a list that is one long line of something else', async () => {
    const urls = Array.from({ length: 25_000 }, (_, n) => `https://www.example.com/a/page-${n}`);
    const { errors } = await failUnsent({
      with: { 'urls-file': 'urls.json' },
      files: { 'urls.json': JSON.stringify({ urls }) },
    });
    expect(errors[0]).toContain('urls-file, urls.json, line 1: "… (');
  });
});

describe('a token that cannot be one', () => {
  const globalKey = 'cfk_GlobalKeyNotARealKeyGlobalKeyNotARealKey';

  test.for<[string, string, RegExp]>([
    ['a Global API Key', globalKey, /token: is a Global API Key, .*make an API token/],
    ['in quotes', `"${purgeToken}"`, /token: is in quotes/],
    ['with "Bearer"', `Bearer ${purgeToken}`, /token: starts with "Bearer"/],
    ['with a line break', `${purgeToken.slice(0, 20)}\n${purgeToken.slice(20)}`, /a line break/],
    ['with other characters', `${purgeToken}ä`, /token: has characters in it that no token has/],
  ])('%s', async ([, token, message]) => {
    const { errors } = await failUnsent({ with: { token, tags: 'x' } });
    expect(errors[0]).toMatch(message);
    expect(errors[0]).toContain('Accepted: an API token with Zone › Cache Purge › Purge');
  });

  test('only white space around a token does no harm', async () => {
    await using cloudflare = await startCloudflare();
    const step = await runStep(cloudflare, { with: { token: `\n ${purgeToken} \n`, tags: 'x' } });
    expect(step.exitCode).toBe(0);
    expect(cloudflare.purges).toHaveLength(1);
  });
});

describe('an empty token says why it may be empty', () => {
  const unset = /token: is empty: the secret is not set .*`environment:`.*`secrets:`/;
  const fork = { pull_request: { head: { repo: { full_name: 'somebody/octo-repo' } } } };
  const own = { pull_request: { head: { repo: { full_name: 'octo-org/octo-repo' } } } };
  const gone = { pull_request: { head: { repo: null } } };
  const pull = { GITHUB_EVENT_NAME: 'pull_request' };

  test.for<[string, Step, RegExp]>([
    ['on a push', {}, unset],
    ['with white space only', { with: { token: ' \n' } }, unset],
    ['from a fork', { env: pull, event: fork }, /token: is empty: .* from a fork/],
    ['from a fork that was deleted', { env: pull, event: gone }, /from a fork/],
    ['from a pull request of the repository', { env: pull, event: own }, unset],
    ['from Dependabot', { env: { GITHUB_ACTOR: 'dependabot[bot]' } }, /Dependabot secret/],
    ['without an event to read', { env: { ...pull, GITHUB_EVENT_PATH: 'nowhere.json' } }, unset],
    [
      'in a dry run that has to look up',
      { with: { zone: 'x.test', 'dry-run': 'true' } },
      /token: is empty: the secret is not set .*needs it for a look-up only/,
    ],
  ])('%s', async ([, step, message]) => {
    const { errors } = await failUnsent({ ...step, with: { token: '', tags: 'x', ...step.with } });
    expect(errors[0]).toMatch(message);
  });
});
