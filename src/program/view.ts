/** What the customer does on one page: for how long, how far down, and whether they are about to leave. */

import type { Rule } from '../core/rule.ts';

/** For so long (ms) after a sign of leaving the customer counts as leaving: the question may have to be loaded. */
const LEAVING = 5000;
/** Up by so much of the screen within so many ms is a fast scroll. */
const [FAR, QUICK] = [0.3, 250];
/** A touch that begins so close to a side (px) and goes so far inwards is the gesture for "back". */
const [EDGE, SWIPE] = [24, 40];

export interface View {
  /** Seconds since the page was opened, and for how many of them it was in view. */
  readonly open: number;
  readonly dwelt: number;
  /** 0 to 100. */
  readonly scrolled: number;
  readonly leaving: boolean;
  /** A page of the same document: everything begins anew. */
  restart(): void;
  stop(): void;
}

/** Watches no more than these rules need; `changed` is called when something that they look at has. */
export function watch(rules: readonly Rule[], changed: () => void): View {
  const wants = { scroll: rules.some(({ scroll }) => scroll), exit: rules.some(({ exit }) => exit) };
  const clock = (): number => performance.now();
  let [opened, seen, since] = [clock(), 0, document.hidden ? undefined : clock()] as [
    number,
    number,
    number | undefined,
  ];
  let furthest = 0;
  let left = Number.NEGATIVE_INFINITY;
  const ending = new AbortController();
  const on = (target: EventTarget, type: string, listen: (event: never) => void): void =>
    target.addEventListener(type, listen as EventListener, { passive: true, signal: ending.signal });
  const leave = (): void => {
    left = clock();
    changed();
  };

  on(document, 'visibilitychange', () => {
    if (since !== undefined) seen += clock() - since;
    since = document.hidden ? undefined : clock();
    changed();
  });

  const measure = (): void => {
    const { scrollHeight, scrollTop, clientHeight } = document.scrollingElement ?? document.documentElement;
    // What a short page holds has all been seen.
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
    on(document, 'mouseout', ({ relatedTarget, clientY }: MouseEvent) => {
      if (!relatedTarget && clientY <= 0) leave();
    });
    let begun: number | undefined;
    on(document, 'touchstart', ({ touches }: TouchEvent) => {
      const x = touches[0]?.clientX ?? EDGE;
      begun = x < EDGE || x > innerWidth - EDGE ? x : undefined;
    });
    on(document, 'touchmove', ({ touches }: TouchEvent) => {
      if (begun === undefined || Math.abs((touches[0]?.clientX ?? begun) - begun) < SWIPE) return;
      begun = undefined;
      leave();
    });
  }

  return {
    get open() {
      return (clock() - opened) / 1000;
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
      [opened, seen, since] = [clock(), 0, document.hidden ? undefined : clock()];
      furthest = 0;
      left = Number.NEGATIVE_INFINITY;
    },
    stop: () => ending.abort(),
  };
}
