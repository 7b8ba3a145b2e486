import { isLoopback } from '../http/loopback.ts';
import type { Checked } from '../text.ts';

export const apiUrlForm = 'an address with `https`, or with `http` on loopback, without a query';

/** Checks the address of the API, which decides where the token goes; gives it without a last slash. */
export function readApiUrl(text: string): Checked<string> {
  const url = URL.parse(text);
  if (url === null) return { ok: false, problem: 'is not an absolute URL' };
  if (url.username !== '' || url.password !== '') {
    return { ok: false, problem: 'has a user name or password in it' };
  }
  if (/[?#]/.test(text)) {
    return { ok: false, problem: 'has a query or a fragment' };
  }
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLoopback(url.hostname))) {
    return { ok: false, problem: 'would send the token unencrypted' };
  }
  return { ok: true, value: url.href.replace(/\/+$/, '') };
}
