import { describe, expect, test } from 'vitest';
import { readingToken, zoneIds } from '../cloudflare/account.ts';
import { type CloudflareOptions, startCloudflare } from '../cloudflare/server.ts';
import type { StepRun } from './run-action.ts';
import { refusal, runRow, runStep } from './scenario.ts';

/**
 * Text that would be something else than text where it is not escaped. That the log gets no command
 * but those of the action, and no control characters, `holdTruths` holds for every step.
 */
const commands = [
  '::set-output name=x::y',
  '\n::set-output name=x::y',
  '\r::error::x',
  '\u2028::error::x',
  '\u0085::error::x',
  '%0A::error::x',
  '%0D%0A::stop-commands::x',
  '##[error]x',
  '##[set-env name=PATH]x',
  '::add-mask::e',
  '::group::x\n::endgroup::',
];
const escapes = ['\u001b[31mred\u001b[0m', '\u001b]8;;https://x.test\u0007', '\u009b2J', '\b\b\b'];
const markup = [
  '| a | b |\n| --- | --- |',
  '<img src=x onerror=alert(1)>',
  '</code></td></table><script>alert(1)</script>',
  '<!-- <details>',
  '[click](https://x.test)',
  '![image](https://x.test/x.png)',
  'https://x.test/auto-link',
  'www.x.test',
  '@octocat @octo-org/team',
  '#1 octo-org/octo-repo#1',
  '`code` ``` **bold** __bold__ ~~gone~~',
  '\n# Heading\n\n- list\n\n    code',
  '&lt;b&gt; &#60;b&#62; &amp;',
  '$x^2$ :rocket:',
];
const hidden = ['\u202egnp.exe', 'a\u200bb', '\ufeff', '\u2066x\u2069', '\ud800'];
const texts = [...commands, ...escapes, ...markup, ...hidden];
const veryLong = '::error::x|<b>@'.repeat(20_000);

const ownHeadings = new Set([
  '### Purged',
  '### Planned',
  '### Not purged',
  '### What is wrong',
  '### Warnings',
]);

/**
 * Text from outside stands in the summary only as code in HTML, which ends at a blank line: there
 * nothing is Markdown, a mention, a link or a formula.
 * @see https://github.github.com/gfm/#html-blocks
 */
