/** Runs everything that CI checks, cheapest first, and stops at the first that fails. */
import { spawnSync } from 'node:child_process';

const steps = ['types', 'lint', 'build -- --check', 'docs -- --check', 'test'];

for (const step of steps) {
  const started = performance.now();
  console.log(`\n> npm run ${step}`);
  // npm is a shell script on Windows, which only a shell can start; the words are all our own.
  const { status } = spawnSync(`npm run --silent ${step}`, { shell: true, stdio: 'inherit' });
  console.log(
    `  ${status === 0 ? 'ok' : 'failed'}, ${((performance.now() - started) / 1000).toFixed(1)} s`,
  );
  if (status !== 0) {
    process.exitCode = 1;
    break;
  }
}
