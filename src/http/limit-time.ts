/** No answer takes this long, in milliseconds; a connection that hangs must not hang the job. */
export const requestTimeoutMs = 30_000;

/**
 * A signal that is aborted with another one, or when the time is over. By hand, since
 * AbortSignal.timeout and AbortSignal.any keep something of each of ten thousand requests.
 */
export function limitTime(signal: AbortSignal): { limited: AbortSignal; release: () => void } {
  // Let go of at the end: removed listeners of one signal keep each other, and what they hold, alive
  // until a full garbage collection, which for a million URLs was 100 MB.
  let controller: AbortController | undefined = new AbortController();
  const { signal: limited } = controller;
  const interrupt = (): void => controller?.abort();
  const giveUp = (): void =>
    controller?.abort(new DOMException('no answer in time', 'TimeoutError'));
  if (signal.aborted) interrupt();
  signal.addEventListener('abort', interrupt);
  const timer = setTimeout(giveUp, requestTimeoutMs);
  const release = (): void => {
    clearTimeout(timer);
    signal.removeEventListener('abort', interrupt);
    controller = undefined;
  };
  return { limited, release };
}
