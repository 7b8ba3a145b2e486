import { resolve } from 'node:path';

/** Where `npm run tools` puts programs. Git does not look at it. */
export const toolsFolder = '.tools';

const folders = {
  act: 'bin',
  actionlint: 'bin',
  shellcheck: 'python/bin',
  zizmor: 'python/bin',
} as const;

/** The path of a program that `npm run tools` installs. */
export function toolPath(name: keyof typeof folders): string {
  return resolve(toolsFolder, folders[name], name);
}
