/**
 * Loaded into the action's process by `--import`: writes down where every connection goes, also those
 * that no proxy sees. All of Node's TCP and TLS clients go through this one function.
 */
import { appendFileSync } from 'node:fs';
import { Socket } from 'node:net';

const { RECORD_CONNECTIONS = '' } = process.env;
const { connect } = Socket.prototype;

Socket.prototype.connect = function record(this: Socket, ...parameters: never[]): Socket {
  const [first] = [parameters].flat(2) as unknown[];
  appendFileSync(RECORD_CONNECTIONS, `${describe(first)}\n`);
  return Reflect.apply(connect, this, parameters);
} as typeof connect;

function describe(target: unknown): string {
  if (typeof target !== 'object' || target === null) return String(target);
  const { host, port, path } = target as { host?: string; port?: string | number; path?: string };
  return path ?? `${host}:${port}`;
}
