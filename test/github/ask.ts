import { readingToken } from './world.ts';

export type Answer = {
  readonly status: number;
  readonly headers: Headers;
  /** Parsed where it is JSON. */
  readonly body: unknown;
};

/** Asks the API as plainly as can be; `path` is what stands after `/repos/octo-org/octo-repo`. */
export async function ask(
  { apiUrl, fullName }: { readonly apiUrl: string; readonly fullName: string },
  path: string,
  headers: Readonly<Record<string, string>> = { authorization: `Bearer ${readingToken.value}` },
): Promise<Answer> {
  const response = await fetch(`${apiUrl}/repos/${fullName}${path}`, { headers });
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.startsWith('application/json') ?? false;
  const body: unknown = isJson ? JSON.parse(text) : text;
  return { status: response.status, headers: response.headers, body };
}
