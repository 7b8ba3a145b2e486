/**
 * Measures the action and writes the table of docs/performance.md.
 *
 *     npm run bench                  everything, in about two minutes
 *     npm run bench -- start-up      one part: start-up, size, changed, pacing or pacing-live
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { changedCases, pacingCases } from './cases.ts';
import { measureChanged } from './changed.ts';
import { type PacingResult, paceAction, paceSdk } from './pacing.ts';
import { type ModelResult, measureModel } from './pacing-model.ts';
import { measureSize } from './size.ts';
import { measureStartUp } from './start-up.ts';
import { median } from './statistics.ts';

const parts: Readonly<Record<string, () => Promise<readonly string[]>>> = {
  'start-up': tellStartUp,
  size: tellSize,
  changed: tellChanged,
  pacing: tellPacingModel,
  'pacing-live': tellPacing,
};
const [chosen] = process.argv.slice(2);
if (chosen !== undefined && !(chosen in parts)) {
  throw new Error(`no such part: ${chosen}; there are ${Object.keys(parts).join(', ')}`);
}

for (const [name, measure] of Object.entries(parts)) {
  if (chosen !== undefined && chosen !== name) continue;
  const lines = await measure();
  console.log(`${lines.join('\n')}\n`);
  writePart(name, lines);
}

async function tellStartUp(): Promise<string[]> {
  const { pairs, actionMs, shortestMs, ratio } = await measureStartUp(31);
  return [
    '| | Median |',
    '| --- | ---: |',
    `| The action, one purge over loopback, whole process | ${actionMs.toFixed(0)} ms |`,
    `| The shortest Node program with built-in \`fetch\` | ${shortestMs.toFixed(0)} ms |`,
    `| Ratio, median of ${pairs} pairs run in turns | ${ratio.toFixed(2)} |`,
  ];
}

async function tellSize(): Promise<string[]> {
  const lines = ['| URLs | Time | URLs a second | Peak memory |', '| ---: | ---: | ---: | ---: |'];
  for (const urls of [1_000, 100_000, 1_000_000]) {
    const { ms, urlsPerSecond, peakMiB } = await measureSize(urls);
    const memory = peakMiB === undefined ? 'not told' : `${peakMiB.toFixed(0)} MiB`;
    lines.push(
      `| ${urls.toLocaleString('en')} | ${(ms / 1000).toFixed(1)} s | ${Math.round(urlsPerSecond).toLocaleString('en')} | ${memory} |`,
    );
  }
  return lines;
}

async function tellChanged(): Promise<string[]> {
  const lines = [
    '| Files | Changed | In folders | Calls to GitHub | Time | URLs purged |',
    '| ---: | ---: | ---: | ---: | ---: | ---: |',
  ];
  for (const changedCase of changedCases) {
    const { files, changed, folders, calls, ms, urls } = await measureChanged(changedCase);
    const numbers = [files, changed, folders, calls].map((number) => number.toLocaleString('en'));
    lines.push(`| ${[...numbers, `${(ms / 1000).toFixed(1)} s`, urls].join(' | ')} |`);
  }
  return lines;
}

async function tellPacingModel(): Promise<string[]> {
  const results = await measureModel();
  const byCase = Map.groupBy(results, ({ limiter }) => limiter);
  const stating = results.filter(({ signals }) => signals === 'ratelimit headers');
  const total = (of: readonly ModelResult[], count: (result: ModelResult) => number) =>
    of.reduce((sum, result) => sum + count(result), 0);
  const isSlower = ({ ratio, loopRatio }: ModelResult) => ratio > loopRatio * 1.005;
  const ratios = results.map(({ ratio }) => ratio).sort((a, b) => a - b);
  const share = (count: number) => `${((count / results.length) * 100).toFixed(0)} %`;
  const refused = total(stating, (result) => result.refused) / total(stating, ({ sent }) => sent);
  return [
    '| Limiter | Cases | Over least, median | Over least, worst | Slower than a plain loop |',
    '| --- | ---: | ---: | ---: | ---: |',
    ...[...byCase].map(([limiter, cases]) => {
      const sorted = cases.map(({ ratio }) => ratio).sort((a, b) => a - b);
      const [middle, worst] = [median(sorted), sorted.at(-1) ?? 0];
      const slower = cases.filter(isSlower).length;
      return `| ${limiter} | ${cases.length} | ${middle.toFixed(2)} | ${worst.toFixed(2)} | ${slower} |`;
    }),
    '',
    `${results.length} cases: ${share(ratios.filter((ratio) => ratio <= 1.15).length)} within 1.15 of the least possible time, nine in ten within ${(ratios[Math.floor(ratios.length * 0.9)] ?? 0).toFixed(2)}, ${results.filter(isSlower).length} slower than a plain loop. If headers state the limit, ${(refused * 100).toFixed(1)} % of the requests are refused.`,
  ];
}

async function tellPacing(): Promise<string[]> {
  // What waits most of the time runs together; what works runs one after the other.
  const idle = pacingCases.filter(({ kind }) => kind === 'tags');
  const busy = pacingCases.filter(({ kind }) => kind === 'urls');
  const waiting = Promise.all([Promise.all(idle.map(paceAction)), Promise.all(idle.map(paceSdk))]);
  const working: PacingResult[] = [];
  for (const pacing of busy) working.push(await paceAction(pacing));
  const workingSdk = await Promise.all(busy.map(paceSdk));
  const [idleAction, idleSdk] = await waiting;
  const action = [...idleAction, ...working];
  const sdk = [...idleSdk, ...workingSdk];
  return [
    '| Job | Least possible | Action | Over least | Refused | SDK | SDK: purged | SDK: refused |',
    '| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |',
    ...action.map((result, index) => tellPair(result, sdk[index])),
  ];
}

function tellPair(action: PacingResult, sdk: PacingResult | undefined): string {
  const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`;
  const percent = (share: number) => `${(share * 100).toFixed(1)} %`;
  const cells = [
    `${action.title}, ${action.items.toLocaleString('en')} items`,
    seconds(action.leastMs),
    seconds(action.ms),
    (action.ms / action.leastMs).toFixed(2),
    percent(action.refused),
    ...(sdk === undefined
      ? []
      : [seconds(sdk.ms), percent(sdk.purged / sdk.items), percent(sdk.refused)]),
  ];
  return `| ${cells.join(' | ')} |`;
}

/** Puts figures between the markers of their part. */
function writePart(name: string, lines: readonly string[]): void {
  const path = 'docs/performance.md';
  const text = readFileSync(path, 'utf8');
  const [begin, end] = [`<!-- ${name}:begin -->`, `<!-- ${name}:end -->`];
  const before = text.indexOf(begin);
  const after = text.indexOf(end);
  if (before < 0 || after < before) throw new Error(`${path} has no markers for ${name}`);
  writeFileSync(
    path,
    `${text.slice(0, before + begin.length)}\n\n${lines.join('\n')}\n\n${text.slice(after)}`,
  );
}
