/** Less than any keyboard takes (px): the page's own bar to scroll sideways. */
const LEAST = 40;

/**
 * Tells a card by `--keyboard` how much of the viewport's foot (px) an on-screen keyboard covers, and keeps the field
 * that is written into in view inside of its `.body`, which scrolls. The page itself is never scrolled.
 *
 * @returns ends it
 */
export function aboveKeyboard(card: HTMLElement): () => void {
  const view = window.visualViewport;
  if (!view) return () => {};
  const body = card.querySelector('.body');
  const place = (): void => {
    const covered = window.innerHeight - view.height - view.offsetTop;
    // Two fingers that zoom in make the view small as well: that is no keyboard.
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
