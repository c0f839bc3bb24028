/** A question as the program knows it, whatever its element. */
export interface Question extends HTMLElement {
  /** @param automatic whether a rule opens it, and nobody asked for it */
  show(automatic?: boolean): void;
}

/** An element whose file has not come by then (ms) will not come. */
const PATIENCE = 20_000;

/**
 * Puts a card on the page, opens it, and takes it away once it is closed. Its element may still have to load: the script
 * tag sees the new tag and fetches what it needs.
 *
 * @returns the open card; nothing when its element does not come
 */
export async function summon(
  tag: string,
  attributes: Readonly<Record<string, string>>,
  automatic = false,
): Promise<Question | undefined> {
  const card = document.createElement(tag) as Question;
  for (const [name, value] of Object.entries({ mode: 'corner', ...attributes })) card.setAttribute(name, value);
  card.addEventListener('lojal-closed', () => card.remove());
  document.body.append(card);
  let late: ReturnType<typeof setTimeout> | undefined;
  const patience = new Promise<void>((resolve) => {
    late = setTimeout(resolve, PATIENCE);
  });
  await Promise.race([customElements.whenDefined(tag), patience]);
  clearTimeout(late);
  if (!card.show || !card.isConnected) {
    card.remove();
    return undefined;
  }
  card.show(automatic);
  return card;
}
