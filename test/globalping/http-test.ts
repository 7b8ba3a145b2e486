import { type IncomingMessage, request } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { brotliDecompressSync, gunzipSync, inflateSync } from 'node:zlib';
import type { MeasurementRequest } from './measurement-request.ts';
import type { Place } from './probe.ts';
import { fail, finish, type TestResult } from './test-result.ts';

/**
 * Asks as a probe does: really, at the data centre of its place. Redirects are not followed.
 * https://github.com/jsdelivr/globalping-probe/blob/master/src/command/handlers/http/undici.ts
 */
export async function runHttpTest(
  measured: MeasurementRequest,
  { sites, behaviour }: Place,
  stopped: AbortSignal,
): Promise<TestResult> {
  const { failure } = behaviour;
  if (failure !== undefined) return fail(failure);
  const site = sites[measured.target.toLowerCase()];
  if (site === undefined) return fail(`getaddrinfo ENOTFOUND ${measured.target}`);
  const signal = AbortSignal.any([stopped, AbortSignal.timeout(10_000)]);
  try {
    return await ask(measured, site.url, signal);
  } catch (error) {
    return fail(signal.aborted ? 'Request timeout.' : String(error));
  }
}

async function ask(
  { target, measurementOptions = {} }: MeasurementRequest,
  siteUrl: string,
  signal: AbortSignal,
): Promise<TestResult> {
  const { protocol = 'HTTPS', request: wanted = {} } = measurementOptions;
  const https = protocol.toUpperCase() !== 'HTTP';
  const host = wanted.host ?? target;
  const path = `/${wanted.path ?? '/'}`.replace(/^\/\//, '/');
  const query = wanted.query === undefined ? '' : `?${wanted.query}`.replace(/^\?\?/, '?');
  const started = performance.now();
  const answer = await send(siteUrl, {
    signal,
    method: (wanted.method ?? 'HEAD').toUpperCase(),
    // The whole URL: it tells the data centre the scheme, which TLS would have told.
    path: `${https ? 'https' : 'http'}://${host}${path}${query}`,
    headers: {
      'accept-encoding': 'gzip, deflate, br',
      ...wanted.headers,
      'user-agent': 'globalping probe (https://github.com/jsdelivr/globalping)',
      host,
      connection: 'close',
    },
  });
  const firstByteMs = performance.now() - started;
  const body = decompress(await buffer(answer), answer.headers['content-encoding']);
  return finish({
    statusCode: answer.statusCode ?? 0,
    statusCodeName: answer.statusMessage ?? '',
    rawHeaders: answer.rawHeaders,
    body,
    https,
    firstByteMs,
    totalMs: performance.now() - started,
  });
}

function send(url: string, options: Parameters<typeof request>[1]): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    request(url, { ...options, agent: false })
      .on('response', resolve)
      .on('error', reject)
      .end();
  });
}

function decompress(body: Buffer, encoding: string | undefined): Buffer {
  if (body.length === 0) return body;
  switch (encoding?.toLowerCase()) {
    case 'gzip':
      return gunzipSync(body);
    case 'br':
      return brotliDecompressSync(body);
    case 'deflate':
      return inflateSync(body);
    default:
      return body;
  }
}
