import type { Page } from 'playwright-core';

/** How far a page has moved by itself since it was opened: the sum of its layout shifts. */
export const shifted = (page: Page): Promise<number> =>
  page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        let sum = 0;
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries()) sum += (entry as unknown as { value: number }).value;
        }).observe({ type: 'layout-shift', buffered: true });
        // What is buffered is handed over in a task of its own.
        requestAnimationFrame(() => setTimeout(() => resolve(sum), 50));
      }),
  );
