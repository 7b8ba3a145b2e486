import { type Account, defaultAccount } from '../cloudflare/account.ts';
import type { EdgeBehaviour } from '../cloudflare/edge-behaviour.ts';
import { type Site, startSite } from '../cloudflare/edge-site.ts';
import { visit } from '../cloudflare/edge-visit.ts';
import type { Release } from '../cloudflare/origin-release.ts';
import { startConnectProxy } from '../network/connect-proxy.ts';
import { startTlsFront } from '../network/tls-front.ts';

export interface RecipeSiteOptions {
  /** URLs that visitors have in Cloudflare's cache, with old content. */
  readonly visited: readonly string[];
  /** Headers of everything that the origin sends. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly behaviour?: Partial<EdgeBehaviour>;
}

/** The site of a recipe, reached by its real names over TLS. */
export interface RecipeSite extends AsyncDisposable, Pick<Site, 'cloudflare' | 'edge'> {
  /** For the environment of the step: the way to the site. */
  readonly environment: Readonly<Record<string, string>>;
  /** Puts the new content to the origin. The cache knows nothing of it. */
  readonly deploy: (release: Readonly<Record<string, string>>) => void;
  /** What visitors get now, by URL, and by the place where they are. */
  readonly look: () => Promise<ReadonlyMap<string, string>>;
}

/** What stands at every URL before a recipe runs. */
export const oldContent = 'old content';

/** Starts a site that visitors have had in their cache for an hour. */
export async function startRecipeSite(options: RecipeSiteOptions): Promise<RecipeSite> {
  const { visited, headers = {}, behaviour = {} } = options;
  const urls = visited.map((url) => new URL(url));
  const names = [...new Set(urls.map(({ hostname }) => hostname))];
  const [first = 'www.example.com', ...others] = names;

  await using started = new AsyncDisposableStack();
  let passedMs = 0;
  const clock = (): number => performance.now() + passedMs;
  const account: Account = defaultAccount;
  const files = withHeaders(
    Object.fromEntries(urls.map(({ pathname }) => [pathname, oldContent])),
    headers,
  );
  const site = started.use(
    await startSite({
      files,
      hosts: [first, ...others],
      scheme: 'https',
      clock,
      cloudflare: { account, clock },
      behaviour: { cacheEverything: behaviour.cacheEverything ?? false },
    }),
  );
  const front = started.use(await startTlsFront([first, ...others], site.edge.port));
  const proxy = started.use(await startConnectProxy({ targetPort: front.port }));

  const look = async () => {
    const answers = visited.map(async (url): Promise<[string, string]> => {
      const { body } = await visit(site.edge, url);
      return [url, body];
    });
    return new Map(await Promise.all(answers));
  };
  await look();
  passedMs += 3_600_000;
  site.edge.behave(behaviour);

  const all = started.move();
  return {
    ...site,
    environment: {
      HTTPS_PROXY: `http://${proxy.address}`,
      NODE_EXTRA_CA_CERTS: front.certificatePath,
    },
    deploy: (release) => site.origin.deploy(withHeaders(release, headers)),
    look,
    [Symbol.asyncDispose]: () => all.disposeAsync(),
  };
}

/** The bodies as an origin sends them, for Cloudflare to keep. */
export function withHeaders(
  bodies: Readonly<Record<string, string>>,
  headers: Readonly<Record<string, string>> = {},
): Release {
  const cached = { 'cache-control': 'max-age=86400', ...headers };
  return Object.fromEntries(
    Object.entries(bodies).map(([path, body]) => [path, { body, headers: cached }]),
  );
}
