import { readProxySettings } from '../http/proxy-settings.ts';
import type { CreateTransport } from '../http/undici-transport.ts';
import type { Environment } from '../runner.ts';
import { createGlobalpingClient, type GlobalpingClient, globalpingOrigin } from './client.ts';

/** A client with its connections, to be closed at the end. */
export interface ClosableGlobalping extends AsyncDisposable {
  readonly client: GlobalpingClient;
}

/** Connects to Globalping. A proxy whose address is wrong makes every call fail, and nothing else. */
export async function connectGlobalping(
  token: string | undefined,
  environment: Environment,
  createTransport: CreateTransport,
): Promise<ClosableGlobalping> {
  const proxy = readProxySettings(environment, globalpingOrigin);
  if (!proxy.ok) {
    const failure = { kind: 'no-reply', reason: 'proxy', code: proxy.problem } as const;
    const client = createGlobalpingClient(token, () => Promise.resolve(failure));
    return { client, [Symbol.asyncDispose]: () => Promise.resolve() };
  }
  const transport = await createTransport(globalpingOrigin, proxy.value);
  return {
    client: createGlobalpingClient(token, transport.send),
    [Symbol.asyncDispose]: () => transport[Symbol.asyncDispose](),
  };
}
