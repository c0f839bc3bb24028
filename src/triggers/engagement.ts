/** Observes what the customer does on one page: how long, how far down, and whether they are about to leave. */
import type { Rule } from '../rules/rule.ts';

/** How long (ms) the customer counts as leaving after a sign of it. The question may have to load in that time. */
const LEAVING = 5000;
/** A fast scroll: up by this part of the screen within this many ms. */
const [FAR, QUICK] = [0.3, 250];
/** The gesture for "back": a touch that begins this close to a side (px) and moves this far inwards (px). */
const [EDGE, SWIPE] = [24, 40];

/** When the page was opened, or the last page of a single-page app, in ms of `performance.now()`. */
let pageOpened = 0;

/** Seconds since the page was opened. */
export const secondsOpen = (): number => (performance.now() - pageOpened) / 1000;

export interface Engagement {
  /** Seconds since the page was opened. */
  readonly open: number;
  /** Seconds for which the page was in view. */
  readonly dwelt: number;
  /** How far down the customer has scrolled, 0 to 100. */
  readonly scrolled: number;
  readonly leaving: boolean;
  /** Starts again, for another page of the same document. */
  restart(): void;
  stop(): void;
}

/** Observes what these rules need, and calls `changed` when it has changed. */
export function observeEngagement(rules: readonly Rule[], changed: () => void): Engagement {
  const wants = { scroll: rules.some(({ scroll }) => scroll), exit: rules.some(({ exit }) => exit) };
  const clock = (): number => performance.now();
  // The files of Lojal have loaded after the page was opened.
  let [seen, since] = [0, document.hidden ? undefined : pageOpened] as [number, number | undefined];
  let furthest = 0;
  let left = Number.NEGATIVE_INFINITY;
  const ending = new AbortController();
  const on = (target: EventTarget, type: string, listen: (event: never) => void): void =>
    target.addEventListener(type, listen as EventListener, { passive: true, signal: ending.signal });
  const leave = (): void => {
    left = clock();
    changed();
  };

  on(window, 'visibilitychange', () => {
    if (since !== undefined) seen += clock() - since;
    since = document.hidden ? undefined : clock();
    changed();
  });

  const measure = (): void => {
    const { scrollHeight, scrollTop, clientHeight } = document.scrollingElement ?? document.documentElement;
    // A page that fits on the screen has been seen completely.
    furthest = Math.max(
      furthest,
      scrollHeight <= clientHeight ? 100 : (100 * (scrollTop + clientHeight)) / scrollHeight,
    );
  };
  if (wants.scroll || wants.exit) {
    let [from, at] = [scrollY, clock()];
    on(window, 'scroll', () => {
      measure();
      if (clock() - at > QUICK || scrollY > from) [from, at] = [scrollY, clock()];
      if (wants.exit && from - scrollY > FAR * innerHeight && matchMedia('(pointer: coarse)').matches) leave();
      else if (wants.scroll) changed();
    });
  }
  if (wants.exit) {
    on(window, 'mouseout', ({ relatedTarget, clientY }: MouseEvent) => {
      if (!relatedTarget && clientY <= 0) leave();
    });
    let begun: number | undefined;
    on(window, 'touchstart', ({ touches }: TouchEvent) => {
      const x = touches[0]?.clientX ?? EDGE;
      begun = x < EDGE || x > innerWidth - EDGE ? x : undefined;
    });
    on(window, 'touchmove', ({ touches }: TouchEvent) => {
      if (begun === undefined || Math.abs((touches[0]?.clientX ?? begun) - begun) < SWIPE) return;
      begun = undefined;
      leave();
    });
  }

  return {
    get open() {
      return secondsOpen();
    },
    get dwelt() {
      return (seen + (since === undefined ? 0 : clock() - since)) / 1000;
    },
    get scrolled() {
      if (wants.scroll) measure();
      return furthest;
    },
    get leaving() {
      return clock() - left < LEAVING;
    },
    restart() {
      pageOpened = clock();
      [seen, since] = [0, document.hidden ? undefined : pageOpened];
      furthest = 0;
      left = Number.NEGATIVE_INFINITY;
    },
    stop: () => ending.abort(),
  };
}
