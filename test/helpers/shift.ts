import type { Page } from 'playwright-core';
import { evaluate } from './evaluate.ts';

/** The sum of the page's layout shifts since it was opened. */
export const shifted = (page: Page): Promise<number> =>
  evaluate(
    page,
    () =>
      new Promise<number>((resolve) => {
        let sum = 0;
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries()) sum += (entry as unknown as { value: number }).value;
        }).observe({ type: 'layout-shift', buffered: true });
        // Buffered entries are delivered in a separate task.
        requestAnimationFrame(() => setTimeout(() => resolve(sum), 50));
      }),
  );
