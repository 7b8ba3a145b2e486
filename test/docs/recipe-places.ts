import { visit } from '../cloudflare/edge-visit.ts';
import type { PlaceName } from '../globalping/sample-places.ts';
import { startWorld } from '../globalping/world.ts';
import { oldContent, type RecipeSite, withHeaders } from './recipe-site.ts';

export interface RecipePlacesOptions {
  /** URLs of `https://www.example.com` that visitors have had everywhere, with old content. */
  readonly visited: readonly string[];
  readonly places: readonly PlaceName[];
  /** Of Globalping. */
  readonly token: string;
}

/** Starts a site whose visitors are in several places, each with a data centre of its own. */
export async function startRecipePlaces(options: RecipePlacesOptions): Promise<RecipeSite> {
  const { visited, places, token } = options;
  const world = await startWorld({
    places: Object.fromEntries(places.map((place) => [place, {}])),
    tokens: [token],
  });
  const before = withHeaders(
    Object.fromEntries(visited.map((url) => [new URL(url).pathname, oldContent])),
  );
  await world.release(before, before);
  return {
    ...world,
    deploy: (release) => world.origin.deploy(withHeaders(release)),
    look: async () => {
      const edges = [world.edge, ...places.map(world.edgeOf)];
      const answers = edges.flatMap((edge, place) =>
        visited.map(async (url): Promise<[string, string]> => {
          const { body } = await visit(edge, url);
          return [`${url} at ${place}`, body];
        }),
      );
      return new Map(await Promise.all(answers));
    },
  };
}
