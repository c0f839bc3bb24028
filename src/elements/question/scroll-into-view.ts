/** Scrolls to a question of the page, clear of what is fixed or sticky at the edges of the screen. */

/** The space (px) between the question and what lies over the page. */
const GAP = 8;

const px = (value: string): number => Number.parseFloat(value) || 0;

/** The fixed or sticky element at a height of the screen, unless it covers most of the screen. */
function coverAt(y: number, element: Element): DOMRect | undefined {
  const box = element.getBoundingClientRect();
  const x = Math.min(innerWidth - 1, Math.max(1, box.left + box.width / 2));
  return document
    .elementsFromPoint(x, y)
    .filter((one) => /fixed|sticky/.test(getComputedStyle(one).position) && !one.contains(element))
    .map((one) => one.getBoundingClientRect())
    .find(({ height }) => height < innerHeight / 2);
}

/**
 * Scrolls once, and again where a header has become sticky meanwhile. The page's own `scroll-margin` and `scroll-padding`
 * count too.
 */
export async function scrollIntoClearView(element: HTMLElement): Promise<void> {
  scroll(element);
  await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
  const { top, bottom } = element.getBoundingClientRect();
  const [header, footer] = [coverAt(1, element), coverAt(innerHeight - 1, element)];
  if ((header && top < header.bottom) || (footer && bottom > footer.top && top > (header?.bottom ?? 0) + GAP))
    scroll(element);
}

function scroll(element: HTMLElement): void {
  const [own, page] = [getComputedStyle(element), getComputedStyle(document.documentElement)];
  const [header, footer] = [coverAt(1, element), coverAt(innerHeight - 1, element)];
  const before = header ? header.bottom + GAP - px(page.scrollPaddingTop) : 0;
  const after = footer ? innerHeight - footer.top + GAP - px(page.scrollPaddingBottom) : 0;
  const { scrollMarginTop, scrollMarginBottom } = element.style;
  // Margins for the time of the call let the browser scroll as the page wishes: smoothly, and in nested areas.
  element.style.scrollMarginTop = `${Math.max(before, px(own.scrollMarginTop))}px`;
  element.style.scrollMarginBottom = `${Math.max(after, px(own.scrollMarginBottom))}px`;
  element.scrollIntoView({ block: 'nearest' });
  Object.assign(element.style, { scrollMarginTop, scrollMarginBottom });
  if (!element.getAttribute('style')) element.removeAttribute('style');
}
