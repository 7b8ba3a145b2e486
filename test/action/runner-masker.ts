/** Hides secrets as GitHub's runner 2.336.0 does, each also in the forms that its encoders know. */
export class Masker {
  readonly #forms = new Set<string>();

  add(secret: string): void {
    for (const form of [secret, ...encode(secret)]) if (form !== '') this.#forms.add(form);
  }

  /**
   * Overlapping and adjoining places become one `***`.
   * @see https://github.com/actions/runner/blob/v2.336.0/src/Sdk/DTLogging/Logging/SecretMasker.cs
   */
  mask(text: string): string {
    let masked = '';
    let end = 0;
    for (const place of this.#find(text)) {
      if (place.start > end || masked === '') masked += `${text.slice(end, place.start)}***`;
      end = Math.max(end, place.end);
    }
    return masked + text.slice(end);
  }

  #find(text: string): readonly Place[] {
    const places: Place[] = [];
    for (const form of this.#forms) {
      for (let at = text.indexOf(form); at >= 0; at = text.indexOf(form, at + 1)) {
        places.push({ start: at, end: at + form.length });
      }
    }
    return places.sort((a, b) => a.start - b.start);
  }
}

interface Place {
  readonly start: number;
  readonly end: number;
}

/** @see https://github.com/actions/runner/blob/v2.336.0/src/Sdk/DTLogging/Logging/ValueEncoders.cs */
function encode(secret: string): string[] {
  return [
    ...encodeBase64(secret),
    secret.replaceAll('"', '\\"'),
    secret.replaceAll("'", "''"),
    JSON.stringify(secret).slice(1, -1),
    encodeURIComponent(secret.toWellFormed()).replace(/[!'()*]/g, encodeCharacter),
    secret.replace(/[<>"'&]/g, (character) => xmlEntities.get(character) ?? ''),
    secret.length > 8 && /^".*"$/s.test(secret) ? secret.slice(1, -1) : '',
    ...splitAtAmpersand(secret).filter((part) => part.length >= 6),
  ];
}

const xmlEntities = new Map([
  ['<', '&lt;'],
  ['>', '&gt;'],
  ['"', '&quot;'],
  ["'", '&apos;'],
  ['&', '&amp;'],
]);

function encodeCharacter(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
}

/** Where other text stands before the secret, its bytes begin at one of three offsets. */
function encodeBase64(secret: string): string[] {
  const bytes = Buffer.from(secret);
  return [0, 1, 2].flatMap((offset) => {
    const rest = bytes.subarray(offset);
    return [rest.toString('base64').replace(/=+$/, ''), rest.toString('base64url')];
  });
}

/** PowerShell's errors show a command in parts, with colors around an ampersand. */
function splitAtAmpersand(secret: string): string[] {
  const plus = secret.indexOf('&+');
  const at = plus >= 0 ? plus + 1 : secret.lastIndexOf('&');
  if (at < 0) return [];
  return [secret.slice(0, at + 1), secret.slice(plus >= 0 ? at + 2 : at + 1)];
}
