import { globSync, readFileSync } from 'node:fs';

/** What runs in people's workflows, as one text. */
export const bundle = globSync('dist/*.js')
  .map((path) => readFileSync(path, 'utf8'))
  .join('\n');

/** Ways to run text, or another program, that need no module to be loaded. */
const powers = ['eval', 'Function', 'AsyncFunction', 'process.binding', 'process.dlopen'];

/** Those powers that a source calls, whatever stands around. A part of a longer name is none. */
export function findPowers(source: string): string[] {
  return powers.filter((power) =>
    new RegExp(`(?<![\\w$'"-])${power.replace('.', '\\.')}\\s*\\(`).test(source),
  );
}

/** The modules that a source loads by a name, without those beside it; Node's without `node:`. */
export function findModules(source: string): string[] {
  const loads = source.matchAll(
    /(?:\brequire|createRequire\(import\.meta\.url\)|\bimport)\(\s*["']([^"']+)["']\s*\)|\bfrom\s*["']([^"']+)["']\s*;|^\s*import\s*["']([^"']+)["']\s*;/gm,
  );
  const names = [...loads].map(([, one, two, three]) => one ?? two ?? three ?? '');
  const outside = names.filter((name) => !name.startsWith('.'));
  return [...new Set(outside.map((name) => name.replace(/^node:/, '')))].sort();
}

/** The variables of the environment that a source reads by their names. */
export function findVariables(source: string): string[] {
  const reads = source.matchAll(/\bprocess\.env(?:\.(\w+)|\[["'](\w+)["']\])/g);
  return [...new Set([...reads].map(([, one, two]) => one ?? two ?? ''))].sort();
}

/** What reads the environment without a name: for the runner's command files, and all of it for `run`. */
const readsWithoutName = [
  /process\.env\[`GITHUB_\$\{command\}`\]/,
  /process\.env\[SUMMARY_ENV_VAR\]/,
  /\brunIn\(process\.env, /,
  /\bcreateHttp\b.*\(process\.env, /,
];

/** Other lines from which nobody can tell which variable is read. */
export function findUnnamedReads(source: string): string[] {
  const lines = source.split('\n').filter((line) => /\bprocess\.env(?!\.\w|\[["'])/.test(line));
  return lines.filter((line) => !readsWithoutName.some((read) => read.test(line)));
}
