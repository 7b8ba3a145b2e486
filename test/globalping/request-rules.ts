/**
 * Rules for JSON, each with the messages of Joi, which Globalping checks its requests with.
 * https://github.com/hapijs/joi/blob/master/API.md
 */

/** A field, and what is wrong with it. */
export type FieldFault = readonly [path: string, message: string];

/** Gives the first fault of a value, or undefined. It is not called for a value that is left out. */
export type Rule = (value: unknown, path: string) => FieldFault | undefined;

/** The fields that an object may have. */
export function fields(
  rules: Readonly<Record<string, Rule>>,
  required: readonly string[] = [],
): Rule {
  return (value, path) => {
    if (!isObject(value)) return fault(path, 'must be of type object');
    const at = (name: string) => (path === '' ? name : `${path}.${name}`);
    const missing = required.find((name) => value[name] === undefined);
    if (missing !== undefined) return fault(at(missing), 'is required');
    for (const [name, field] of Object.entries(value)) {
      const found = rules[name]?.(field, at(name));
      if (found) return found;
    }
    const unknown = Object.keys(value).find((name) => rules[name] === undefined);
    return unknown === undefined ? undefined : fault(at(unknown), 'is not allowed');
  };
}

/** A string with something in it; `check` may say what else is wrong with it. */
export function text(
  maxLength = Number.POSITIVE_INFINITY,
  check: (value: string) => string | undefined = () => undefined,
): Rule {
  return (value, path) => {
    if (typeof value !== 'string') return fault(path, 'must be a string');
    if (value === '') return fault(path, 'is not allowed to be empty');
    if (value.length > maxLength) {
      return fault(path, `length must be less than or equal to ${maxLength} characters long`);
    }
    const problem = check(value);
    return problem === undefined ? undefined : fault(path, problem);
  };
}

/** One of some words, whatever their case. */
export function oneOf(...words: readonly string[]): Rule {
  return text(undefined, (value) =>
    words.includes(value.toUpperCase()) ? undefined : `must be one of [${words.join(', ')}]`,
  );
}

/** A whole number between two others. */
export function wholeNumber(least: number, most: number): Rule {
  return (value, path) => {
    if (typeof value !== 'number') return fault(path, 'must be a number');
    if (!Number.isInteger(value)) return fault(path, 'must be an integer');
    if (value < least) return fault(path, `must be greater than or equal to ${least}`);
    if (value > most) return fault(path, `must be less than or equal to ${most}`);
    return undefined;
  };
}

export const flag: Rule = (value, path) =>
  typeof value === 'boolean' ? undefined : fault(path, 'must be a boolean');

/** Any object. */
export const anyObject: Rule = (value, path) =>
  isObject(value) ? undefined : fault(path, 'must be of type object');

/** An array of at most so many items of one form. */
export function list(item: Rule, maxItems: number): Rule {
  return (value, path) => {
    if (!Array.isArray(value)) return fault(path, 'must be an array');
    if (value.length > maxItems) {
      return fault(path, `must contain less than or equal to ${maxItems} items`);
    }
    for (const [index, entry] of value.entries()) {
      const found = item(entry, `${path}.${index}`);
      if (found) return found;
    }
    return undefined;
  };
}

/** Joi names a field by its label: `"locations[0].magic" is not allowed to be empty`. */
export function fault(path: string, problem: string): FieldFault {
  return [path, `"${path.replaceAll(/\.(\d+)/g, '[$1]') || 'value'}" ${problem}`];
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
