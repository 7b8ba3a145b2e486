import type { Route } from './routes.ts';

/** A request as it came from the wire, and the parts of it that decide about it. */
export type ApiRequest = {
  readonly method: string;
  /** Without the query string. */
  readonly path: string;
  readonly query: URLSearchParams;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly rawBody: string;
  /** Parsed JSON; undefined where there is no body, or none that can be parsed. */
  readonly body: unknown;
  readonly route: Route;
};
