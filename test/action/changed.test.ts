import { describe, expect, test } from 'vitest';
import { purgeToken } from '../cloudflare/account.ts';
import { byHand, pushTo } from './changed-events.ts';
import { type ChangedWorld, purged, runChanged, site, startWorld } from './changed-world.ts';
import type { Step } from './run-action.ts';
import { callsOf, purge } from './scenario.ts';

/** A step that compares two commits with these contents; `null` takes a file away. */
async function runBetween(
  world: ChangedWorld,
  files: Parameters<ChangedWorld['repository']['commit']>[0]['files'],
  change: Parameters<ChangedWorld['repository']['commit']>[0]['files'],
  inputs: Step['with'] = {},
) {
  const base = await world.repository.commit({ files });
  const head = await world.repository.commit({ files: change });
  const step = await runChanged(world, byHand(head), { with: { since: base, ...inputs } });
  return { base, head, step };
}

describe('what changed is purged', () => {
  test('added, changed, removed and renamed files, as visitors ask for them', async () => {
    await using world = await startWorld();
    const { base, head, step } = await runBetween(
      world,
      {
        'index.html': 'old',
        'about.html': 'old',
        'app.js': 'old',
        'same.js': 'same',
        'gone/index.html': 'old',
        'gone/a.css': 'old',
        'old-name.png': 'image',
      },
      {
        'index.html': 'new',
        'about.html': 'new',
        'app.js': 'new',
        gone: null,
        'old-name.png': null,
        'new-name.png': 'image',
        'blog/post/index.html': 'new',
      },
    );
    expect(purged(world)).toEqual(
      [
        '/',
        '/about',
        '/about.html',
        '/app.js',
        '/blog/post',
        '/blog/post/',
        '/blog/post/index.html',
        '/gone',
        '/gone/',
        '/gone/a.css',
        '/gone/index.html',
        '/index.html',
        '/new-name.png',
        '/old-name.png',
      ].toSorted(),
    );
    expect(step).toMatchObject({ exitCode: 0, errors: [], warnings: [], notices: [] });
    expect(step.outputs).toMatchObject({ purged: '14', unpurged: '0', requests: '1' });
    const link = `https://github.com/octo-org/octo-repo/compare/${base}...${head}`;
    expect(step.lines.join('\n')).toContain(link);
    expect(step.summary).toContain(link);
    expect(step.report).toMatchObject({
      changed: {
        base,
        head,
        comparison: link,
        root: '',
        site: `${site}/`,
        files: { added: 2, changed: 3, removed: 3 },
        urls: 14,
        wholeSite: null,
      },
    });
  });

  test.each([
    ['100%.txt', '/100%25.txt'],
    ['@scope/a+b,c(1)&d=e;f', '/@scope/a+b,c(1)&d=e;f'],
    ['"quoted"\n<line>', '/%22quoted%22%0A%3Cline%3E'],
  ])('%j is %s', async (path, url) => {
    await using world = await startWorld();
    const { step } = await runBetween(world, { keep: '' }, { [path]: 'new' });
    expect(purged(world)).toEqual([url]);
    expect(step).toMatchObject({ exitCode: 0, errors: [] });
  });

  test('names that would be commands, markup or escapes', async () => {
    await using world = await startWorld();
    const names = [
      '::error::boom',
      '\n::set-output name=a::b',
      '##[error]boom',
      '<img src=x onerror=alert(1)>',
      '[link](evil.example)',
      '| a | b |',
      '`code`',
      '\u001b[31mred',
      '\u202egnp.exe',
      '-rf',
    ];
    const change = Object.fromEntries(names.map((name) => [name, 'new']));
    const { step } = await runBetween(world, { keep: '' }, change);
    expect(step).toMatchObject({ exitCode: 0, errors: [], warnings: [], notices: [] });
    expect(step.outputs['purged']).toBe(String(names.length));
    const paths = purged(world).map((url) => decodeURIComponent(url.slice(1)));
    expect(paths.toSorted()).toEqual(names.toSorted());
    for (const bad of ['<img', '\u001b', '\u202e']) expect(step.summary).not.toContain(bad);
  });

  test('a file where a folder was, and a folder where a file was', async () => {
    await using world = await startWorld();
    await runBetween(
      world,
      { 'a/one': '1', 'a/deep/two': '2', b: 'file' },
      { a: 'file', b: null, 'b/three': '3' },
    );
    expect(purged(world)).toEqual(['/a', '/a/deep/two', '/a/one', '/b', '/b/three']);
  });

  test('a roll-back: what the later release had, and what it had changed', async () => {
    await using world = await startWorld();
    const old = await world.repository.commit({ files: { app: '1', kept: '1', fixed: '1' } });
    const late = await world.repository.commit({ files: { app: '2', added: '2', fixed: null } });
    await runChanged(world, byHand(old), { with: { since: late } });
    expect(purged(world)).toEqual(['/added', '/app', '/fixed']);
  });

  test('commits without a history in common', async () => {
    await using world = await startWorld();
    const base = await world.repository.commit({ files: { a: '1', b: '1' } });
    const head = await world.repository.commit({
      files: { a: '2', b: '1' },
      nothingElse: true,
      parent: null,
    });
    await runChanged(world, byHand(head), { with: { since: base } });
    expect(purged(world)).toEqual(['/a']);
  });
});

