/** A question as the program knows it, whatever its element. */
export interface Question extends HTMLElement {
  readonly mode: 'inline' | 'corner' | 'tab';
  /** The name under which the program's `ask` speaks of it. */
  readonly called: string;
  /** The question or its thanks is in view. */
  readonly open: boolean;
  /** @param automatic whether a rule opens it, and nobody asked for it */
  show(automatic?: boolean): void;
  /** Closes it quietly, unless the customer has begun to answer. */
  withdraw(): boolean;
}

/** An element whose file has not come by then (ms) will not come. */
const PATIENCE = 20_000;

/**
 * Puts a question on the page, and takes it away once it is closed. Its element may still have to load: the script tag
 * sees the new tag and fetches what it needs.
 *
 * @param tag `lojal-nps`, or with the prefix that the page gave
 * @param around where it stands: inside of the program that is to have its answer, else the page's first one has it
 * @returns nothing when its element does not come
 */
export async function summon(
  tag: string,
  attributes: Readonly<Record<string, string>>,
  around: Element = document.body,
): Promise<Question | undefined> {
  const question = document.createElement(tag) as Question;
  for (const [name, value] of Object.entries(attributes)) question.setAttribute(name, value);
  question.addEventListener('lojal-closed', () => question.remove());
  around.append(question);
  let late: ReturnType<typeof setTimeout> | undefined;
  const patience = new Promise<void>((resolve) => {
    late = setTimeout(resolve, PATIENCE);
  });
  await Promise.race([customElements.whenDefined(tag), patience]);
  clearTimeout(late);
  if (customElements.get(tag) && question.isConnected) return question;
  question.remove();
  return undefined;
}
