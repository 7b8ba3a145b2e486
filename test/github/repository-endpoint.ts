import type { Endpoint, Fields } from './endpoint.ts';
import { readDefaultBranch } from './git-objects.ts';
import { answer } from './reply.ts';

/** https://docs.github.com/rest/repos/repos#get-a-repository */
export const getRepository: Endpoint = {
  path: '',
  permission: 'metadata',
  query: [],
  answer: async ({ world: { dir, id, owner, name, visibility }, url }) => {
    const repository: Fields<
      'full-repository',
      'id' | 'name' | 'full_name' | 'private' | 'visibility' | 'default_branch' | 'url'
    > = {
      id,
      name,
      full_name: `${owner}/${name}`,
      private: visibility === 'private',
      visibility,
      default_branch: await readDefaultBranch(dir),
      url,
    };
    return answer(repository);
  },
};
