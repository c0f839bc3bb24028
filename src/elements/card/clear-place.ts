import { type Area, pageControls } from './page-controls.ts';

/** How often (ms) the place is checked while a card is open: the page may add or remove a control. */
const INTERVAL = 600;
/** The distance (px) to a control of the page. */
const GAP = 8;
/** The least height and width (px) in which a card can be used. */
const [LEAST, NARROW] = [160, 300];

interface Place {
  /** The distances (px) by which the card keeps clear of the usual places of its lower and its upper edge. */
  readonly lift: number;
  readonly ceiling: number;
  readonly height: number;
}

/**
 * Keeps a card clear of the page's own controls: moves the card above them, or to the other side, or makes it lower or narrower.
 * Hides a card that has no place until there is one, unless the customer is using the card.
 *
 * @returns stops the checks
 */
export function keepClear(host: Element, card: HTMLElement): () => void {
  const check = (): void => {
    // Nothing is painted on a hidden page and in a hidden parent. Above an on-screen keyboard the card has no other place.
    if (document.hidden || !card.offsetWidth || Number.parseFloat(card.style.getPropertyValue('--keyboard'))) return;
    card.style.inlineSize = '';
    let [place, opposite] = bestPlace(host, card);
    if (!place && card.offsetWidth > NARROW && card.offsetWidth < innerWidth - GAP) {
      card.style.inlineSize = `${NARROW}px`;
      [place, opposite] = bestPlace(host, card);
    }
    if (!place && card.matches(':focus-within')) return;
    card.classList.toggle('opposite', opposite);
    card.style.visibility = place ? '' : 'hidden';
    if (!place) return;
    card.style.setProperty('--lift', `${place.lift}px`);
    card.style.setProperty('--ceiling', `${place.ceiling}px`);
  };
  check();
  const timer = setInterval(check, INTERVAL);
  addEventListener('resize', check);
  return () => {
    clearInterval(timer);
    removeEventListener('resize', check);
  };
}

/** Where the tab of a card may be, from the top of the viewport. */
const TAB_PLACES = ['50%', '30%', '70%', '15%', '85%'] as const;

/**
 * Keeps the tab of a card clear of the page's own controls: moves the tab along its edge. Where nothing is free, the tab stays
 * in the middle.
 *
 * @param find returns the tab, if it is rendered
 * @returns stops the checks
 */
export function keepTabClear(host: Element, find: () => HTMLElement | null): () => void {
  const timer = setInterval(() => {
    const tab = find();
    if (!tab?.offsetWidth || document.hidden) return;
    const isClear = (place: string): boolean => {
      tab.style.setProperty('--place', place);
      return !pageControls(tab.getBoundingClientRect(), host).length;
    };
    if (!TAB_PLACES.some(isClear)) tab.style.removeProperty('--place');
  }, INTERVAL);
  return () => clearInterval(timer);
}

/** The better place of the usual and the other side, and whether it is on the other side. */
function bestPlace(host: Element, card: HTMLElement): [place: Place | undefined, opposite: boolean] {
  const whole = naturalHeight(card);
  const here = findPlace(host, card, whole, false);
  const there = here && here.height >= whole ? undefined : findPlace(host, card, whole, true);
  return there && !(here && here.height >= there.height) ? [there, true] : [here, false];
}

/** The place nearest to the usual one, on the usual or on the other side. */
function findPlace(host: Element, card: HTMLElement, natural: number, other: boolean): Place | undefined {
  const style = getComputedStyle(card);
  const [left = 0, top = 0, right = 0, bottom = 0] = [style.left, style.top, style.right, style.bottom].map(
    Number.parseFloat,
  );
  const { offsetWidth: width, offsetHeight: shown } = card;
  const [wide, high] = [left + width + right, top + shown + bottom];
  // A sheet has the width of the screen, and no other side.
  if (other && width > wide - GAP) return undefined;
  const moved = card.classList.contains('opposite') !== other;
  const start = moved ? right : left;
  const lifted = Number.parseFloat(card.style.getPropertyValue('--lift')) || 0;
  const edge = bottom - lifted;
  // The style sheet leaves a part of the page visible above a sheet.
  const whole = Math.min(natural, width > wide - GAP ? high * 0.85 : high - 2 * edge);
  let [floor, ceiling] = [high - edge, edge];
  for (;;) {
    const height = Math.min(whole, floor - ceiling);
    if (height < Math.min(whole, LEAST)) return undefined;
    const area: Area = { left: start, right: start + width, top: floor - height, bottom: floor };
    const controls = pageControls(area, host);
    if (!controls.length) return { lift: high - edge - floor, ceiling: ceiling - edge, height };
    for (const { top, bottom } of controls)
      if (top + bottom < area.top + area.bottom) ceiling = Math.max(ceiling, bottom + GAP);
      else floor = Math.min(floor, top - GAP);
  }
}

/** The height of a card that shows all of its content. */
function naturalHeight(card: HTMLElement): number {
  const body = card.querySelector('.body');
  return card.offsetHeight + (body ? body.scrollHeight - body.clientHeight : 0);
}
