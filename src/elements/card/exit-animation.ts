/** Duration (ms), the same as in `card.styles.ts`. */
const DURATION = 180;

/** The animation of a card that closes. It ends at once on a hidden page and with reduced motion. */
export class ExitAnimation {
  underway = false;
  /** Resolves when the last animation has ended. */
  over: Promise<void> = Promise.resolve();

  #timer: ReturnType<typeof setTimeout> | undefined;
  #resolve = (): void => {};

  /** @param ended called when the animation has ended or was cut short */
  constructor(readonly ended: () => void) {}

  begin(): void {
    this.underway = true;
    this.over = new Promise((resolve) => {
      this.#resolve = resolve;
    });
    // A timer, because a hidden page dispatches no `animationend`.
    if (document.hidden || matchMedia('(prefers-reduced-motion: reduce)').matches) this.end();
    else this.#timer = setTimeout(() => this.end(), DURATION);
  }

  /** Cuts the animation short. */
  end(): void {
    if (!this.underway) return;
    clearTimeout(this.#timer);
    this.underway = false;
    this.ended();
    this.#resolve();
  }
}
