import type { components } from '@octokit/openapi-types';
import type { Reply } from '../cloudflare/envelope.ts';
import type { Behaviour } from './behaviour.ts';
import type { Permission, World } from './world.ts';

/** What a client asked one endpoint for. */
export type Question = {
  readonly world: World;
  readonly behaviour: Behaviour;
  /** What stands in the path's places, decoded. */
  readonly places: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly accept: string;
  /** Whether the token may write here: only then are drafts shown. */
  readonly mayWrite: boolean;
  /** `http://127.0.0.1:PORT/repos/OWNER/NAME`, for the URLs of an answer. */
  readonly url: string;
  /** The question's own path by the repository's ID, for the URLs of further pages. */
  readonly pageUrl: string;
};

export type Endpoint = {
  /** After `/repos/{owner}/{repo}`. A `{place}` holds no slash, a `{place...}` may. */
  readonly path: string;
  readonly permission: Permission | 'metadata';
  readonly query: readonly string[];
  readonly answer: (question: Question) => Promise<Reply> | Reply;
};

/** Fields of an answer, in the shapes that GitHub's OpenAPI description gives them. */
export type Fields<
  Schema extends keyof components['schemas'],
  Name extends keyof components['schemas'][Schema],
> = Pick<components['schemas'][Schema], Name>;
