/**
 * Acts once, as soon as a condition holds: a deploy that lands after so many visits lands there on
 * slow machines too.
 */
export function when(condition: () => boolean, act: () => void): void {
  const timer = setInterval(() => {
    if (!condition()) return;
    clearInterval(timer);
    act();
  }, 5).unref();
}
