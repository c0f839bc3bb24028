/**
 * Gives the pauses between two looks of a test that waits: 10 ms at first, each a third longer than the last, 200 ms at most.
 * A look through a driver takes time of the browser, and of the tests that run beside this one.
 */
export function createPause(): () => Promise<void> {
  let next = 10;
  return () => {
    const ms = next;
    next = Math.min(200, next * 1.33);
    return new Promise((resolve) => setTimeout(resolve, ms));
  };
}
