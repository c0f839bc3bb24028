import type { Page } from 'playwright-core';

/**
 * Runs a function in the page and resolves to what its promise gives, as JSON. `page.evaluate` holds such a promise weakly, so that
 * a garbage collection in the page can make it fail; here the page itself holds the promise.
 */
export function evaluate<Result, Arg = undefined>(
  page: Page,
  run: (arg: Arg) => Promise<Result>,
  ...[arg]: Arg extends undefined ? [] : [arg: Arg]
): Promise<Result> {
  return page.evaluate(`(() => {
    const held = (window.heldByTest ??= new Set());
    const promise = (${run})(${JSON.stringify(arg)}).finally(() => held.delete(promise));
    held.add(promise);
    return promise;
  })()`);
}

/** Resolves after the page's next frame and the tasks that were waiting. */
export const nextFrame = (page: Page): Promise<void> =>
  evaluate(page, () => new Promise<void>((resolve) => requestAnimationFrame(() => setTimeout(resolve))));
