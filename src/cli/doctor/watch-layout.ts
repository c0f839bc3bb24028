/** Runs in the page: records how elements of Lojal grow, and the shifts of the layout at the same time. */
import type { GrowthFacts } from './page-visit.ts';

interface Growth {
  readonly at: number;
  readonly element: Element;
  readonly by: number;
}

interface Records {
  readonly growth: Growth[];
  readonly shifts: { readonly at: number; readonly value: number }[];
}

/** The global of the doctor's world. */
type World = typeof globalThis & { lojalDoctor?: Records };

/** @param tags the elements that are a part of the page, as a selector */
export function watchLayout(tags: string): void {
  const records: Records = { growth: [], shifts: [] };
  (globalThis as World).lojalDoctor = records;
  const heights = new Map<Element, number | undefined>();
  const sizes = new ResizeObserver((entries) => {
    for (const { target, borderBoxSize } of entries) {
      const height = borderBoxSize[0]?.blockSize ?? 0;
      const before = heights.get(target);
      heights.set(target, height);
      if (before !== undefined && Math.abs(height - before) >= 1 && records.growth.length < 500)
        records.growth.push({ at: performance.now(), element: target, by: height - before });
    }
  });
  const look = () => {
    for (const element of document.querySelectorAll(tags))
      if (!heights.has(element)) {
        heights.set(element, undefined);
        sizes.observe(element);
      }
  };
  new MutationObserver(look).observe(document, { childList: true, subtree: true });
  look();
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries())
      if (records.shifts.length < 500)
        records.shifts.push({ at: entry.startTime, value: (entry as unknown as { value: number }).value });
  }).observe({ type: 'layout-shift', buffered: true });
}

/** The shifts in the frames in which elements grew, and the heights of these elements at the end. */
export function readGrowth(): GrowthFacts {
  /** ms between the change of a size and the shift that is reported for the change */
  const SAME_FRAME = 100;
  /** px; a smaller change moves nothing that a person would miss */
  const LEAST = 4;
  const { growth, shifts } = (globalThis as World).lojalDoctor ?? { growth: [], shifts: [] };
  const heights: Record<string, number> = {};
  let score = 0;
  for (const { at, value } of shifts) {
    const near = growth.filter((one) => Math.abs(one.at - at) < SAME_FRAME && one.by >= LEAST);
    if (near.length > 0) score += value;
    for (const { element } of near) {
      const { height } = element.getBoundingClientRect();
      heights[element.localName] = Math.max(heights[element.localName] ?? 0, height);
    }
  }
  return { score, heights };
}
