import type { Endpoint, Fields } from './endpoint.ts';
import { listRefs, type Ref, resolveObject } from './git-objects.ts';
import { cutPage, pageParameters } from './pages.ts';
import { answer, notFound } from './reply.ts';

/** https://docs.github.com/rest/git/refs#get-a-reference */
export const getRef: Endpoint = {
  path: '/git/ref/{ref...}',
  permission: 'contents',
  query: [],
  answer: async ({ world, places, url }) => {
    const name = `refs/${places['ref']}`;
    const ref = (await listRefs(world.dir, name)).find((candidate) => candidate.name === name);
    return ref ? answer(describeRef(ref, url)) : notFound;
  },
};

/** https://docs.github.com/rest/repos/repos#list-repository-tags */
export const listTags: Endpoint = {
  path: '/tags',
  permission: 'metadata',
  query: pageParameters,
  answer: async (question) => {
    const { world, url } = question;
    // By name, the last one first: seen, not documented.
    const refs = (await listRefs(world.dir, 'refs/tags/')).toReversed();
    const { items, headers } = cutPage(refs, question);
    const tags = items.map(async ({ name }) => {
      const sha = (await resolveObject(world.dir, name, 'commit')) ?? '';
      const tag: Fields<'tag', 'name' | 'commit'> = {
        name: name.replace(/^refs\/tags\//, ''),
        commit: { sha, url: `${url}/commits/${sha}` },
      };
      return tag;
    });
    return answer(await Promise.all(tags), headers);
  },
};

// An annotated tag's object is the tag itself, not its commit.
function describeRef(ref: Ref, url: string): Fields<'git-ref', 'ref' | 'url' | 'object'> {
  return {
    ref: ref.name,
    url: `${url}/git/${ref.name}`,
    object: { sha: ref.sha, type: ref.type, url: `${url}/git/${ref.type}s/${ref.sha}` },
  };
}
