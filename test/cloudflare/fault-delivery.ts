import type { ServerResponse } from 'node:http';
import { setTimeout } from 'node:timers/promises';
import type { Reply } from './envelope.ts';
import type { Fault } from './faults.ts';

/** Sends a whole reply. Returns its status, or undefined where the client has gone away. */
export function send(reply: Reply, response: ServerResponse): number | undefined {
  if (response.destroyed) return undefined;
  response.writeHead(reply.status, {
    ...reply.headers,
    'content-length': Buffer.byteLength(reply.body),
  });
  response.end(reply.body);
  return reply.status;
}

/**
 * Lets a fault happen to a reply. Returns the status that the client saw, or undefined where it saw
 * none, or not the whole reply.
 */
export async function deliver(
  fault: Fault,
  reply: Reply,
  response: ServerResponse,
): Promise<number | undefined> {
  switch (fault.kind) {
    case 'reset-before':
    case 'reset-after':
      response.socket?.resetAndDestroy();
      return undefined;
    case 'hang':
      return undefined;
    case 'cut-off':
      return cutOff(reply, response);
    case 'drip':
      return drip(reply, response, fault.everyMs);
    default:
      return send(replace(fault, reply), response);
  }
}

type ReplacingFault = Extract<
  Fault,
  { kind: 'status' | 'html-200' | 'not-json' | 'empty' | 'redirect' }
>;

const html = '<!DOCTYPE html><html><body><h1>Just a moment...</h1></body></html>';

function replace(fault: ReplacingFault, { headers }: Reply): Reply {
  switch (fault.kind) {
    case 'status':
      return replaceByStatus(fault, headers);
    case 'html-200':
      return { status: 200, headers: { ...headers, 'content-type': 'text/html' }, body: html };
    case 'not-json':
      return { status: 200, headers, body: '{"success": true, "errors": [' };
    case 'empty':
      return { status: 200, headers, body: '' };
    case 'redirect':
      return {
        status: fault.status ?? 302,
        headers: { ...headers, location: fault.location },
        body: '',
      };
  }
}

function replaceByStatus(
  { status, headers, body = '' }: Extract<Fault, { kind: 'status' }>,
  original: Reply['headers'],
): Reply {
  const isText = typeof body === 'string';
  return {
    status,
    headers: {
      ...original,
      'content-type': isText ? 'text/html; charset=UTF-8' : 'application/json',
      ...headers,
    },
    body: isText ? body : JSON.stringify(body),
  };
}

async function cutOff(reply: Reply, response: ServerResponse): Promise<undefined> {
  response.writeHead(reply.status, {
    ...reply.headers,
    'content-length': Buffer.byteLength(reply.body) + 1000,
  });
  // The part must be on its way before the connection ends, or the client sees a mere reset.
  await new Promise<void>((resolve) => {
    response.write(reply.body.slice(0, Math.ceil(reply.body.length / 2)), () => resolve());
  });
  response.socket?.destroy();
  return undefined;
}

async function drip(
  reply: Reply,
  response: ServerResponse,
  everyMs: number,
): Promise<number | undefined> {
  const bytes = Buffer.from(reply.body);
  response.writeHead(reply.status, { ...reply.headers, 'content-length': bytes.length });
  for (const byte of bytes) {
    await setTimeout(everyMs, undefined, { ref: false });
    if (response.destroyed) return undefined;
    response.write(Uint8Array.of(byte));
  }
  response.end();
  return reply.status;
}