describe('nothing changed', () => {
  test('no request to Cloudflare, success, and few to GitHub', async () => {
    await using world = await startWorld();
    const base = await world.repository.commit({ files: { 'site/a': '1', 'other/b': '1' } });
    const head = await world.repository.commit({ files: { 'other/b': '2' } });
    const step = await runChanged(world, byHand(head), { with: { since: base, root: 'site' } });
    expect(world.cloudflare.requests).toEqual([]);
    expect(step).toMatchObject({ exitCode: 0, errors: [], warnings: [], outputs: { purged: '0' } });
    expect(step.notices).toHaveLength(1);
    expect(world.github.requests.length).toBeLessThanOrEqual(4);
  });

  test('the same commit again', async () => {
    await using world = await startWorld();
    const sha = await world.repository.commit({ files: { a: '1' } });
    const step = await runChanged(world, byHand(sha), { with: { since: 'main' } });
    expect(world.cloudflare.requests).toEqual([]);
    expect(step).toMatchObject({ exitCode: 0, errors: [], outputs: { purged: '0' } });
    expect(world.github.requests.length).toBeLessThanOrEqual(3);
  });

  test('a change of the file mode alone', async () => {
    await using world = await startWorld();
    const { step } = await runBetween(
      world,
      { 'run.sh': 'true' },
      { 'run.sh': { content: 'true', executable: true } },
    );
    expect(world.cloudflare.requests).toEqual([]);
    expect(step).toMatchObject({ exitCode: 0, outputs: { purged: '0' } });
  });
});

describe('root and site-url', () => {
  const files = { 'public/a': '1', 'public/index.html': '1', 'src/b': '1' };
  const change = { 'public/a': '2', 'public/index.html': '2', 'src/b': '2' };

  test.each(['public', './public', './/public/.'])('root %s is the folder public', async (root) => {
    await using world = await startWorld();
    await runBetween(world, files, change, { root });
    expect(purged(world)).toEqual(['/', '/a', '/index.html']);
  });

  test.each(['.', './', ''])('root %j is all of the repository', async (root) => {
    await using world = await startWorld();
    await runBetween(world, { a: '1', 'b/c': '1' }, { a: '2', 'b/c': '2' }, { root });
    expect(purged(world)).toEqual(['/a', '/b/c']);
  });

  test('a folder of folders', async () => {
    await using world = await startWorld();
    await runBetween(
      world,
      { 'a/b c/d': '1', 'a/x': '1', y: '1' },
      { 'a/b c/d': '2', 'a/x': '2', y: '2' },
      { root: 'a/b c' },
    );
    expect(purged(world)).toEqual(['/d']);
  });

  test('a root that is new, or gone: everything in it', async () => {
    await using world = await startWorld();
    const { base, head } = await runBetween(
      world,
      { a: '1' },
      { 'dist/b': '1', 'dist/c/d': '1' },
      { root: 'dist' },
    );
    expect(purged(world)).toEqual(['/b', '/c/d']);
    await runChanged(world, byHand(base), { with: { since: head, root: 'dist' } });
    expect(purged(world)).toEqual(['/b', '/b', '/c/d', '/c/d']);
  });

  test.each([
    'https://www.example.com/docs',
    'https://www.example.com/docs/',
  ])('a site at %s', async (url) => {
    await using world = await startWorld();
    await runBetween(world, files, change, { root: 'public', 'site-url': url });
    expect(purged(world)).toEqual(['/docs', '/docs/', '/docs/a', '/docs/index.html']);
  });

  test('an address in capitals and with a scheme of its own', async () => {
    await using world = await startWorld();
    await runBetween(world, { a: '1' }, { a: '2' }, { 'site-url': 'HTTP://WWW.Example.com' });
    expect(purged(world)).toEqual(['http://www.example.com/a']);
  });
});

