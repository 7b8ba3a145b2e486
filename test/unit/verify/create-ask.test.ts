import { expect, test } from 'vitest';
import { createAsk } from '../../../src/verify/create-ask.ts';
import type { Visit } from '../../../src/verify/visit.ts';
import { FakeClock } from '../fake-clock.ts';
import { settingsWith } from '../sample-settings.ts';
import { answer, expectText, url } from './sample-checks.ts';

/** A page that leads on to a path which repeats what the check was asked with. */
function leadTo(path: string): Visit {
  const target = new URL(path, url).href;
  return async (asked) =>
    asked === url
      ? answer('', { location: target }, { status: 302 })
      : answer('log in', {}, { url: asked });
}

async function whereTo(path: string, checkHeaders: Record<string, string>): Promise<unknown> {
  const clock = new FakeClock();
  const ask = createAsk(settingsWith({ checkHeaders }), leadTo(path), clock);
  const reply = await clock.finish(ask(expectText('x'), new AbortController().signal));
  return reply.kind === 'reply' ? reply.redirectedTo : reply;
}

test.each([
  ['/login', {}, 'https://www.example.com/login'],
  ['/echo/secret-1', { 'x-key': 'secret-1' }, 'https://www.example.com/echo/***'],
  ['/echo/abcdefgh', { authorization: 'Bearer abcdefgh' }, 'https://www.example.com/echo/***'],
  ['/v1/app1.js', { 'x-version': '1' }, 'https://www.example.com/v1/app1.js'],
])('%s, asked for with %o, is told as it may be', async (path, headers, told) => {
  expect(await whereTo(path, headers)).toBe(told);
});
