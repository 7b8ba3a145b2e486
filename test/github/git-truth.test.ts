import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ask } from './ask.ts';
import { createRepository, type Repository } from './create-repository.ts';
import { type GitHub, startGitHub } from './server.ts';
import { readingToken } from './world.ts';

/** What the API says is compared with what git prints in another form than the one it was read in. */

const oddNames = ['a b', '100%', 'a#b', 'a?b', 'ä ö/ü', '@', '😀', '*', 'back\\slash', 'a"b', "'"];

let repository: Repository;
let github: GitHub;
let first: string;
let second: string;
let tagObject: string;

beforeAll(async () => {
  repository = await createRepository();
  first = await repository.commit({
    message: 'Begin\n\nWith two paragraphs',
    files: {
      ...Object.fromEntries(oddNames.map((name) => [`odd/${name}`, `content of ${name}`])),
      'index.html': '<html>',
      'assets/app.js': 'let a;',
      'assets/css/site.css': 'a {}',
      'run.sh': { content: 'true', executable: true },
      latest: { linkTo: 'assets' },
      vendor: { submodule: '1234567890123456789012345678901234567890' },
    },
  });
  await repository.tag('v1');
  second = await repository.commit({ files: { 'assets/app.js': 'let b;' } });
  tagObject = await repository.annotatedTag('v2');
  await repository.branch('feature/new', first);
  github = await startGitHub({ repository });
});

afterAll(async () => {
  await github[Symbol.asyncDispose]();
  await repository[Symbol.asyncDispose]();
});

async function readTree(path: string): Promise<string> {
  const { body } = await ask(github, path);
  const { tree } = body as { tree: { mode: string; type: string; sha: string; path: string }[] };
  const lines = tree.map(
    ({ mode, type, sha, path: name }) => `${mode} ${type} ${sha}\t${quote(name)}\n`,
  );
  return lines.join('');
}

// As git prints it where it is not told to end names with a zero byte.
function quote(name: string): string {
  return /["\\]/.test(name) ? `"${name.replaceAll(/["\\]/g, '\\$&')}"` : name;
}

describe('trees are those of git', () => {
  test.each(['main^{tree}', 'main:assets', 'main:odd', 'v1^{tree}'])('%s', async (treeish) => {
    const tree = (await repository.git('rev-parse', treeish)).trim();
    expect(await readTree(`/git/trees/${tree}`)).toBe(await repository.git('ls-tree', treeish));
  });

  test('with all below them', async () => {
    const all = await repository.git('ls-tree', '-r', '-t', 'main');
    expect(await readTree('/git/trees/main?recursive=1')).toBe(all);
    // Any value means yes.
    expect(await readTree('/git/trees/main?recursive=false')).toBe(all);
    for (const name of oddNames) expect(all).toContain(quote(`odd/${name}`));
  });

  test('cut where they are too long, and only with all below them', async () => {
    await using small = await startGitHub({ repository, behaviour: { treeEntries: 3 } });
    const cut = await ask(small, '/git/trees/main?recursive=1');
    expect(cut.body).toMatchObject({ truncated: true, tree: { length: 3 } });
    expect((await ask(small, '/git/trees/main')).body).toMatchObject({
      truncated: false,
      tree: { length: 6 },
    });
  });

  test('none of what is no tree', async () => {
    expect(await ask(github, `/git/trees/${'1'.repeat(40)}`)).toMatchObject({ status: 404 });
  });
});

describe('references are resolved as git does', () => {
  test.each([
    'main',
    'heads/main',
    'refs/heads/main',
    'feature/new',
    'feature%2Fnew',
    'v1',
    'tags/v1',
    'v2',
    'HEAD',
  ])('%s', async (ref) => {
    const { status, body } = await ask(github, `/commits/${ref}`);
    const name = decodeURIComponent(ref);
    const [sha = '', tree = ''] = (
      await repository.git('rev-parse', `${name}^{commit}`, `${name}^{tree}`)
    ).split('\n');
    expect({ status, body }).toMatchObject({
      status: 200,
      body: { sha, commit: { tree: { sha: tree } } },
    });
  });

  test('hashes, whole and short', async () => {
    for (const length of [7, 12, 40]) {
      const { body } = await ask(github, `/commits/${first.slice(0, length)}`);
      expect(body).toMatchObject({
        sha: first,
        commit: {
          message: 'Begin\n\nWith two paragraphs',
          author: { name: 'Release Robot', email: 'robot@example.com' },
          committer: { date: '2026-01-01T00:01:00Z' },
        },
        parents: [],
      });
    }
  });

  test.each([
    'nope',
    '4f2a9c1d5e6b7a8c9d0e1f2a3b4c5d6e7f8a9b0c',
    'main~1',
    '--all',
    'v1^{tree}',
  ])('%s is none', async (ref) => {
    const { status, body } = await ask(github, `/commits/${encodeURIComponent(ref)}`);
    const message = `No commit found for SHA: ${ref}`;
    expect({ status, body }).toMatchObject({ status: 422, body: { message } });
  });

  test('the hash alone', async () => {
    const { body } = await ask(github, '/commits/v2', {
      authorization: `token ${readingToken.value}`,
      accept: 'application/vnd.github.sha',
    });
    expect(body).toBe(second);
  });

  test('an annotated tag is an object of its own', async () => {
    const annotated = { ref: 'refs/tags/v2', object: { type: 'tag', sha: tagObject } };
    expect(tagObject).not.toBe(second);
    expect((await ask(github, '/git/ref/tags/v2')).body).toMatchObject(annotated);
    expect((await ask(github, '/tags')).body).toMatchObject([
      { name: 'v2', commit: { sha: second } },
      { name: 'v1', commit: { sha: first } },
    ]);
    expect(await ask(github, '/git/ref/tags/v')).toMatchObject({ status: 404 });
  });
});
