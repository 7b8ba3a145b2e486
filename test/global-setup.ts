import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What one run of the tests shares: the seed of property tests, and how fast canceled steps ended. */
export default function setUp(): () => void {
  const folder = mkdtempSync(join(tmpdir(), 'test-run-'));
  const cancellations = join(folder, 'cancellations.txt');
  writeFileSync(cancellations, '');
  process.env['CANCELLATIONS'] = cancellations;
  process.env['PROPERTY_SEED'] ??= String(Date.now() % 2 ** 31);
  process.stdout.write(`Property tests: PROPERTY_SEED=${process.env['PROPERTY_SEED']}\n`);
  return () => {
    const times = readFileSync(cancellations, 'utf8').trim().split('\n').map(Number);
    rmSync(folder, { recursive: true });
    if (times.some((ms) => ms > 0)) {
      const longest = Math.round(Math.max(...times));
      process.stdout.write(
        `${times.length} steps were canceled; from signal to end: at most ${longest} ms\n`,
      );
    }
  };
}
