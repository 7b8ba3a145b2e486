/** A shorter text is no secret, and taken out it would make all else unreadable. */
export const shortestSecret = 4;
/** Base64 of a shorter one has too few letters of its own to be told from other text. */
const shortestInBase64 = 8;

/** Replaces secrets in a text by `***`. */
export type Redact = (text: string) => string;

/**
 * Makes what replaces secrets by `***`, in whatever form a server may repeat them: in other letters,
 * percent-encoded once or several times, escaped as in JSON, or within base64. The runner masks what it knows in
 * the log; but not in these forms, nor in a file.
 */
export function createRedact(secrets: readonly string[]): Redact {
  const known = [...new Set(secrets)]
    .filter((secret) => secret.length >= shortestSecret)
    // The longest first, where one is a part of another.
    .sort((a, b) => b.length - a.length);
  const shortest = known.at(-1)?.length;
  if (shortest === undefined) return (text) => text;
  const forms = known.flatMap((secret) => [patternOf(secret), ...base64PatternsOf(secret)]);
  const pattern = new RegExp(forms.join('|'), 'giu');
  // No form is shorter than its secret, and most texts of a large response are short.
  return (text) => (text.length < shortest ? text : text.replace(pattern, '***'));
}

/** Redacts every text in parsed JSON, names of fields included: JSON has many forms for one text. */
export function redactJson(json: unknown, redact: Redact): unknown {
  if (typeof json === 'string') return redact(json);
  if (Array.isArray(json)) return json.map((item) => redactJson(item, redact));
  if (typeof json !== 'object' || json === null) return json;
  // Not by assignment, which would lose a field of the name `__proto__`.
  return Object.fromEntries(
    Object.entries(json).map(([name, value]) => [redact(name), redactJson(value, redact)]),
  );
}

function patternOf(secret: string): string {
  return Array.from(secret, (character) => {
    const bytes = [...Buffer.from(character)].map((byte) => byte.toString(16).padStart(2, '0'));
    const percent = bytes.map((byte) => `%(?:25){0,3}${byte}`).join('');
    const units = character.split('').map((unit) => unit.charCodeAt(0).toString(16));
    const escaped = units.map((unit) => `\\\\{1,4}u${unit.padStart(4, '0')}`).join('');
    const literal = `\\u{${character.codePointAt(0)?.toString(16)}}`;
    return `(?:${literal}|${percent}|${escaped})`;
  }).join('');
}

/** The letters of base64 that a secret alone decides, wherever in the encoded text it begins. */
function base64PatternsOf(secret: string): string[] {
  if (secret.length < shortestInBase64) return [];
  return [0, 1, 2].map((offset) => {
    const bytes = Buffer.concat([Buffer.alloc(offset), Buffer.from(secret)]);
    const letters = bytes
      .toString('base64')
      .slice(Math.ceil((offset * 8) / 6), Math.floor((bytes.length * 8) / 6));
    return letters.replaceAll('+', '[+-]').replaceAll('/', '[/_]');
  });
}
