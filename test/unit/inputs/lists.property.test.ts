import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type ItemKind, tagRules } from '../../../src/inputs/items.ts';
import { readListText } from '../../../src/inputs/lists.ts';
import { giveSource } from '../given-inputs.ts';
import { readKind } from './read-inputs.ts';

const letters = (pattern: RegExp): fc.Arbitrary<string> => fc.stringMatching(pattern);
const host = fc
  .array(letters(/^[a-zA-Z0-9]{1,8}$/), { minLength: 2, maxLength: 4 })
  .map((labels) => labels.join('.'));
const path = letters(/^(?:\/[a-zA-Z0-9._~!$&'()+;:@=-]{0,6}){0,4}$/);
const lowerHost = host.map((name) => `${name.toLowerCase()}.example`);

/** Items of each kind, as they are sent; commas and queries are legal in URLs. */
const kinds = [
  {
    kind: 'urls',
    items: fc
      .tuple(
        fc.constantFrom('http', 'https'),
        lowerHost,
        letters(/^(?:[a-zA-Z0-9][a-zA-Z0-9,;=-]{0,8}[a-zA-Z0-9])?$/),
        letters(/^(?:\?[a-z]=[a-zA-Z0-9]{1,5})?$/),
      )
      .map(([scheme, name, rest, query]) => `${scheme}://${name}/${rest}${query}`),
    keyOf: (item: string) => item,
    separators: [
      '\n',
      '\r\n',
      '\r',
      ' ',
      '\t',
      '\u00a0',
      ', ',
      ',\n',
      ',',
      ' ,',
      '\n# https://no.example/,\n',
    ],
  },
  {
    kind: 'tags',
    // A lone dash and quotes around an item are mistakes, told as such.
    items: letters(/^[a-zA-Z0-9!$-+.-~][!-+.-~]{0,9}$/).filter(
      (tag) => !tag.startsWith('[') && !tag.startsWith("'"),
    ),
    keyOf: (item: string) => item.toLowerCase(),
    separators: ['\n', '\r\n', '\r', ' ', '\t', '\u00a0', ',', ', ', ' ,,', '\n  # no, tags\r'],
  },
  {
    kind: 'hosts',
    items: host,
    keyOf: (item: string) => item.toLowerCase(),
    separators: ['\n', '\r\n', '\r', ' ', '\t', ',', ', ', '\n#no.example\n'],
  },
  {
    kind: 'prefixes',
    // Segments of dots are taken out, as browsers do.
    items: fc
      .tuple(host, path)
      .filter(([, rest]) => !/\/\.{1,2}(?:\/|$)/.test(rest))
      .map(([name, rest]) => name + rest),
    keyOf: (item: string) => {
      const [name = '', ...rest] = item.split('/');
      return [name.toLowerCase(), ...rest].join('/');
    },
    separators: ['\n', '\r\n', ' ', '\t', ',', ', ', '\n#no.example/\n'],
  },
] as const;

const read = (kind: ItemKind, text: string, fileText: string) =>
  readKind(kind, { [kind]: text, [`${kind}-file`]: 'list' }, { list: fileText }, 3);

/** Each item once, the first of its kind, in order. */
function firstOfEach(items: readonly string[], keyOf: (item: string) => string): string[] {
  const keys = items.map(keyOf);
  return items.filter((_, index) => keys.indexOf(keys[index] ?? '') === index);
}

test.each(kinds)('$kind: nothing is lost, nothing invented, the order is kept', async ({
  kind,
  items,
  keyOf,
  separators,
}) => {
  const some = fc.array(items, { maxLength: 25 });
  const repeated = some.chain((given) =>
    given.length === 0 ? fc.constant(given) : fc.shuffledSubarray([...given, ...given]),
  );
  const separatorLists = fc.array(fc.constantFrom(...separators), {
    minLength: 50,
    maxLength: 50,
  });
  const property = fc.asyncProperty(
    repeated,
    repeated,
    separatorLists,
    async (ofInput, ofFile, parts) => {
      const join = (list: readonly string[]): string =>
        list.map((item, index) => item + (parts[index] ?? '\n')).join('');
      const all = [...ofInput, ...ofFile];
      const expected = firstOfEach(all, keyOf);
      const result = { items: expected, faults: [] };
      expect(await read(kind, join(ofInput), join(ofFile))).toMatchObject(result);
      const [json, fileJson] = [JSON.stringify(ofInput), JSON.stringify(ofFile)];
      expect(await read(kind, json, fileJson)).toMatchObject(result);
    },
  );
  await fc.assert(property, { numRuns: 150 });
});

test('whatever a list has, each piece is an item, a repetition or a fault', async () => {
  const pieces = fc.array(fc.string({ unit: 'binary' }).map((s) => s.replace(/[\s,\ufeff]/g, '')));
  const property = fc.asyncProperty(pieces, async (given) => {
    const shown = given.filter((piece) => piece !== '');
    fc.pre(!shown.some((piece) => /^[#[]/.test(piece)));
    const list = await readListText(tagRules)(shown.join('\n'), giveSource());
    expect(list.items.length + list.repeats + list.faulty).toBe(shown.length);
  });
  await fc.assert(property);
});
