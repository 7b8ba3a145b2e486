import type { Clock } from '../clock.ts';
import { connectGlobalping } from '../globalping/connect.ts';
import { Globalping } from '../globalping/measure.ts';
import type { CreateTransport } from '../http/undici-transport.ts';
import type { Settings } from '../inputs/settings.ts';
import type { Environment } from '../runner.ts';
import { askFromProbes } from './ask-from-probes.ts';
import type { Verifying } from './verify-purge.ts';

/** What asks probes in other places, with its connections, to be closed at the end. */
export interface Probing extends AsyncDisposable {
  readonly askFromProbes: Verifying['askFromProbes'];
}

/** What asking probes touches outside the action. */
export interface ProbingWorld {
  readonly clock: Clock;
  readonly environment: Environment;
  readonly createTransport: CreateTransport;
}

/** Connects to Globalping for the places that the workflow names. */
export async function startProbing(
  { verifyFrom: places, globalpingToken }: Settings,
  { clock, environment, createTransport }: ProbingWorld,
): Promise<Probing> {
  const connection = await connectGlobalping(globalpingToken, environment, createTransport);
  const globalping = new Globalping(connection.client, clock);
  return {
    askFromProbes: (checks, judging) => askFromProbes(checks, { globalping, places }, judging),
    [Symbol.asyncDispose]: () => connection[Symbol.asyncDispose](),
  };
}
