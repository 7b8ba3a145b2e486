/** Whether parsed JSON is an object, and no array. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Parses JSON from outside; undefined where it is none. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The value at a path of names in parsed JSON; undefined where there is none. */
export function readField(json: unknown, ...path: readonly string[]): unknown {
  let value = json;
  for (const name of path) value = isRecord(value) ? value[name] : undefined;
  return value;
}

/** A text at a path of names; undefined where there is none, or an empty one. */
export function readText(json: unknown, ...path: readonly string[]): string | undefined {
  const value = readField(json, ...path);
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** A number at a path of names as text: IDs are compared and put into paths, never added up. */
export function readId(json: unknown, ...path: readonly string[]): string | undefined {
  const value = readField(json, ...path);
  return typeof value === 'number' || typeof value === 'bigint' ? String(value) : undefined;
}

/** A commit's or a tree's hash, SHA-1 or SHA-256, that is not the one of zeros that means none. */
export function readHash(json: unknown, ...path: readonly string[]): string | undefined {
  const value = readText(json, ...path);
  return value !== undefined && isHash(value) ? value : undefined;
}

function isHash(text: string): boolean {
  return /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(text) && !/^0+$/.test(text);
}
