import type { Step } from '../../test/action/run-action.ts';
import { purgeToken, zoneIds } from '../../test/cloudflare/account.ts';
import { startWorld, type World } from '../../test/globalping/world.ts';

const script = (shop: string) => ({
  '/app.js': {
    body: `console.log("Welcome to the ${shop} shop");\n`,
    headers: { 'cache-control': 'max-age=86400' },
  },
});

/** A step that looks from three places as well. */
export const worldStep = {
  with: {
    zone: zoneIds.exampleCom,
    token: purgeToken,
    mode: 'hosts',
    hosts: 'www.example.com',
    verify: 'https://www.example.com/app.js contains new shop',
    'verify-from': 'Germany, Japan, US+Comcast',
    'verify-timeout': '30s',
  },
} as const satisfies Step;

/** A site in all the world whose release is deployed, and which the first purge does not reach in Tokyo. */
export async function startReleasedWorld(): Promise<World> {
  const world = await startWorld({
    places: { frankfurt: {}, tokyo: { edge: { ignoredPurges: 1 } }, ashburn: {} },
  });
  await world.release(script('old'), script('new'));
  return world;
}
