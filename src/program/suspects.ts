/** Looks over a page for what may be a mistake, cheaply: whether it is one, and which, `misspelt.ts` says. */
import type { ReactiveElement } from 'lit';

/** An element that is odd, or one attribute of it, and those that are known there. */
export type Suspect = readonly [element: Element, attribute?: string, known?: readonly string[]];

/** Attributes that belong to no property of their name: the browser's own, and those of frameworks. */
const COMMON = /^(class|tabindex|exportparts|is)$|^(aria|ng|hx|v|x)-|[^a-z_-]|^_/;

const KNOWN = /-(points|tier|nps|review|survey)$/;

/** Resolves when every element of ours on the page has come: never, where the part of one cannot be loaded. */
export async function complete(): Promise<void> {
  for (const { localName } of document.querySelectorAll(':not(:defined)'))
    if (/^lojal-/.test(localName) && KNOWN.test(localName)) await customElements.whenDefined(localName);
}

/** @param served the elements of the program */
export function suspects(program: ReactiveElement, served: readonly ReactiveElement[]): Suspect[] {
  const odd: Suspect[] = [];
  const look = (element: Element, known: readonly string[], odds: (name: string, bare: string) => boolean): void => {
    for (const name of element.getAttributeNames())
      if (!known.includes(name) && !(name in element) && odds(name, name.replace(/^data-/, '')))
        odd.push([element, name, known]);
  };
  const knownTo = (element: ReactiveElement) => (element.constructor as typeof ReactiveElement).observedAttributes;

  const tags = served.map(({ localName }) => localName).join();
  for (const element of [program, ...served]) {
    const known = knownTo(element);
    // What begins with data- on the script tag does not on an element.
    look(element, known, (name, bare) => (name === bare ? !COMMON.test(name) : known.includes(bare)));
    if (tags && element.parentElement?.closest(tags)) odd.push([element]);
  }

  const ours = ['program', ...knownTo(program)];
  const scripts = [...document.getElementsByTagName('script')].filter(({ src }) =>
    /\blojal(\.all)?\.js([?#]|$)/.test(src),
  );
  for (const script of scripts) {
    look(
      script,
      ours.map((name) => `data-${name}`),
      (name, bare) => name !== bare || ours.includes(bare),
    );
    if (script.src.includes('.all.') !== scripts[0]?.src.includes('.all.')) odd.push([script]);
  }

  const prefix = program.localName.replace('program', '');
  for (const element of document.querySelectorAll(':not(:defined),script[data-lojal]'))
    if (
      element.localName === 'script'
        ? !element.matches('[type="application/json"]:is([data-lojal=program],[data-lojal=account])')
        : element.localName.startsWith(prefix) && !KNOWN.test(element.localName)
    )
      odd.push([element]);
  return odd;
}
