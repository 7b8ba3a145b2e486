import { describe, expect, test } from 'vitest';
import { startSite } from '../cloudflare/edge-site.ts';
import { startOrigin } from '../cloudflare/origin.ts';
import { startCloudflare } from '../cloudflare/server.ts';
import { verify } from './check-site.ts';
import type { StepRun } from './run-action.ts';
import { runStep } from './scenario.ts';

const secret = 'bypass-9d41c7';
const header = `x-bypass: ${secret}`;

/** Everything that is told, but for the command that masks. */
function everything({ log, summary, report, outputs }: StepRun): string {
  const said = log.replaceAll(/^::add-mask::.*$/gm, '');
  return said + summary + JSON.stringify([report, outputs]);
}

test.concurrent('let checks pass a challenge, and go to nobody else', async () => {
  await using site = await startSite({
    files: { '/app.js': 'new' },
    behaviour: { challenge: { unless: ['x-bypass', secret] } },
  });
  const step = await verify(site, ['/app.js contains new'], {
    with: { 'wait-for': `${site.edge.url}/app.js`, 'check-headers': `# Access\n${header}` },
  });
  expect(step).toMatchObject({ exitCode: 0, outputs: { verified: 'true' } });
  expect(step.masks).toContain(secret);
  expect(everything(step)).not.toContain(secret);
  expect(site.edge.requests).toHaveLength(2);
  for (const { headers } of site.edge.requests) expect(headers['x-bypass']).toBe(secret);
  for (const { headers } of site.cloudflare.requests) {
    expect(JSON.stringify(headers)).not.toContain(secret);
  }
});

test.concurrent('are masked, unless they are words that other steps need', async () => {
  await using cloudflare = await startCloudflare();
  await using origin = await startOrigin({
    files: { '/a': { status: 302, headers: { location: '/b' } }, '/b': 'old' },
  });
  const { masks, log } = await runStep(cloudflare, {
    with: {
      tags: 'a',
      'wait-for': `${origin.url}/a contains new`,
      'wait-timeout': '1s',
      'check-headers': `x-forwarded-proto: http\nx-version: 1000\n${header}`,
    },
  });
  expect(masks).toContain(secret);
  expect(masks).not.toContain('http');
  expect(masks).not.toContain('1000');
  expect(log).toContain(`${origin.url}/b`);
});

test.concurrent('are not told where a check fails, or the server sends them back', async () => {
  await using cloudflare = await startCloudflare();
  const echo = { body: secret, headers: { 'cf-cache-status': `HIT ${secret}`, location: secret } };
  await using origin = await startOrigin({ files: { '/a': { ...echo, status: 500 } } });
  const step = await runStep(cloudflare, {
    with: {
      tags: 'a',
      'wait-for': `${origin.url}/a contains x`,
      'wait-timeout': '1s',
      'check-headers': `authorization: Bearer ${secret}`,
    },
  });
  expect(step.exitCode).toBe(1);
  expect(origin.requests[0]?.headers.authorization).toBe(`Bearer ${secret}`);
  // What a server says is text from outside: the mask is what hides it there.
  const shown = [...step.lines, ...step.errors, ...step.warnings].join('\n');
  expect(shown).not.toContain(secret);
});

test.concurrent.for([
  ['in capitals', (text: string) => text.toUpperCase()],
  ['escaped twice', (text: string) => text.replaceAll('-', '%252D')],
  ['in base64', (text: string) => Buffer.from(text).toString('base64')],
] as const)('are not told where a page repeats them %s', async ([, write]) => {
  await using cloudflare = await startCloudflare();
  const told = write(secret);
  const headers = {
    'cf-cache-status': told,
    'cf-ray': `1-${told}`,
    age: told,
    'content-type': `text/html; ${told}`,
    'cache-control': `max-age=3600, ${told}`,
  };
  const hostName = `http://${secret.toUpperCase()}.localhost:9/`;
  await using origin = await startOrigin({
    files: {
      '/a': { body: told, headers },
      '/b': { status: 302, headers: { location: `/${told}` } },
      [`/${told}`]: 'other',
      '/c': { status: 302, headers: { location: hostName } },
    },
  });
  const step = await runStep(cloudflare, {
    with: {
      tags: 'a',
      verify: ['/a', '/b contains x', '/c contains x']
        .map((check) => origin.url + check)
        .join('\n'),
      'verify-timeout': '1s',
      'check-headers': header,
    },
  });
  expect(step.outputs).toMatchObject({ purged: '1', verified: 'false' });
  const said = everything(step).toLowerCase();
  for (const form of [told, secret]) expect(said).not.toContain(form.toLowerCase());
});

test.concurrent('are left behind at a redirect to another origin, and stay there', async () => {
  await using cloudflare = await startCloudflare();
  await using far = await startOrigin();
  await using near = await startOrigin({ files: { '/end': 'near end' } });
  far.deploy({ '/there': { status: 302, headers: { location: `${near.url}/end` } } });
  near.deploy({
    '/start': { status: 302, headers: { location: '/next' } },
    '/next': { status: 307, headers: { location: `${far.url}/there` } },
    '/end': 'near end',
  });
  const step = await runStep(cloudflare, {
    with: { tags: 'a', 'wait-for': `${near.url}/start contains end`, 'check-headers': header },
  });
  expect(step.exitCode).toBe(0);
  expect(near.requests.map(({ target, headers }) => [target, headers['x-bypass']])).toEqual([
    ['/start', secret],
    ['/next', secret],
    ['/end', undefined],
  ]);
  expect(far.requests.map(({ headers }) => headers['x-bypass'])).toEqual([undefined]);
});

describe('that are wrong', () => {
  const wrong: readonly (readonly [string, string, string])[] = [
    ['without a colon', secret, 'has no colon'],
    ['without a name', `: ${secret}`, 'has no name'],
    ['with a space in the name', `x bypass: ${secret}`, 'has no name of a header'],
    ['given twice', `${header}\nX-Bypass: ${secret}`, 'names the header X-Bypass twice'],
    ['of the connection', `Connection: ${secret}`, 'names the header Connection'],
    ['of the action', `Host: ${secret}`, 'names the header Host'],
    ['for a part of the page', `Range: ${secret}`, 'names the header Range'],
    ['with a letter that is not ASCII', `x-bypass: ${secret}é`, 'has no printable ASCII'],
  ];
  test.concurrent.for(wrong)('%s are told by line, without the value', async ([
    ,
    line,
    problem,
  ]) => {
    await using site = await startSite({ files: { '/app.js': 'x' } });
    const step = await verify(site, ['/app.js'], { with: { 'check-headers': `# one\n${line}` } });
    expect(step).toMatchObject({
      exitCode: 1,
      outputs: { purged: '0', unpurged: '1', verified: '' },
      report: { result: 'bad-inputs' },
    });
    expect(step.errors[0]).toContain('check-headers, line ');
    expect(step.errors[0]).toContain(problem);
    expect(everything(step)).not.toContain(secret);
    expect([...site.edge.requests, ...site.cloudflare.requests]).toEqual([]);
  });
});

test.concurrent('without a check are a warning', async () => {
  await using cloudflare = await startCloudflare();
  const step = await runStep(cloudflare, { with: { tags: 'a', 'check-headers': header } });
  expect(step).toMatchObject({
    exitCode: 0,
    warnings: [expect.stringContaining('check-headers has no effect')],
  });
  expect(everything(step)).not.toContain(secret);
});
