import { describe, expect, test } from 'vitest';
import { inputDefaults } from '../../../src/inputs/inputs.ts';
import { outputNames } from '../../../src/runner.ts';
import { readActionInputs, readActionMetadata } from '../../action/action-metadata.ts';
import type { Given } from '../given-inputs.ts';
import { readInputs, settingsOf, zone } from './read-inputs.ts';

describe('action.yml', () => {
  test('declares the inputs that are read, with the same defaults', () => {
    expect(Object.fromEntries(readActionInputs())).toEqual(inputDefaults);
  });

  test('declares the outputs that are set', () => {
    expect(Object.keys(readActionMetadata().outputs)).toEqual(outputNames);
  });
});

/** The faults, as `input: problem`. */
async function faultsOf(...args: Parameters<typeof readInputs>) {
  const { faults } = await readInputs(...args);
  return faults.map(({ input, problem }) => `${input}: ${problem}`);
}

describe('defaults', () => {
  test('one zone and one list are enough', async () => {
    const settings = await settingsOf({ urls: 'https://a.example' });
    expect(settings).toMatchObject({
      zones: [{ by: 'id', id: zone }],
      token: 'token',
      method: 'purge',
      selection: {
        kind: 'items',
        lists: { urls: ['https://a.example/'], tags: [], hosts: [], prefixes: [] },
      },
      changed: undefined,
      environment: undefined,
      timeoutMs: 900_000,
      variants: [],
      waitFor: [],
      waitTimeoutMs: 300_000,
      verify: [],
      verifyTimeoutMs: 60_000,
      verifyFrom: [],
      globalpingToken: undefined,
      checkHeaders: {},
      dryRun: false,
      apiUrl: 'https://api.cloudflare.com/client/v4',
      warnings: [],
      remarks: [],
    });
  });

  test('zone and token come from the environment where the inputs give nothing', async () => {
    const environment = { CLOUDFLARE_ZONE_ID: `${zone}\n`, CLOUDFLARE_API_TOKEN: ' token-2 ' };
    expect(await settingsOf({ zone: '', token: '', tags: 'a' }, environment)).toMatchObject({
      zones: [{ by: 'id', id: zone }],
      token: 'token-2',
    });
    expect(
      await settingsOf({ zone: 'a.example', token: 'token-1', tags: 'a' }, environment),
    ).toMatchObject({ zones: [{ by: 'name', name: 'a.example' }], token: 'token-1' });
  });

  test('the address of the API never comes from the environment, and another one is told', async () => {
    const environment = {
      CLOUDFLARE_API_BASE_URL: 'https://evil.example',
      CLOUDFLARE_BASE_URL: 'https://evil.example',
    };
    const { apiUrl } = await settingsOf({ tags: 'a' }, environment);
    expect(apiUrl).toBe('https://api.cloudflare.com/client/v4');
    const other = await settingsOf({ tags: 'a', 'api-url': 'https://gateway.example/' });
    expect(other.remarks).toEqual([expect.stringContaining('https://gateway.example')]);
  });
});

describe('an empty token', () => {
  const given = { zone, tags: 'a' };

  test('is explained by where the run comes from', async () => {
    const event = JSON.stringify({ pull_request: { head: { repo: { full_name: 'x/r' } } } });
    const pull = {
      GITHUB_EVENT_NAME: 'pull_request',
      GITHUB_REPOSITORY: 'o/r',
      GITHUB_EVENT_PATH: 'event.json',
    };
    expect(await faultsOf(given, pull, { 'event.json': event })).toEqual([
      expect.stringMatching(/^token: is empty: .* from a fork/),
    ]);
    expect(await faultsOf(given, { GITHUB_ACTOR: 'dependabot[bot]' })).toEqual([
      expect.stringMatching(/^token: is empty: .*Dependabot/),
    ]);
    for (const files of [{}, { 'event.json': '{"pull_req' }]) {
      expect(await faultsOf(given, pull, files)).toEqual([
        expect.stringMatching(/^token: is empty: the secret is not set(?!.*dry run)/),
      ]);
    }
  });

  test('is right for a dry run that looks nothing up', async () => {
    const dryRun = { ...given, 'dry-run': 'true' };
    expect(await faultsOf(dryRun)).toEqual([]);
    expect(await faultsOf({ ...dryRun, zone: 'a.example' })).toEqual([
      expect.stringMatching(/^token: is empty: .* with one zone, and IDs in place of names, /),
    ]);
    expect(await faultsOf({ ...dryRun, 'zone-environment': 'staging' })).toHaveLength(1);
    const zones = `${zone} f${zone.slice(1)}`;
    expect(await faultsOf({ ...dryRun, zone: zones })).toEqual([]);
    expect(await faultsOf({ ...dryRun, zone: zones, hosts: 'a.example' })).toHaveLength(1);
  });
});

describe('faults', () => {
  test('are all reported together', async () => {
    const given: Given = {
      zone: 'https://a.example',
      token: '"x"',
      mode: 'url',
      method: 'delete',
      urls: 'ftp://a.example',
      tags: 'ä',
      hosts: 'a.example/x',
      'prefixes-file': 'missing',
      variants: 'mobile',
      timeout: 'soon',
      'dry-run': 'yes',
      summary: 'no',
      'api-url': 'http://api.example',
    };
    const { wrong } = await readInputs(given, { INPUT_DRY_RUN: 'x' });
    expect([...wrong].sort()).toEqual([...Object.keys(given), 'dry_run'].sort());
  });

  test('of one input are cut at 20, and the rest is counted', async () => {
    const { read } = await readInputs({ zone, token: 't', urls: 'x '.repeat(50), tags: 'ä' });
    expect(read).toMatchObject({ ok: false, asked: 51, found: { left: new Map([['urls', 30]]) } });
    expect(read.ok || read.found.faults).toHaveLength(21);
  });

  test.each(['', ',', ' , '])('no zone in %o', async (text) => {
    expect(await faultsOf({ zone: text, token: 't', tags: 'a' })).toEqual([
      'zone: is empty, and so is CLOUDFLARE_ZONE_ID in the environment',
    ]);
  });

  test('an environment belongs to one zone', async () => {
    const faults = await faultsOf({
      zone: 'a.example b.example',
      token: 't',
      tags: 'a',
      'zone-environment': 'staging',
    });
    expect(faults).toEqual(['zone-environment: belongs to one zone, but 2 are given']);
  });

  test('never show the token', async () => {
    const { read } = await readInputs({ zone, token: 'Bearer secret-123', tags: 'a' });
    expect(JSON.stringify(read)).not.toContain('secret-123');
  });
});
