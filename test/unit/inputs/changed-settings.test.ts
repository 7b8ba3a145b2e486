import { describe, expect, test } from 'vitest';
import {
  describeUselessChangedInputs,
  readChangedSettings,
} from '../../../src/inputs/changed-settings.ts';
import type { InputFault } from '../../../src/inputs/input-faults.ts';
import { readRootFolder } from '../../../src/inputs/root-folder.ts';
import { readSiteUrl } from '../../../src/inputs/site-url.ts';
import { type Given, giveInputs } from '../given-inputs.ts';

const given: Given = {
  mode: 'changed',
  'site-url': 'https://www.example.com',
  'github-token': 'token-1',
};
const environment = {
  GITHUB_REPOSITORY: 'o/r',
  GITHUB_SHA: '1'.repeat(40),
  GITHUB_EVENT_PATH: 'event.json',
};

function read(more: Given = {}, variables: Record<string, string> = {}, payload: unknown = {}) {
  const faults: InputFault[] = [];
  const raw = giveInputs({ ...given, ...more });
  const settings = readChangedSettings(raw, { ...environment, ...variables }, payload, (fault) =>
    faults.push(fault),
  );
  return { settings, wrong: faults.map(({ input }) => input), faults };
}

test('an address is enough', () => {
  const { settings, faults } = read();
  expect(faults).toEqual([]);
  expect(settings).toMatchObject({
    site: { origin: 'https://www.example.com', host: 'www.example.com', folder: '/' },
    root: [],
    since: undefined,
    githubToken: 'token-1',
    apiUrl: 'https://api.github.com',
    serverUrl: 'https://github.com',
    repository: 'o/r',
    head: '1'.repeat(40),
  });
});

test('an Enterprise Server is named by the environment', () => {
  const { settings } = read(
    {},
    {
      GITHUB_API_URL: 'https://ghe.example.com/api/v3/',
      GITHUB_SERVER_URL: 'https://ghe.example.com/',
    },
  );
  expect(settings).toMatchObject({
    apiUrl: 'https://ghe.example.com/api/v3',
    serverUrl: 'https://ghe.example.com',
  });
});

describe('faults', () => {
  test('of all inputs are found at once', () => {
    const { settings, wrong } = read({ 'site-url': '', root: '..', 'github-token': ' "x" ' });
    expect(settings).toBeUndefined();
    expect(wrong).toEqual(['site-url', 'root', 'github-token']);
  });

  test.each<[string, Record<string, string>, unknown]>([
    ['no repository', { GITHUB_REPOSITORY: '' }, {}],
    ['a repository that is a path', { GITHUB_REPOSITORY: 'o/r/../x' }, {}],
    ['a repository that leads elsewhere', { GITHUB_REPOSITORY: '../..' }, {}],
    ['no commit', { GITHUB_SHA: '' }, {}],
    ['an address that would show the token', { GITHUB_API_URL: 'http://ghe.example.com' }, {}],
    ['an event that cannot be read', {}, undefined],
  ])('of the surroundings: %s', (_, variables, payload) => {
    const faults: InputFault[] = [];
    const variablesOfRun = { ...environment, ...variables };
    readChangedSettings(giveInputs(given), variablesOfRun, payload, (fault) => faults.push(fault));
    expect(faults).toMatchObject([{ input: 'mode', problem: expect.stringMatching(/^needs /) }]);
  });

  test('an event that is not told at all is none', () => {
    const faults: InputFault[] = [];
    const variables = { ...environment, GITHUB_EVENT_PATH: '' };
    readChangedSettings(giveInputs(given), variables, undefined, (fault) => faults.push(fault));
    expect(faults).toEqual([]);
  });
});

describe('since', () => {
  test.each(['v1.2.3', 'release/1.x', 'fix/#7-100%', 'ab12', 'a.b/c.'])('%o', (since) => {
    expect(read({ since }).settings).toMatchObject({ since });
  });

  test.each([
    '.',
    '..',
    './main',
    'a/../b',
    'a/.b',
    '../../x',
    'v1..v2',
    'main...next',
  ])('%o is a way through an address, and no name', (since) => {
    expect(read({ since }).faults).toMatchObject([
      { input: 'since', item: since, problem: 'has dots as no commit, branch or tag has them' },
    ]);
  });
});

describe('site-url', () => {
  test.each<[text: string, origin: string, folder: string]>([
    ['https://www.example.com', 'https://www.example.com', '/'],
    ['https://www.example.com//', 'https://www.example.com', '/'],
    ['https://www.example.com//docs///v1//', 'https://www.example.com', '/docs/v1/'],
    ['https://WWW.example.com:443/', 'https://www.example.com', '/'],
    ['http://127.0.0.1:8080/a', 'http://127.0.0.1:8080', '/a/'],
    ['https://www.example.com/a%20b/ü/', 'https://www.example.com', '/a%20b/%C3%BC/'],
  ])('%s', (text, origin, folder) => {
    expect(readSiteUrl(text)).toMatchObject({ ok: true, value: { origin, folder } });
  });

  test.each([
    'www.example.com',
    'ftp://www.example.com',
    'https://www.example.com/?a',
    'https://www.example.com?',
    'https://www.example.com/#a',
    'https://*.example.com',
    'https://www.example.com/*',
    'https://me:pass@www.example.com',
    'https://localhost',
    'https://[::1]/',
    `https://www.example.com/${'a/'.repeat(31)}`,
  ])('%s is none', (text) => {
    expect(readSiteUrl(text).ok).toBe(false);
  });
});

describe('root', () => {
  test.each([
    'public',
    './public',
    'public/',
    './public/',
    'public//',
    './/public/.',
  ])('%s', (text) => {
    expect(readRootFolder(text)).toEqual({ ok: true, value: ['public'] });
  });

  test.each(['', '.', './'])('%o is the whole repository', (text) => {
    expect(readRootFolder(text)).toEqual({ ok: true, value: [] });
  });

  test('may have several folders, and names with dots', () => {
    expect(readRootFolder('a b/..c/.d')).toEqual({ ok: true, value: ['a b', '..c', '.d'] });
  });

  test.each([
    '/public',
    '/',
    'C:\\site',
    'C:/site',
    'a\\b',
    '..',
    'a/../b',
    '../a',
  ])('%s is none', (text) => {
    expect(readRootFolder(text).ok).toBe(false);
  });
});

test('inputs of this mode have no effect in another one', () => {
  const raw = giveInputs({ ...given, mode: 'urls', root: 'a', since: 'b' });
  expect(describeUselessChangedInputs(raw)).toEqual([
    expect.stringMatching(/^site-url has no effect/),
    expect.stringMatching(/^root has no effect/),
    expect.stringMatching(/^since has no effect/),
  ]);
  expect(describeUselessChangedInputs(giveInputs(given))).toEqual([]);
  expect(describeUselessChangedInputs(giveInputs({ 'github-token': 'x' }))).toEqual([]);
});