function expectHarmless({ summary, lines, errors, warnings }: StepRun): void {
  const markdown = summary.replaceAll(/^<(p|table)>(?:(?!\n\n)[\s\S])*?<\/\1>$/gm, '');
  const [first = '', ...headings] = markdown.split('\n').filter((line) => line !== '');
  expect(first).toMatch(/^## \S+ Cloudflare cache$/);
  expect(headings.filter((heading) => !ownHeadings.has(heading))).toEqual([]);
  const own = summary
    .replaceAll(/<code>[^<>"']*<\/code>/g, '')
    .replaceAll('https://www.cloudflarestatus.com/', '')
    .replaceAll(/<\/?(?:table|tr|th|td|p|br)(?: align="right")?>|&(?:quot|apos);/g, '');
  expect(own).not.toMatch(/[<>&@`[\]$|]|:\/\/|www\./);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
  const unprintable = /[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u200b\u202a-\u202e\u2066-\u2069]/;
  for (const text of [summary, ...lines, ...errors, ...warnings]) {
    expect(text).not.toMatch(unprintable);
  }
  for (const text of warnings) expect(text).not.toContain('\n');
  // A sentence, three problems, how many more there are, and a link.
  for (const text of errors) expect(text.split('\n').length).toBeLessThanOrEqual(6);
}

async function run(
  options: CloudflareOptions,
  inputs: Readonly<Record<string, string>>,
  runIt = runRow,
): Promise<StepRun> {
  await using cloudflare = await startCloudflare(options);
  const step = await runIt(cloudflare, { with: inputs });
  expectHarmless(step);
  return step;
}

/** Runs a step whose lookup gives this result, and gives the paths that it sent a purge to. */
async function purgeAfterLookUp(
  result: unknown,
  inputs: Readonly<Record<string, string>>,
): Promise<string[]> {
  const body = { success: true, errors: [], messages: [], result };
  await using cloudflare = await startCloudflare({
    faults: ({ method }) => (method === 'GET' ? { kind: 'status', status: 200, body } : undefined),
  });
  const step = await runRow(cloudflare, { with: { tags: 'x', token: readingToken, ...inputs } });
  cloudflare.takeSurprises();
  expect(step.exitCode).toBe(1);
  expectHarmless(step);
  return cloudflare.requests.filter(({ method }) => method !== 'GET').map(({ path }) => path);
}

describe('items', () => {
  const tags = texts
    .map((text) => text.replaceAll(/[^\x21-\x7e]|,/g, ''))
    .filter((text) => text !== '');

  test('that Cloudflare takes are sent as they are, and shown harmless', async () => {
    await using cloudflare = await startCloudflare();
    const step = await runStep(cloudflare, { with: { tags: JSON.stringify(tags) } });
    expectHarmless(step);
    expect(step.exitCode).toBe(0);
    expect(cloudflare.purges.flatMap(({ items }) => items)).toEqual([...new Set(tags)]);
  });

  test('of a dry run', async () => {
    const step = await run({}, { tags: JSON.stringify(tags), 'dry-run': 'true' });
    expect(step.exitCode).toBe(0);
  });

  test('that Cloudflare refuses', async () => {
    const inputs = { tags: JSON.stringify(tags) };
    const step = await run({ behaviour: { refusedItems: tags } }, inputs, runStep);
    expect(step.exitCode).toBe(1);
  });

  test('that are wrong, in every kind of list', async () => {
    const list = JSON.stringify(texts);
    const inputs = { urls: list, tags: list, hosts: list, prefixes: list };
    const step = await run({}, inputs, runStep);
    expect(step.exitCode).toBe(1);
    expect(step.outputs['unpurged']).not.toBe('0');
  });

  test('that are wrong and very long', async () => {
    await using cloudflare = await startCloudflare();
    const step = await runStep(cloudflare, {
      with: { 'urls-file': 'list', 'hosts-file': 'list' },
      files: { list: JSON.stringify([`${veryLong}\n${veryLong}`]) },
    });
    expectHarmless(step);
    expect(step.exitCode).toBe(1);
    expect(Math.max(...step.lines.map((line) => line.length))).toBeLessThan(1000);
    expect(step.errors[0]?.length).toBeLessThan(1000);
  });

  test('that are wrong as JSON', async () => {
    for (const text of ['[::error::x', '["\u001b[31m', '[\n::error::x\n]']) {
      expect((await run({}, { urls: text })).exitCode).toBe(1);
    }
  });

  test('outside a zone, in the warning', async () => {
    const urls = 'https://x.test/?::error::|<b>@octocat[error]%0A::error::';
    const step = await run({}, { zone: 'example.com', token: readingToken, urls });
    expect(step.warnings).toHaveLength(1);
  });

  test('with headers', async () => {
    const headers = { 'X-Key': '::error::|<b>@octocat ##[error]x %0A::error::x' };
    const url = 'https://www.example.com/';
    const step = await run({}, { urls: JSON.stringify([{ url, headers }]) });
    expect(step.exitCode).toBe(0);
  });
});

test.for([
  false,
  true,
])('a secret that only GitHub knows is masked in items, refused: %s', async (isRefused) => {
  const secret = `s3cr3t_n4me/a:b.c&<d>"e'f=+-(x)~$p*q[r]{t}|u@v#w\\y\`z`;
  const inUrl = 's3cr3t_n4me_a-b.c';
  const tags = Array.from({ length: 90 }, (_, index) => `t${index}${secret}`);
  const urls = Array.from(
    { length: 40 },
    (_, index) => `https://www.example.com/${'x'.repeat(150 + index)}/${inUrl}?q=${inUrl}`,
  );
  await using cloudflare = await startCloudflare({
    behaviour: { refusedItems: isRefused ? [...tags, ...urls] : [] },
  });
  const step = await runStep(cloudflare, {
    with: { tags: JSON.stringify(tags), urls: urls.join(' ') },
  });
  // As the masker of the runner looks for it: as it is, escaped in JSON, and escaped in XML.
  const inXml = `s3cr3t_n4me/a:b.c&amp;&lt;d&gt;&quot;e&apos;f=+-(x)~$p*q[r]{t}|u@v#w\\y\`z`;
  const known = [secret, JSON.stringify(secret).slice(1, -1), inXml, inUrl];
  for (const text of [step.log, step.summary]) {
    const masked = known.reduce((left, form) => left.replaceAll(form, '***'), text);
    // Whatever a browser shows: references and tags are gone there.
    const shown = masked.replaceAll(/&#x?[\da-f]+;|<[^>]*>/gi, '');
    expect(shown).not.toMatch(/s3cr|me_a|n4me/);
    expect(shown).toContain('***');
  }
});

describe('other inputs', () => {
  test.for([
    'mode',
    'method',
    'timeout',
    'dry-run',
    'api-url',
    'zone',
    'variants',
    'urls-file',
  ])('%s', async (input) => {
    for (const text of ['::error::x ##[error]y', '<b>|@octocat|\n::set-output name=x::y']) {
      const step = await run({}, { [input]: `x${text}` });
      expect(step.exitCode).toBe(1);
    }
  });

  test('zone-environment', async () => {
    const name = '::error::x|<b>@octocat\u001b[31m\n::error::y';
    const step = await run({}, { tags: 'x', token: readingToken, 'zone-environment': name });
    expect(step.exitCode).toBe(1);
  });
});

describe('what Cloudflare says', () => {
  test.for([200, 400])('in errors with HTTP %i', async (status) => {
    for (const message of [...commands, texts.join(' '), veryLong]) {
      const step = await run(
        { faults: () => refusal(status, { code: 4711, message }) },
        { tags: 'x' },
      );
      expect(step.errors[0]).toContain('4711 "');
      expect(step.errors[0]?.length).toBeLessThan(2000);
    }
  });

  test('in chains of errors, and in errors of another form', async () => {
    const message = texts.join(' ');
    const chain = { code: 6003, message, error_chain: [{ code: 6111, message }] };
    await run({ faults: () => refusal(400, chain) }, { tags: 'x' });
    const body = {
      success: false,
      errors: [message, { code: message, message: { message } }, null],
    };
    await run({ faults: () => ({ kind: 'status', status: 400, body }) }, { tags: 'x' });
  });

  test('as the ID of a purge', async () => {
    const id = `${texts.join('\n')}\nghadelimiter_x\npurged<<x\n9\nx`;
    const body = { success: true, errors: [], messages: [], result: { id } };
    const step = await run(
      { faults: () => ({ kind: 'status', status: 200, body, takesEffect: true }) },
      { tags: 'x' },
      runStep,
    );
    expect(step.exitCode).toBe(0);
    expect(step.outputs).toMatchObject({ purged: '1', unpurged: '0', requests: '1' });
  });

  test('as cf-ray, as an address to go to, and in pages', async () => {
    const hostile = '::error::x##[error]y<b>|@octocat';
    const headers = { 'cf-ray': hostile, location: hostile };
    for (const status of [200, 302, 403]) {
      const fault = { kind: 'status', status, headers, body: `${hostile}\n${hostile}` } as const;
      const quick = { ...fault, headers: { ...headers, 'retry-after': '0' } };
      const step = await run({ faults: () => quick }, { tags: 'x' });
      expect(step.exitCode).toBe(1);
    }
  });

  test('as names and IDs of environments', async () => {
    const environments = texts.map((text) => ({ name: text, ref: text }));
    const result = { environments };
    const body = { success: true, errors: [], messages: [], result };
    const fault = { kind: 'status', status: 200, body } as const;
    const inputs = { tags: 'x', token: readingToken };
    const missing = await run({ faults: () => fault }, { ...inputs, 'zone-environment': 'Live' });
    expect(missing.exitCode).toBe(1);
  });

  const strangeIds = ['..', '../../x', 'a b', '\u001b[31m', 'x?y#z', '::error::x', ''];

  test.for(
    strangeIds,
  )('as the ID of an environment: %j takes a purge nowhere else', async (ref) => {
    const result = { environments: [{ name: 'Live', ref }] };
    for (const path of await purgeAfterLookUp(result, { 'zone-environment': 'Live' })) {
      expect(path).toBe(
        `/client/v4/zones/${zoneIds.exampleCom}/environments/${encodeURIComponent(ref)}/purge_cache`,
      );
      expect(ref).not.toMatch(/^\.*$/);
    }
  });

  test.for(strangeIds)('as the ID of a zone: %j takes a purge nowhere', async (id) => {
    const result = [{ id, name: 'example.com', status: 'active' }];
    expect(await purgeAfterLookUp(result, { zone: 'example.com' })).toEqual([]);
  });

  test('as the name of a zone', async () => {
    const name = '::error::x|<b>\u001b[31m@octocat';
    const zones = [zoneIds.exampleCom, zoneIds.exampleOrg];
    const step = await run(
      {
        faults: ({ path }) => {
          const result = { id: path.split('/').at(-1), name, status: 'active' };
          const body = { success: true, errors: [], messages: [], result };
          return { kind: 'status', status: 200, body };
        },
      },
      { zone: zones.join(' '), hosts: 'www.example.com' },
    );
    expect(step.exitCode).toBe(1);
    expect(step.errors[0]).toContain('@octocat');
  });
});
