import type { ReactiveController, ReactiveElement } from 'lit';

/** In every time zone, a day begins at a quarter of an hour of UTC. In ms. */
const QUARTER = 900_000;

/** Calls `look` when a new day may have begun: at each quarter of an hour, and when the page comes into view again. */
export class DayClock implements ReactiveController {
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    host: ReactiveElement,
    readonly look: () => void,
  ) {
    host.addController(this);
  }

  hostConnected(): void {
    document.addEventListener('visibilitychange', this.look);
    this.#wait();
    // The day may have changed since the data was read.
    this.look();
  }

  hostDisconnected(): void {
    document.removeEventListener('visibilitychange', this.look);
    clearTimeout(this.#timer);
  }

  #wait(): void {
    this.#timer = setTimeout(
      () => {
        this.look();
        this.#wait();
      },
      QUARTER - (Date.now() % QUARTER),
    );
  }
}
