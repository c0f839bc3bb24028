/** Keeps the configuration in the address. Each change is a step back in the history of the browser. */
import {
  type FragmentContents,
  type FragmentFault,
  readFragment,
  type ViewSettings,
  writeFragment,
} from '../snippet/address-fragment.ts';
import type { ShopConfiguration } from '../snippet/shop-configuration.ts';

/** Changes that follow each other faster than this, in ms, are one step: a text that is typed, a slider that is moved. */
const PAUSE = 800;

/** How long (ms) changes are collected before the address is written. */
const DELAY = 150;

export class AddressHistory {
  readonly #arrived: (contents: FragmentContents | FragmentFault | undefined) => void;
  #written = '';
  #changedAt = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #turn = 0;
  #isNewStep = false;

  /** @param arrived called with what an address says, `undefined` for one without a fragment */
  constructor(arrived: (contents: FragmentContents | FragmentFault | undefined) => void) {
    this.#arrived = arrived;
  }

  start(): void {
    addEventListener('hashchange', this.#navigated);
    addEventListener('popstate', this.#navigated);
    void this.#read();
  }

  stop(): void {
    removeEventListener('hashchange', this.#navigated);
    removeEventListener('popstate', this.#navigated);
    clearTimeout(this.#timer);
  }

  readonly #navigated = (): void => {
    clearTimeout(this.#timer);
    void this.#read();
  };

  async #read(): Promise<void> {
    const { hash } = location;
    if (hash && hash === this.#written) return;
    this.#written = hash;
    const turn = ++this.#turn;
    const contents = hash.length > 1 ? await readFragment(hash) : undefined;
    if (turn === this.#turn) this.#arrived(contents);
  }

  /** @param isStep whether the change can be undone; what is only looked at is no step */
  write(configuration: ShopConfiguration, view: ViewSettings, isStep = true): void {
    clearTimeout(this.#timer);
    if (isStep && Date.now() - this.#changedAt >= PAUSE) this.#isNewStep = true;
    if (isStep) this.#changedAt = Date.now();
    const turn = ++this.#turn;
    this.#timer = setTimeout(async () => {
      const hash = `#${await writeFragment(configuration, view)}`;
      if (turn !== this.#turn || hash === this.#written) return;
      this.#written = hash;
      if (this.#isNewStep) history.pushState(null, '', hash);
      else history.replaceState(null, '', hash);
      this.#isNewStep = false;
    }, DELAY);
  }
}
