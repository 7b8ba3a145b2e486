import type { Endpoint, Fields, Question } from './endpoint.ts';
import { cutPage, pageParameters } from './pages.ts';
import { answer } from './reply.ts';
import type { Release } from './world.ts';

/** https://docs.github.com/rest/releases/releases#list-releases */
export const listReleases: Endpoint = {
  path: '/releases',
  permission: 'contents',
  query: pageParameters,
  answer: (question) => {
    const { items, headers } = cutPage(findVisible(question), question);
    return answer(
      items.map((release) => describe(release, question.url)),
      headers,
    );
  },
};

// "Only users with push access will receive listings for draft releases." By the date of the
// commit, the newest first: documented for the latest one, seen in lists.
function findVisible({ world, mayWrite }: Question): readonly Release[] {
  return world.releases
    .filter(({ draft = false }) => !draft || mayWrite)
    .toSorted((one, other) => other.createdAt.localeCompare(one.createdAt));
}

function describe(
  release: Release,
  url: string,
): Fields<
  'release',
  'id' | 'tag_name' | 'name' | 'draft' | 'prerelease' | 'created_at' | 'published_at' | 'url'
> {
  const { id, tag, draft = false, prerelease = false, createdAt, publishedAt } = release;
  return {
    id,
    tag_name: tag,
    name: tag,
    draft,
    prerelease,
    created_at: createdAt,
    published_at: draft ? null : (publishedAt ?? createdAt),
    url: `${url}/releases/${id}`,
  };
}
