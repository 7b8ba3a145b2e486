import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { readDocument } from './markdown.ts';

/** @see https://docs.github.com/en/communities/using-templates-to-encourage-useful-issues-and-pull-requests/syntax-for-githubs-form-schema */
interface IssueForm {
  readonly name: string;
  readonly description: string;
  readonly labels: readonly string[];
  readonly body: readonly FormElement[];
}

interface FormElement {
  readonly type: string;
  readonly id?: string;
  readonly attributes: {
    readonly label?: string;
    readonly value?: string;
    readonly options?: readonly string[];
  };
}

const folder = '.github/ISSUE_TEMPLATE';
const config = 'config.yml';
const forms = readdirSync(folder).filter((name) => name !== config);

// GitHub shows a form with a mistake in it to nobody, and says nothing.
describe.for(forms)('%s', (name) => {
  const form = parse(readDocument(join(folder, name))) as IssueForm;
  const questions = form.body.filter(({ type }) => type !== 'markdown');

  test('has a name, a description and questions', () => {
    expect(form.name.length).toBeGreaterThan(3);
    expect(form.description.length).toBeGreaterThan(10);
    expect(questions.length).toBeGreaterThan(0);
  });

  test('asks in ways that GitHub knows, each with a label and an ID of its own', () => {
    for (const { type, id, attributes } of questions) {
      expect(['input', 'textarea', 'dropdown', 'checkboxes']).toContain(type);
      expect(id).toMatch(/^[\w-]+$/);
      expect(attributes.label).toBeTruthy();
      if (type === 'dropdown') expect(new Set(attributes.options).size).toBeGreaterThan(1);
    }
    expect(new Set(questions.map(({ id }) => id)).size).toBe(questions.length);
    const labels = questions.map(({ attributes }) => attributes.label);
    expect(new Set(labels).size).toBe(questions.length);
  });
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
