import type { Page } from 'playwright-core';

/** What the key Tab does on a page. Each list is empty on a good one. */
interface TabOrder {
  /** Visible controls that Tab does not reach. */
  readonly missed: string[];
  /** Reached without a visible sign, or out of sight. */
  readonly unseen: string[];
  /** Controls that change the order of the page. */
  readonly reordered: string[];
  /** How many were reached. */
  readonly reached: number;
}

/** More than any page has: Tab is caught. */
const MOST = 600;

/**
 * Presses Tab from the start of the page to its end, through all shadow roots.
 *
 * @throws Error if Tab does not leave the page
 */
export async function tabThrough(page: Page): Promise<TabOrder> {
  // The helper that keeps the names of functions does not exist in the page.
  await page.evaluate('globalThis.__name ??= (value) => value');
  await page.evaluate(() => {
    const CONTROLS = 'a[href], button, input, select, textarea, summary, [tabindex]';
    const controls = (): HTMLElement[] => {
      const found: HTMLElement[] = [];
      const roots: (Document | ShadowRoot)[] = [document];
      for (let root = roots.pop(); root; root = roots.pop())
        for (const element of root.querySelectorAll<HTMLElement>('*')) {
          if (element.shadowRoot) roots.push(element.shadowRoot);
          const { width, height } = element.getBoundingClientRect();
          const isOff = element.matches(':disabled') || element.tabIndex < 0 || width === 0 || height === 0;
          if (element.matches(CONTROLS) && !isOff && element.checkVisibility({ visibilityProperty: true }))
            found.push(element);
        }
      return found;
    };
    // Without it, Tab goes on from what had the focus last.
    const start = document.createElement('span');
    start.tabIndex = -1;
    document.body.prepend(start);
    start.focus();
    start.remove();
    window.scrollTo(0, 0);
    Object.assign(window, { tabs: { controls, reached: new Set<HTMLElement>(), unseen: [] as string[] } });
  });
  const isLeft = () =>
    page.evaluate(async () => {
      const { tabs } = window as unknown as { tabs: { reached: Set<Element>; unseen: string[] } };
      const frame = () => new Promise(requestAnimationFrame);
      let at = document.activeElement;
      while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
      if (!at || at === document.body || at === document.documentElement) return true;
      // A long list renders the next rows once it has scrolled.
      if (at.closest('[data-list]')) await frame().then(frame).then(frame);
      if (tabs.reached.has(at)) return tabs.reached.values().next().value === at;
      tabs.reached.add(at);
      const { top, bottom, left, right, width } = at.getBoundingClientRect();
      const { outlineStyle, outlineWidth } = getComputedStyle(at);
      const isIn = bottom > 0 && top < innerHeight && right > 0 && left < innerWidth && width > 0;
      if (!isIn || outlineStyle === 'none' || Number.parseFloat(outlineWidth) < 1)
        tabs.unseen.push(`${at.localName} ${at.getAttribute('aria-label') ?? at.textContent?.trim().slice(0, 40)}`);
      return false;
    });
  for (let n = 0; ; n++) {
    if (n > MOST) throw new Error('Tab does not leave the page.');
    await page.keyboard.press('Tab');
    if (await isLeft()) break;
  }
  return page.evaluate(() => {
    const { tabs } = window as unknown as {
      tabs: { controls: () => HTMLElement[]; reached: Set<Element>; unseen: string[] };
    };
    const name = (element: Element) =>
      `${element.localName} ${element.getAttribute('aria-label') ?? element.textContent?.trim().slice(0, 40)}`;
    const all = tabs.controls();
    return {
      missed: all.filter((element) => !tabs.reached.has(element)).map(name),
      unseen: tabs.unseen,
      reordered: all.filter(({ tabIndex }) => tabIndex > 0).map(name),
      reached: tabs.reached.size,
    };
  });
}
