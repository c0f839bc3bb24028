import type { CDPSession } from 'playwright-core';

export interface Left {
  /** Bytes. */
  readonly heap: number;
  readonly nodes: number;
  readonly listeners: number;
}

/** At most so many readings. */
const MOST_READINGS = 30;

/**
 * What a page holds after garbage collection, once nothing in the page changes the number of its nodes and listeners any more: a
 * request or a timer that is about to end has listeners, too.
 */
export async function left(cdp: CDPSession): Promise<Left> {
  let former: Left | undefined;
  let alike = 0;
  for (let i = 0; ; i++) {
    const now = await read(cdp);
    alike = now.nodes === former?.nodes && now.listeners === former.listeners ? alike + 1 : 0;
    // Objects that a finalizer releases are collected the next time.
    if (alike === 3 || i === MOST_READINGS) return now;
    former = now;
  }
}

async function read(cdp: CDPSession): Promise<Left> {
  await cdp.send('HeapProfiler.collectGarbage');
  await new Promise((resolve) => setTimeout(resolve, 200));
  const { metrics } = await cdp.send('Performance.getMetrics');
  const of = (wanted: string) => metrics.find(({ name }) => name === wanted)?.value ?? Number.NaN;
  return { heap: of('JSHeapUsedSize'), nodes: of('Nodes'), listeners: of('JSEventListeners') };
}