describe('beside other inputs', () => {
  test('lists are purged too, also where nothing changed', async () => {
    await using world = await startWorld();
    const { head } = await runBetween(
      world,
      { a: '1' },
      { a: '2' },
      { tags: 'feed', urls: `${site}/api ${site}/a` },
    );
    expect(purged(world)).toEqual(['/a', '/api', 'tags feed']);
    const step = await runChanged(world, byHand(head), { with: { since: head, tags: 'feed' } });
    expect(step).toMatchObject({ exitCode: 0, outputs: { purged: '1' } });
    expect(purged(world)).toEqual(['/a', '/api', 'tags feed', 'tags feed']);
  });

  test('variants, for every URL', async () => {
    await using world = await startWorld();
    const variants = 'CF-Device-Type: mobile';
    const { step } = await runBetween(world, { a: '1' }, { a: '2' }, { variants });
    const headers = { 'CF-Device-Type': 'mobile' };
    expect(callsOf(world.cloudflare)).toEqual([
      [purge, { files: [{ url: `${site}/a` }, { url: `${site}/a`, headers }] }],
    ]);
    expect(step).toMatchObject({ exitCode: 0, warnings: [], outputs: { purged: '2' } });
  });

  test('method invalidate', async () => {
    await using world = await startWorld();
    await runBetween(world, { a: '1' }, { a: '2' }, { method: 'invalidate' });
    expect(callsOf(world.cloudflare)).toEqual([
      [purge.replace('purge_cache', 'invalidate_cache'), { files: [`${site}/a`] }],
    ]);
  });

  test('a dry run asks GitHub, and prints the plan', async () => {
    await using world = await startWorld();
    const { step } = await runBetween(
      world,
      { a: '1' },
      { a: '2' },
      { 'dry-run': 'true', token: '' },
    );
    expect(world.cloudflare.requests).toEqual([]);
    expect(world.github.requests.length).toBeGreaterThan(0);
    expect(step).toMatchObject({ exitCode: 0, errors: [], outputs: { purged: '0' } });
    expect(step.report?.plan).toMatchObject([{ body: { files: [`${site}/a`] } }]);
    expect(step.lines.join('\n')).toContain(`${site}/a`);
  });
});

describe('what GitHub is asked', () => {
  test('each commit once, with all its folders', async () => {
    await using world = await startWorld();
    const all = Array.from({ length: 90 }, (_, index) => `${index % 30}/${index % 3}/x`);
    const changed = all.slice(0, 12);
    await runBetween(
      world,
      Object.fromEntries(all.map((path) => [path, path])),
      Object.fromEntries(changed.map((path) => [path, 'new'])),
    );
    expect(purged(world)).toEqual(changed.map((path) => `/${path}`).toSorted());
    expect(world.github.requests).toHaveLength(3);
  });

  test('the token goes to GitHub alone, masked first of all', async () => {
    await using world = await startWorld();
    const { step } = await runBetween(world, { a: '1' }, { a: '2' });
    const said = world.github.requests.map(({ headers }) => headers['authorization']);
    expect(new Set(said).size).toBe(1);
    expect(said[0]).toMatch(/^(?:token|bearer) ghs_/i);
    const sent = JSON.stringify([world.github.requests, world.cloudflare.requests]);
    expect(sent.split(purgeToken).length - 1).toBe(world.cloudflare.requests.length);
    expect(JSON.stringify(world.cloudflare.requests)).not.toContain('ghs_');
    expect(step.masks.some((mask) => mask.startsWith('ghs_'))).toBe(true);
  });

  test('nothing in other modes', async () => {
    await using world = await startWorld();
    const sha = await world.repository.commit({ files: { a: '1' } });
    const step = await runChanged(world, pushTo('main', undefined, sha), {
      with: { mode: 'urls', urls: `${site}/a`, 'site-url': '' },
    });
    expect(world.github.requests).toEqual([]);
    expect(step).toMatchObject({ exitCode: 0, warnings: [], outputs: { purged: '1' } });
  });
});
