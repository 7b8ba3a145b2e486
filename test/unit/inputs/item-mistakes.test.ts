import { expect, test } from 'vitest';
import { hostRules, tagRules, urlRules } from '../../../src/inputs/item-rules.ts';

test.each([
  tagRules,
  hostRules,
  urlRules,
])('$kind: what YAML or a shell left over is a fault', (rules) => {
  for (const item of ['-', '"blog"', "'blog'", '""']) {
    expect(rules.check(item), item).toMatchObject({ ok: false });
  }
});

test('a dash or a quote inside a tag is part of it', () => {
  for (const tag of ['--', 'a-b', 'say-"hi', '"']) {
    expect(tagRules.check(tag)).toEqual({ ok: true, value: tag });
  }
});
