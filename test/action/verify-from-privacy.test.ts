import { describe, expect, test } from 'vitest';
import { purgeToken } from '../cloudflare/account.ts';
import { startWorld } from '../globalping/world.ts';
import { faultOn, isNew, page, posts, v1, v2, verifyFrom } from './verify-from-world.ts';

const places = { tokyo: {}, frankfurt: {} } as const;

describe('a host that is not public by its form is never sent', () => {
  const hosts = [
    'intranet',
    'wiki',
    'nas.local',
    'api.prod.internal',
    'app.localhost',
    '10.0.0.7',
    '192.168.1.1:8443',
    '[fd00::1]',
    '203.0.113.9',
  ];
  test.concurrent('while the other checks go there', async () => {
    await using world = await startWorld({ places });
    await world.release(v1, v2);
    const verify = [`${page}${isNew}`, ...hosts.map((each) => `https://${each}/app.js`)];
    const step = await verifyFrom(world, [], {
      with: { verify: verify.join('\n'), 'verify-timeout': '2s' },
    });
    expect(step).toMatchObject({ exitCode: 0, outputs: { verified: 'unknown' } });
    expect(posts(world)).toMatchObject([{ body: { target: 'www.example.com' } }]);
    const sent = JSON.stringify(world.globalping.requests);
    for (const each of hosts) expect(sent).not.toContain(each.replace(/:\d+$/, ''));
  });

  test.concurrent('and where no check may go there, nothing is asked at all', async () => {
    await using world = await startWorld({ places });
    await world.release(v1, v2);
    const step = await verifyFrom(world, [], {
      with: { verify: `${world.edge.url}/app.js contains release 2` },
    });
    expect(step).toMatchObject({ exitCode: 0, outputs: { purged: '1' } });
    expect(world.globalping.requests).toEqual([]);
    expect(world.proxy.tunnels).toEqual([]);
  });
});

test.concurrent('each secret goes to its own address only', async () => {
  const bypass = 'bypass-9d41c7';
  const token = 'globalping-token-4711';
  await using world = await startWorld({
    places: { tokyo: { edge: { ignoredPurges: 1 } }, frankfurt: {} },
    tokens: [token],
  });
  await world.release(v1, v2);
  const step = await verifyFrom(world, [isNew], {
    with: { 'check-headers': `x-bypass: ${bypass}`, 'globalping-token': token },
  });
  expect(step).toMatchObject({ exitCode: 0, outputs: { verified: 'true' } });
  const { globalping, cloudflare, edge } = world;
  const sites = [edge, world.edgeOf('tokyo'), world.edgeOf('frankfurt')];

  // The token goes to Globalping, in its header alone.
  expect(globalping.requests.length).toBeGreaterThan(3);
  for (const { headers, rawBody } of globalping.requests) {
    expect(headers.authorization).toBe(`Bearer ${token}`);
    expect(rawBody).not.toContain(token);
  }
  const elsewhere = [cloudflare.requests, ...sites.map(({ requests }) => requests)];
  expect(JSON.stringify(elsewhere)).not.toContain(token);

  // Nothing else goes there.
  const sent = JSON.stringify(globalping.requests);
  expect(sent).not.toContain(bypass);
  expect(sent).not.toContain('x-bypass');
  expect(sent).not.toContain(purgeToken);

  // Check-headers go to the site, and only from here.
  for (const { headers } of edge.requests) expect(headers['x-bypass']).toBe(bypass);
  const fromProbes = sites.slice(1).map(({ requests }) => requests);
  expect(JSON.stringify(fromProbes)).not.toContain(bypass);

  expect(step.masks).toEqual(expect.arrayContaining([token, bypass]));
  const said = step.log.replaceAll(/^::add-mask::.*$/gm, '');
  expect(said + step.summary + JSON.stringify(step.report)).not.toContain(token);
});

test.concurrent('without a token there is no authorization', async () => {
  await using world = await startWorld({ places });
  await world.release(v1, v2);
  await verifyFrom(world, [isNew]);
  expect(world.globalping.requests.length).toBeGreaterThan(1);
  for (const { headers } of world.globalping.requests) {
    expect(headers.authorization).toBeUndefined();
  }
});

test.concurrent('a token that an answer repeats is told nowhere', async () => {
  const token = 'globalping-token-that-is-echoed';
  const message = `a gateway was here: Bearer ${token}`;
  await using world = await startWorld({
    places,
    faults: faultOn('POST', { kind: 'status', status: 400, body: { error: { message } } }),
  });
  await world.release(v1, v2);
  const step = await verifyFrom(world, [isNew], { with: { 'globalping-token': token } });
  expect(step).toMatchObject({ exitCode: 0, outputs: { verified: 'unknown' } });
  expect(step.warnings[0]).toContain('a gateway was here: Bearer ***');
  expect(step.summary + JSON.stringify(step.report) + step.lines.join('\n')).not.toContain(token);
});
