import { keepInPage } from './keep-in-page.ts';

/** A question as the asking rules use it, whatever its element. */
export interface OpenableQuestion extends HTMLElement {
  readonly mode: 'inline' | 'corner' | 'tab';
  /** The name of its entry in the program's `ask`. */
  readonly questionName: string;
  /** Whether the question or its thanks is in view. */
  readonly open: boolean;
  /** @param automatic whether a rule opens it, not a person or a script */
  show(automatic?: boolean): void;
  /** Closes the question without counting it as dismissed, unless the customer has begun to answer. */
  withdraw(): boolean;
}

/** How long (ms) the element's file may take to load. */
const TIMEOUT = 20_000;

/**
 * Adds a question to the page, and removes it once it is closed. Its element may still have to load: the script tag sees the
 * new tag and loads its parts.
 *
 * @param tag `lojal-nps`, or the tag with the page's own prefix
 * @param parent the element to add the question to: inside the program that receives the answer; elsewhere the first program
 * of the page receives it
 * @returns the question, or nothing when its element cannot be loaded
 */
export async function openQuestion(
  tag: string,
  attributes: Readonly<Record<string, string>>,
  parent: Element = document.body,
): Promise<OpenableQuestion | undefined> {
  const question = document.createElement(tag) as OpenableQuestion;
  for (const [name, value] of Object.entries(attributes)) question.setAttribute(name, value);
  question.addEventListener('lojal-closed', () => question.remove());
  parent.append(question);
  let timer: ReturnType<typeof setTimeout> | undefined;
  const timeout = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, TIMEOUT);
  });
  await Promise.race([customElements.whenDefined(tag), timeout]);
  clearTimeout(timer);
  if (customElements.get(tag) && question.isConnected) {
    keepInPage(question, parent);
    return question;
  }
  question.remove();
  return undefined;
}
