import type { EdgeRequest } from '../../test/cloudflare/edge.ts';
import type { Site } from '../../test/cloudflare/edge-site.ts';
import type { ReceivedRequest } from '../../test/cloudflare/recording.ts';

const everyMs = 25;

/** Prints what a site and Cloudflare's API receive while it happens. */
export class Timeline implements Disposable {
  readonly #site: Pick<Site, 'edge' | 'cloudflare'>;
  readonly #print: (time: string, text: string) => void;
  readonly #started = performance.now();
  readonly #timer: NodeJS.Timeout;
  #visits: number;
  #calls: number;

  constructor(
    site: Pick<Site, 'edge' | 'cloudflare'>,
    print: (time: string, text: string) => void,
  ) {
    this.#site = site;
    this.#print = print;
    this.#visits = site.edge.requests.length;
    this.#calls = site.cloudflare.requests.length;
    this.#timer = setInterval(() => this.#printNew(), everyMs);
  }

  /** Something else that happens now. */
  readonly note = (text: string): void => {
    this.#printNew();
    this.#print(this.#writeTime(), text);
  };

  [Symbol.dispose](): void {
    clearInterval(this.#timer);
    this.#printNew();
  }

  #printNew(): void {
    const { edge, cloudflare } = this.#site;
    const visits = edge.requests.slice(this.#visits);
    const calls = cloudflare.requests.slice(this.#calls);
    this.#visits += visits.length;
    this.#calls += calls.length;
    const events = [...visits.map(readVisit), ...calls.map(readCall)];
    for (const { text } of events.sort((a, b) => a.at - b.at)) {
      this.#print(this.#writeTime(), text);
    }
  }

  #writeTime(): string {
    return `${((performance.now() - this.#started) / 1000).toFixed(1)} s`;
  }
}

interface TimelineEvent {
  readonly at: number;
  readonly text: string;
}

function readVisit({ method, url, status, cacheStatus, at }: EdgeRequest): TimelineEvent {
  return { at, text: `${method} ${url} → HTTP ${status}, ${cacheStatus ?? 'no cache status'}` };
}

function readCall({ method, path, body, at }: ReceivedRequest): TimelineEvent {
  const sent = body === undefined ? '' : ` ${JSON.stringify(body)}`;
  return { at, text: `${method} ${path.replace(/^\/client\/v4/, '')}${sent}` };
}
