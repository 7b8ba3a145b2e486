import type { ApiRequest } from './api-request.ts';
import type { Fault } from './faults.ts';
import type { AcceptedPurge, PurgeKind } from './purge-endpoint.ts';

export type ReceivedRequest = {
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly headers: ApiRequest['headers'];
  readonly body: unknown;
  readonly rawBody: string;
  /** On the server's clock, when the body had arrived. */
  readonly at: number;
  readonly fault: Fault['kind'] | undefined;
  /** Undefined until it is answered, and where the client did not get the whole answer. */
  readonly status: number | undefined;
};

export type Counts = {
  readonly requests: number;
  /** Purge requests that were accepted, at least in part. */
  readonly purges: number;
  readonly items: Readonly<Record<PurgeKind, number>>;
  readonly statuses: Readonly<Record<number, number>>;
};

/** What the server has seen. `'counts'` keeps no requests and purges, for runs of millions. */
export type RecordMode = 'all' | 'counts';

export type Recording = {
  readonly requests: readonly ReceivedRequest[];
  readonly purges: readonly AcceptedPurge[];
  readonly counts: () => Counts;
  /** Takes down a request; the function that it returns takes down how it was answered. */
  readonly receive: (
    request: ApiRequest,
    at: number,
    fault: Fault | undefined,
  ) => (status: number | undefined) => void;
  readonly accept: (purge: AcceptedPurge) => void;
};

/** An empty recording. */
export function createRecording(mode: RecordMode): Recording {
  const requests: ReceivedRequest[] = [];
  const purges: AcceptedPurge[] = [];
  const items = { everything: 0, urls: 0, tags: 0, hosts: 0, prefixes: 0 };
  const statuses: Record<number, number> = {};
  let received = 0;
  let accepted = 0;

  return {
    requests,
    purges,
    counts: () => ({
      requests: received,
      purges: accepted,
      items: { ...items },
      statuses: { ...statuses },
    }),
    receive: (request, at, fault) => {
      const index = received;
      received += 1;
      if (mode === 'all') requests.push(describe(request, at, fault));
      return (status) => {
        if (status !== undefined) statuses[status] = (statuses[status] ?? 0) + 1;
        const entry = requests[index];
        if (entry) requests[index] = { ...entry, status };
      };
    },
    accept: (purge) => {
      accepted += 1;
      items[purge.kind] += purge.kind === 'everything' ? 1 : purge.items.length;
      if (mode === 'all') purges.push(purge);
    },
  };
}

function describe(request: ApiRequest, at: number, fault: Fault | undefined): ReceivedRequest {
  const { method, path, query, headers, body, rawBody } = request;
  return {
    method,
    path,
    query: Object.fromEntries(query),
    headers,
    body,
    rawBody,
    at,
    fault: fault?.kind,
    status: undefined,
  };
}
