import { PAGE_DIALOGS } from './dialogs.ts';

/**
 * Calls `act` when Escape is pressed inside a card, or while the card covers the focused element, which must not stay
 * hidden (WCAG 2.2, 2.4.11). One press closes one layer: the page does not receive a press that closes the card, and a press
 * in a dialog of the page does not close the card.
 *
 * @param host the element of the card
 * @returns removes the listeners
 */
export function onEscape(host: HTMLElement, card: Element, act: () => void): () => void {
  const close = (event: KeyboardEvent): void => {
    event.preventDefault();
    event.stopImmediatePropagation();
    // The focus is back in the page when the key is released, and some dialogs close on `keyup`.
    addEventListener('keyup', stopEscape, true);
    act();
  };
  const inside = (event: KeyboardEvent): void => {
    if (isEscape(event) && event.composedPath().includes(host)) close(event);
  };
  const outside = (event: KeyboardEvent): void => {
    const { activeElement, body } = document;
    if (!isEscape(event) || !activeElement || activeElement === body || activeElement.closest(PAGE_DIALOGS)) return;
    if (isBehind(activeElement, card)) close(event);
  };
  // Inside of the card before the page's own listeners; elsewhere after them.
  addEventListener('keydown', inside, true);
  addEventListener('keydown', outside);
  return () => {
    removeEventListener('keydown', inside, true);
    removeEventListener('keydown', outside);
  };
}

/** Escape may also close the suggestions of an input method. */
const isEscape = (event: KeyboardEvent): boolean =>
  event.key === 'Escape' && !event.isComposing && !event.defaultPrevented;

function stopEscape(event: KeyboardEvent): void {
  if (event.key !== 'Escape') return;
  removeEventListener('keyup', stopEscape, true);
  event.stopImmediatePropagation();
}

function isBehind(element: Element, card: Element): boolean {
  const [under, over] = [element.getBoundingClientRect(), card.getBoundingClientRect()];
  return under.left >= over.left && under.right <= over.right && under.top >= over.top && under.bottom <= over.bottom;
}
