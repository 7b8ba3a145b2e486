import { describe, expect, test } from 'vitest';
import { startSite } from '../cloudflare/edge-site.ts';
import { runRow } from './scenario.ts';

interface Mistake {
  readonly name: string;
  readonly inputs: Readonly<Record<string, string>>;
  readonly told: readonly string[];
}

describe('a check that is wrong is told with its line, and nothing is sent', () => {
  const mistakes: readonly Mistake[] = [
    {
      name: 'no check',
      inputs: { verify: '# first\nhttps://a.example/ is there' },
      told: ['verify, line 2', 'has "is" where `contains` or `equals` belongs'],
    },
    {
      name: 'no URL',
      inputs: { 'wait-for': 'www.example.com contains x' },
      told: ['wait-for, line 1', 'absolute'],
    },
    {
      name: 'another scheme',
      inputs: { verify: 'https://a.example/\nftp://a.example/' },
      told: ['verify, line 2', 'ftp'],
    },
    {
      name: '`contains` with nothing, as of an empty expression',
      inputs: { 'wait-for': 'https://a.example/version.txt contains ' },
      told: ['wait-for, line 1', 'has nothing after `contains`'],
    },
    {
      name: 'a file that is not there',
      inputs: { verify: 'https://a.example/app.js equals dist/none.js' },
      told: ['verify, line 1', 'names a file that does not exist'],
    },
    {
      name: 'a file that is a folder',
      inputs: { verify: 'https://a.example/app.js equals dist' },
      told: ['verify, line 1', 'names a file that is a folder'],
    },
    {
      name: 'wait-timeout',
      inputs: { 'wait-timeout': 'soon' },
      told: ['wait-timeout', '`90s`, `5m`, `1h`'],
    },
    { name: 'verify-timeout', inputs: { 'verify-timeout': '-1' }, told: ['verify-timeout'] },
    { name: 'no time at all', inputs: { 'verify-timeout': '0' }, told: ['verify-timeout'] },
    {
      name: 'several of them, together',
      inputs: { verify: 'x\ny', 'wait-for': 'z', tags: 'a b c' },
      told: ['3 errors', 'verify, line 1', '"y" (line 2)', 'wait-for, line 1'],
    },
  ];
  test.concurrent.for(mistakes)('$name', async ({ inputs, told }) => {
    await using site = await startSite({ files: {} });
    const step = await runRow(site.cloudflare, {
      with: { tags: 'a', ...inputs },
      files: { 'dist/app.js': 'x' },
    });
    expect(step).toMatchObject({
      exitCode: 1,
      outputs: { purged: '0', requests: '0', verified: '' },
      report: { result: 'bad-inputs', waits: [], checks: [] },
    });
    const said = `${step.errors[0]}\n${step.lines.join('\n')}`;
    for (const text of told) expect(said).toContain(text);
    expect(site.cloudflare.requests).toEqual([]);
  });

  test.concurrent('a URL with a password is told without it', async () => {
    await using site = await startSite({ files: {} });
    const step = await runRow(site.cloudflare, {
      with: { tags: 'a', verify: 'https://user:hunter2@a.example/' },
    });
    expect(step.errors[0]).toContain('has a user name or password');
    expect(step.log + step.summary + JSON.stringify(step.report)).not.toContain('hunter2');
  });
});
