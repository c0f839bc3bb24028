/** How long the motion lasts (ms): `card.styles.ts` moves for as long. */
const MOTION = 180;

/** The way out of view: as long as its motion, or no time at all where nothing moves. */
export class Exit {
  underway = false;
  /** Resolves once the last one is over. */
  over: Promise<void> = Promise.resolve();

  #timer: ReturnType<typeof setTimeout> | undefined;
  #resolve = (): void => {};

  /** @param ended called when it is over, whatever ended it */
  constructor(readonly ended: () => void) {}

  begin(): void {
    this.underway = true;
    this.over = new Promise((resolve) => {
      this.#resolve = resolve;
    });
    // A timer, not the end of an animation: on a page that is hidden there is none.
    if (document.hidden || matchMedia('(prefers-reduced-motion: reduce)').matches) this.end();
    else this.#timer = setTimeout(() => this.end(), MOTION);
  }

  /** Over at once, if it is under way. */
  end(): void {
    if (!this.underway) return;
    clearTimeout(this.#timer);
    this.underway = false;
    this.ended();
    this.#resolve();
  }
}
