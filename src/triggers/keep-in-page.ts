import type { ReactiveElement } from 'lit';
import { type ProgramHost, ProgramRequest } from '../elements/shared/program-consumer.ts';

/** How often a card is added again: a page may remove it each time. */
const MOST = 20;

/**
 * Keeps a card that Lojal has added in the page until the card is closed or its program is removed: libraries that morph a page
 * (Turbo, idiomorph) remove what the page of the server does not contain. The card is added again after the library has finished.
 *
 * @param parent the element that the card was added to; the body takes its place when it is gone
 */
export function keepInPage(card: HTMLElement, parent: Element): void {
  let closed = false;
  let times = 0;
  let program: (ProgramHost & Partial<Node>) | undefined;
  card.dispatchEvent(
    new ProgramRequest(card as unknown as ReactiveElement, (host) => {
      program = host;
    }),
  );
  const add = (): void => {
    if (closed || card.isConnected || !program?.isConnected) return;
    (parent.isConnected ? parent : document.body).append(card);
  };
  card.addEventListener('lojal-closed', () => {
    closed = true;
  });
  (card as unknown as ReactiveElement).addController({
    hostDisconnected() {
      // A card that shows nothing was removed by Lojal.
      if (!card.shadowRoot?.querySelector('[part~=card]') || times++ >= MOST) return;
      // The program of the script tag returns to the page in the next task.
      setTimeout(() => setTimeout(add));
    },
  });
}
