/**
 * Calls `act` for an Escape that is meant for a card: pressed inside of it, or where it hides what has the focus, so that
 * nobody could see where they are (WCAG 2.2, 2.4.11).
 *
 * @param host the element that shows the card
 * @returns ends it
 */
export function onEscape(host: HTMLElement, card: Element, act: () => void): () => void {
  const page = host.ownerDocument;
  const inside = (event: KeyboardEvent): void => {
    // An Escape may also be meant for what an input method suggests.
    if (event.key !== 'Escape' || event.isComposing || event.defaultPrevented) return;
    event.preventDefault();
    act();
  };
  const outside = (event: KeyboardEvent): void => {
    const { activeElement, body } = page;
    if (activeElement && activeElement !== body && isBehind(activeElement, card)) inside(event);
  };
  host.addEventListener('keydown', inside);
  page.addEventListener('keydown', outside);
  return () => {
    host.removeEventListener('keydown', inside);
    page.removeEventListener('keydown', outside);
  };
}

function isBehind(element: Element, card: Element): boolean {
  const [under, over] = [element.getBoundingClientRect(), card.getBoundingClientRect()];
  return under.left >= over.left && under.right <= over.right && under.top >= over.top && under.bottom <= over.bottom;
}
