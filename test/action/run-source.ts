import { appendFileSync } from 'node:fs';
import { appendFile } from 'node:fs/promises';
import { prepareKeyValueMessage } from '../../node_modules/@actions/core/lib/file-command.js';
import type { Runner } from '../../src/runner.ts';
import { runIn } from '../../src/start.ts';
import { escapeLogLine } from '../../src/text.ts';
import type { Launch } from './run-bundle.ts';

/**
 * Runs `src/` in this process, without a process to start: for the rows of a table, where another
 * scenario shows the same outcome with the bundle.
 */
export const runSource: Launch = async ({ nodeOptions, onStart, onLine }, env) => {
  if (nodeOptions !== undefined) throw new Error('Flags for Node need a process of their own');
  const canceled = new AbortController();
  let canceledAt: number | undefined;
  let stdout = '';
  const write = (line: string): void => {
    stdout += `${line}\n`;
    onLine?.(line);
  };
  onStart?.(() => {
    canceledAt ??= performance.now();
    canceled.abort();
  });
  const succeeded = await runIn(env, createTextRunner(env, write), canceled.signal);
  return {
    exitCode: succeeded ? 0 : 1,
    stdout,
    stderr: '',
    ...(canceledAt !== undefined && { cancelMs: performance.now() - canceledAt }),
  };
};

/** Writes commands as the toolkit does, which knows only the standard output of its process. */
function createTextRunner(
  env: Readonly<Record<string, string | undefined>>,
  write: (line: string) => void,
): Runner {
  const issue =
    (name: string) =>
    (message: string, properties: object = {}): void => {
      const pairs = Object.entries(properties)
        .filter(([, value]) => value !== undefined)
        .map(([key, value]) => `${key}=${encodeCharacters(String(value), /[%\r\n:,]/g)}`);
      write(
        `::${[name, pairs.join(',')].join(' ').trim()}::${encodeCharacters(message, /[%\r\n]/g)}`,
      );
    };
  const runner = {
    mask: issue('add-mask'),
    info: (line: string) => write(escapeLogLine(line)),
    debug: issue('debug'),
    notice: issue('notice'),
    warning: issue('warning'),
    error: issue('error'),
    startGroup: issue('group'),
    endGroup: () => issue('endgroup')(''),
    setOutput: (name: string, value: string) =>
      appendFileSync(env['GITHUB_OUTPUT'] ?? '', `${prepareKeyValueMessage(name, value)}\n`),
    addSummary: (markdown: string) => appendFile(env['GITHUB_STEP_SUMMARY'] ?? '', markdown),
  };
  return runner;
}

function encodeCharacters(text: string, characters: RegExp): string {
  return text.replace(
    characters,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`,
  );
}
