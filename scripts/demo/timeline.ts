import type { EdgeRequest } from '../../test/cloudflare/edge.ts';
import type { ReceivedRequest } from '../../test/cloudflare/recording.ts';
import type { ReceivedRequest as ProbeRequest } from '../../test/globalping/server.ts';
import type { DemoSite } from './demo-site.ts';

const everyMs = 25;

/** Prints what data centres, Cloudflare's API and Globalping receive while it happens. */
export class Timeline implements Disposable {
  readonly #sources: readonly Source[];
  readonly #print: (time: string, text: string) => void;
  readonly #started = performance.now();
  readonly #timer: NodeJS.Timeout;

  constructor(site: DemoSite, print: (time: string, text: string) => void) {
    this.#sources = [
      ...[...site.dataCentres].map(([name, { requests }]) =>
        readNew(requests, (visit) => describeVisit(name, visit)),
      ),
      readNew(site.cloudflare.requests, describeCall),
      readNew(site.globalping.requests, describeMeasurement),
    ];
    this.#print = print;
    this.#timer = setInterval(this.catchUp, everyMs);
  }

  /** Something else that happens now. */
  readonly note = (text: string): void => {
    this.catchUp();
    this.#print(this.#writeTime(), text);
  };

  /** Prints what has happened so far, before something else is printed. */
  readonly catchUp = (): void => {
    const events = this.#sources.flatMap((readEvents) => readEvents());
    for (const { text } of events.sort((a, b) => a.at - b.at)) {
      this.#print(this.#writeTime(), text);
    }
  };

  [Symbol.dispose](): void {
    clearInterval(this.#timer);
    this.catchUp();
  }

  #writeTime(): string {
    return `${((performance.now() - this.#started) / 1000).toFixed(1)} s`;
  }
}

interface TimelineEvent {
  readonly at: number;
  readonly text: string;
}

/** Gives what has come since it was called last. */
type Source = () => readonly TimelineEvent[];

/** Reads a list that grows; what stands in it already is no news. */
function readNew<Request extends { readonly at: number }>(
  requests: readonly Request[],
  describe: (request: Request) => string | undefined,
): Source {
  let seen = requests.length;
  return () => {
    const fresh = requests.slice(seen);
    seen = requests.length;
    return fresh.flatMap((request) => {
      const text = describe(request);
      return text === undefined ? [] : [{ at: request.at, text }];
    });
  };
}

function describeVisit(dataCentre: string, visit: EdgeRequest): string {
  const { method, url, status, cacheStatus = 'no cache status' } = visit;
  return `${dataCentre}: ${method} ${url} → HTTP ${status}, ${cacheStatus}`;
}

function describeCall({ method, path, body }: ReceivedRequest): string {
  const sent = body === undefined ? '' : ` ${JSON.stringify(body)}`;
  return `Cloudflare: ${method} ${path.replace(/^\/client\/v4/, '')}${sent}`;
}

/** Where it is asked from is what matters; looks at a measurement under way tell nothing here. */
function describeMeasurement({ method, path, body }: ProbeRequest): string | undefined {
  if (method === 'GET') return undefined;
  const from = typeof body === 'object' && body !== null && 'locations' in body && body.locations;
  return `Globalping: ${method} ${path} from ${JSON.stringify(from)}`;
}
