/** Less than the height of any keyboard (px): a horizontal scrollbar may cover this much. */
const LEAST = 40;

/**
 * Sets `--keyboard` on a card to the height (px) that an on-screen keyboard covers at the bottom of the viewport, and
 * scrolls the card's `.body` so that the focused field stays visible. Never scrolls the page.
 *
 * @returns removes the listeners
 */
export function aboveKeyboard(card: HTMLElement): () => void {
  const view = window.visualViewport;
  if (!view) return () => {};
  const body = card.querySelector('.body');
  const place = (): void => {
    const covered = window.innerHeight - view.height - view.offsetTop;
    // Pinch zoom makes the visual viewport smaller, too.
    card.style.setProperty('--keyboard', `${view.scale > 1.01 || covered < LEAST ? 0 : Math.round(covered)}px`);
    const field = (card.getRootNode() as ShadowRoot).activeElement;
    if (!body || !field || !body.contains(field)) return;
    const [frame, place] = [body.getBoundingClientRect(), field.getBoundingClientRect()];
    if (place.bottom > frame.bottom) body.scrollTop += Math.min(place.bottom - frame.bottom, place.top - frame.top);
  };
  place();
  view.addEventListener('resize', place);
  view.addEventListener('scroll', place);
  return () => {
    view.removeEventListener('resize', place);
    view.removeEventListener('scroll', place);
  };
}
