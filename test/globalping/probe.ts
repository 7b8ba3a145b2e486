/**
 * Where a probe stands, as results tell it.
 * https://github.com/jsdelivr/globalping/blob/master/public/v1/components/schemas.yaml
 */
export type Probe = {
  readonly continent: string;
  readonly region: string;
  /** ISO 3166-1, two letters. */
  readonly country: string;
  /** Of the US only. */
  readonly state: string | null;
  readonly city: string;
  readonly asn: number;
  readonly network: string;
  readonly latitude: number;
  readonly longitude: number;
  readonly tags: readonly string[];
  readonly resolvers: readonly string[];
};

/** What a probe is up to; can be changed while the server runs. */
export type ProbeBehaviour = {
  /** Not there for new measurements; one that names it by an earlier measurement tells so. */
  readonly offline: boolean;
  /** Why it gets no answer: `getaddrinfo ENOTFOUND www.example.com`. */
  readonly failure: string | undefined;
  /** How long its result takes after the answer has come. */
  readonly delayMs: number;
  /** Headers of the result, beside or instead of those that came; null takes one away. */
  readonly headers: Readonly<Record<string, string | readonly string[] | null>>;
};

export const defaultProbeBehaviour: ProbeBehaviour = {
  offline: false,
  failure: undefined,
  delayMs: 0,
  headers: {},
};

/** A place with one probe in it. */
export type Place = {
  readonly probe: Probe;
  /** What finds it beside the fields of `probe`: the full name of its country. */
  readonly names: readonly string[];
  /** Where its GETs go, by host name: that of a data centre near it. Other hosts do not exist. */
  readonly sites: Readonly<Record<string, { readonly url: string }>>;
  readonly behaviour: ProbeBehaviour;
};
