import type { ReactiveController, ReactiveElement } from 'lit';
import { FORGET_KEY } from './forget-key.ts';

/** Notices from outside of the page that another customer may use it, or that everything is to be forgotten. */
export class CustomerWatch implements ReactiveController {
  /**
   * @param back called when the page comes back from the back-forward cache: since then somebody may have signed out
   * @param forget called when another tab forgets
   */
  constructor(
    host: ReactiveElement,
    readonly back: () => void,
    readonly forget: () => void,
  ) {
    host.addController(this);
  }

  hostConnected(): void {
    window.addEventListener('pageshow', this.#shown);
    window.addEventListener('storage', this.#stored);
  }

  hostDisconnected(): void {
    window.removeEventListener('pageshow', this.#shown);
    window.removeEventListener('storage', this.#stored);
  }

  #shown = ({ persisted }: PageTransitionEvent): void => {
    if (persisted) this.back();
  };

  #stored = ({ key, newValue }: StorageEvent): void => {
    if (key === FORGET_KEY && newValue) this.forget();
  };
}
