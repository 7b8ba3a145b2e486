import { measureStartUp } from './start-up.ts';

const { pairs, actionMs, shortestMs, ratio } = await measureStartUp(31);
console.log(
  `start-up, median of ${pairs}: action ${actionMs.toFixed(0)} ms, shortest fetch program ${shortestMs.toFixed(0)} ms, ratio ${ratio.toFixed(3)}`,
);
