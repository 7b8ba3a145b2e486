import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** All documents that people read, by path. */
export const documents: readonly string[] = [
  ...listMarkdown('.'),
  ...listMarkdown('docs'),
  ...listMarkdown('docs/decisions'),
  'test/README.md',
  'test/cloudflare/README.md',
  'test/github/README.md',
];

function listMarkdown(folder: string): string[] {
  const names = readdirSync(folder).filter((name) => name.endsWith('.md'));
  return names.map((name) => join(folder, name));
}

export function readDocument(path: string): string {
  return readFileSync(path, 'utf8');
}

/** The contents of all fenced blocks in one language. */
export function findBlocks(markdown: string, language: string): string[] {
  const blocks = markdown.matchAll(/^( *)```(\w+)\n(.*?)^\1```$/gms);
  return [...blocks].filter((block) => block[2] === language).map((block) => block[3] ?? '');
}

/** Targets of all links, without those in code. */
export function findLinks(markdown: string): string[] {
  const text = withoutBlocks(markdown).replace(/`[^`\n]*`/g, '');
  return [...text.matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = '']) => target);
}

/**
 * What GitHub makes of headings, for links to them. A heading that stands twice is not looked for.
 * @see https://docs.github.com/en/get-started/writing-on-github/getting-started-with-writing-and-formatting-on-github/basic-writing-and-formatting-syntax#section-links
 */
export function findAnchors(markdown: string): string[] {
  const headings = withoutBlocks(markdown).matchAll(/^#+ (.*)$/gm);
  return [...headings].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .replaceAll(' ', '-'),
  );
}

function withoutBlocks(markdown: string): string {
  return markdown.replace(/^( *)```.*?^\1```$/gms, '');
}
