import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { actionOf, type KeyAction } from './answer-keys.ts';

/** Listens for the keys of the list while a view is on the page. */
export class KeyActions implements ReactiveController {
  readonly #act: (action: KeyAction) => boolean;

  /** @param act returns whether it did something; then the browser does nothing more */
  constructor(host: ReactiveControllerHost, act: (action: KeyAction) => boolean) {
    this.#act = act;
    host.addController(this);
  }

  hostConnected(): void {
    window.addEventListener('keydown', this.#pressed);
  }

  hostDisconnected(): void {
    window.removeEventListener('keydown', this.#pressed);
  }

  #pressed = (event: KeyboardEvent): void => {
    const action = actionOf(event);
    if (action && this.#act(action)) event.preventDefault();
  };
}
