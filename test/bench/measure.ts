/** Measures one visit to one page with an empty cache. */
import type { Browser, CDPSession, Page } from 'playwright-core';
import type { Contestant } from './contestants.ts';
import type { Site } from './site.ts';

/** The figures of one visit. Times in ms, sizes in bytes, without the HTML of the page. */
export interface Figures {
  /** Requests until the element was visible. */
  readonly raw: number;
  readonly gzip: number;
  readonly brotli: number;
  readonly requests: number;
  /** Bytes requested after that, compressed with brotli. */
  readonly later: number;
  /** Time until the element existed and the next frame had begun. */
  readonly visible: number;
  readonly script: number;
  readonly task: number;
  /** The sum of the time over 50 ms in each long task. */
  readonly blocking: number;
  readonly longest: number;
  /** The longest task that began after one of the contestant's files had arrived. No earlier task runs its code. */
  readonly own: number;
  readonly shift: number;
  readonly heap: number;
  readonly nodes: number;
  /** Time from the click to the next frame. */
  readonly click?: number;
}

export interface Conditions {
  /** The factor by which the CPU is slowed down. */
  readonly cpu: number;
  readonly network?: { readonly latency: number; readonly bitsPerSecond: number };
}

/** Slow 4G as in Lighthouse: 562 ms per request and 1.47 Mbit/s. */
export const SLOW_4G = { latency: 562, bitsPerSecond: 1_470_000 };

/**
 * Calls `tell` with the time from each press to the frame that shows its effect. A task posted in a frame runs after the
 * frame is drawn. A string, because a bundler would insert helper functions that the page does not have.
 */
export const CLICKED = `(tell) => addEventListener('pointerdown', ({ timeStamp }) => {
  addEventListener('click', () => requestAnimationFrame(() => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => tell(performance.now() - timeStamp);
    port2.postMessage(0);
  }), { capture: true, once: true });
}, true)`;

/** Runs before the scripts of the page. A string for the same reason. */
const WATCH = `(() => {
  const seen = { found: 0, visible: 0, shift: 0, tasks: [] };
  const observe = (type, each) => new PerformanceObserver((list) => list.getEntries().forEach(each)).observe({ type, buffered: true });
  observe('longtask', ({ startTime, duration }) => { seen.tasks.push([startTime, duration]); });
  observe('layout-shift', ({ value, hadRecentInput }) => { if (!hadRecentInput) seen.shift += value; });
  const find = (selector, root = document) => {
    const [first, ...rest] = selector.split(' ');
    for (const element of root.querySelectorAll(first)) {
      const inside = rest.length ? rest.join(' ') : '';
      const found = inside ? find(inside, element.shadowRoot ?? element) ?? (element.shadowRoot && find(inside, element)) : element;
      if (found) return found;
    }
    for (const element of root.querySelectorAll('*')) {
      const found = element.shadowRoot && find(selector, element.shadowRoot);
      if (found) return found;
    }
  };
  let wanted;
  const look = () => {
    let element;
    try { element = wanted(find); } catch {}
    if (element && element.getBoundingClientRect().height > 0) {
      seen.found = performance.now();
      requestAnimationFrame(() => { seen.visible = performance.now(); });
    } else requestAnimationFrame(look);
  };
  (${CLICKED})((time) => { seen.click ??= time; });
  Object.defineProperty(window, '__bench', { value: { seen, find, until(body) { wanted = new Function('find', body); look(); } } });
})();`;

type Seen = Pick<Figures, 'visible' | 'shift' | 'click'> & {
  /** The start and duration of each long task. */
  readonly tasks: readonly (readonly [number, number])[];
};

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

async function metrics(client: CDPSession): Promise<Record<string, number>> {
  const { metrics } = await client.send('Performance.getMetrics');
  return Object.fromEntries(metrics.map(({ name, value }) => [name, value]));
}

/** @throws Error when the element is not visible within 20 s */
export async function measure(
  browser: Browser,
  site: Site,
  path: string,
  { name, visible, click }: Contestant,
  conditions: Conditions,
): Promise<Figures> {
  const context = await browser.newContext({ viewport: { width: 800, height: 900 }, locale: 'en-US' });
  try {
    const page = await context.newPage();
    const client = await context.newCDPSession(page);
    await client.send('Performance.enable', { timeDomain: 'threadTicks' });
    await client.send('Network.enable');
    if (conditions.network)
      await client.send('Network.emulateNetworkConditions', {
        offline: false,
        latency: conditions.network.latency,
        downloadThroughput: conditions.network.bitsPerSecond / 8,
        uploadThroughput: conditions.network.bitsPerSecond / 8,
      });
    await page.addInitScript(
      `${WATCH}window.__bench.until(${JSON.stringify(visible ?? 'return document.querySelector("#foot")')});`,
    );
    await client.send('Emulation.setCPUThrottlingRate', { rate: conditions.cpu });
    await page.goto(site.url + path, { waitUntil: 'load' });
    await page
      .waitForFunction('__bench.seen.visible > 0', undefined, { timeout: 20_000 })
      .catch(() => Promise.reject(new Error(`${name}: nothing is visible`)));
    // Work in idle time counts, too.
    await wait(700);
    const after = await metrics(client);
    const asked = await page.evaluate<[string, number, number][]>(
      `performance.getEntriesByType('resource').map(({ name, startTime, responseEnd }) => [new URL(name).pathname, startTime, responseEnd])`,
    );
    const found = await page.evaluate<number>('__bench.seen.found');
    const files = asked.filter(([, start]) => start < found);
    const sum = (of: 'raw' | 'gzip' | 'brotli', some = files) =>
      some.reduce((all, [file]) => all + (site.sizes.get(file)?.[of] ?? 0), 0);
    await client.send('HeapProfiler.collectGarbage');
    const settled = await metrics(client);
    if (click) await clickOn(page, click);
    const { tasks, ...seen } = await page.evaluate<Seen>('__bench.seen');
    const come = Math.min(...asked.map(([, , end]) => end));
    const durations = (from: number) => tasks.filter(([start]) => start >= from).map(([, duration]) => duration);
    return {
      raw: sum('raw'),
      gzip: sum('gzip'),
      brotli: sum('brotli'),
      requests: files.length,
      later: sum('brotli', asked) - sum('brotli'),
      script: (after.ScriptDuration ?? 0) * 1000,
      task: (after.TaskDuration ?? 0) * 1000,
      heap: settled.JSHeapUsedSize ?? 0,
      nodes: settled.Nodes ?? 0,
      blocking: durations(0).reduce((sum, duration) => sum + duration - 50, 0),
      longest: Math.max(0, ...durations(0)),
      own: Math.max(0, ...durations(come)),
      ...seen,
    };
  } finally {
    await context.close();
  }
}

async function clickOn(page: Page, body: string): Promise<void> {
  const point = await page.evaluate<{ x: number; y: number }>(`(() => {
    const element = new Function('find', ${JSON.stringify(body)})(__bench.find);
    element.scrollIntoView({ block: 'center' });
    const { x, y, width, height } = element.getBoundingClientRect();
    return { x: x + width / 2, y: y + height / 2 };
  })()`);
  await page.mouse.click(point.x, point.y);
  await page.waitForFunction('__bench.seen.click !== undefined', undefined, { timeout: 5000 });
}
