import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { readDocument } from './markdown.ts';

/**
 * What tests look at of a form. GitHub shows a form with a mistake in it to nobody, and says nothing.
 * @see https://docs.github.com/en/communities/using-templates-to-encourage-useful-issues-and-pull-requests/syntax-for-githubs-form-schema
 */
interface IssueForm {
  readonly name: string;
  readonly description: string;
  readonly body: readonly { type: string; id?: string; attributes: { label?: string } }[];
}

const folder = '.github/ISSUE_TEMPLATE';
const config = 'config.yml';
const forms = readdirSync(folder).filter((name) => name !== config);

test.for(forms)('%s has questions of kinds that GitHub knows, each with its own label', (name) => {
  const form = parse(readDocument(join(folder, name))) as IssueForm;
  expect(form.name && form.description).toBeTruthy();
  const questions = form.body.filter(({ type }) => type !== 'markdown');
  expect(questions.length).toBeGreaterThan(0);
  for (const { type } of questions) {
    expect(['input', 'textarea', 'dropdown', 'checkboxes']).toContain(type);
  }
  const labels = questions.map(({ attributes }) => attributes.label);
  for (const keys of [questions.map(({ id }) => id), labels]) {
    expect(keys.every(Boolean)).toBe(true);
    expect(new Set(keys).size).toBe(keys.length);
  }
});

test.for([
  ...forms,
  config,
  '../pull_request_template.md',
])('%s links to documents that are there', (name) => {
  const links = readDocument(join(folder, name)).matchAll(
    /https:\/\/github\.com\/OWNER\/purge-cloudflare-cache\/blob\/main\/([\w/.-]+)/g,
  );
  expect([...links].map(([, path = '']) => path).filter((path) => !existsSync(path))).toEqual([]);
});

test('what is no bug has its own way', () => {
  expect(parse(readDocument(join(folder, config)))).toMatchObject({
    blank_issues_enabled: false,
    contact_links: expect.arrayContaining([
      expect.objectContaining({ url: expect.stringMatching(/\/security\/advisories\/new$/) }),
    ]),
  });
});
