/** Searches a page for misspelt elements and attributes, and for script tags that are not used. */
import type { ReactiveElement } from 'lit';
import { ELEMENT_NAMES } from '../registry.ts';
import { report } from './report.ts';
import type { UnknownAttribute } from './unknown-attributes.ts';

/** Attributes of browsers and frameworks: an element without a property of that name can have them. */
const COMMON = /^(class|tabindex|exportparts|is)$|^(aria|ng|hx|v|x)-|[^a-z_-]|^_/;

const KNOWN = new RegExp(`-(${ELEMENT_NAMES.join('|')})$`);

/** Resolves when every Lojal element on the page is defined. Stays pending if a part cannot be loaded. */
export async function complete(): Promise<void> {
  for (const { localName } of document.querySelectorAll(':not(:defined)'))
    if (/^lojal-/.test(localName) && KNOWN.test(localName)) await customElements.whenDefined(localName);
}

/** Reports what is misspelt or misplaced. `served` are the elements of the program. */
export async function reportSuspects(program: ReactiveElement, served: readonly ReactiveElement[]): Promise<void> {
  const odd: UnknownAttribute[] = [];
  const look = (element: Element, known: readonly string[], odds: (name: string, bare: string) => boolean): void => {
    for (const name of element.getAttributeNames())
      if (!known.includes(name) && !(name in element) && odds(name, name.replace(/^data-/, '')))
        odd.push([element, name, known]);
  };
  const knownTo = (element: ReactiveElement) => (element.constructor as typeof ReactiveElement).observedAttributes;

  const tags = served.map(({ localName }) => localName).join();
  for (const element of [program, ...served]) {
    const known = knownTo(element);
    // The `data-` of the script tag is a mistake on an element.
    look(element, known, (name, bare) => (name === bare ? !COMMON.test(name) : known.includes(bare)));
    if (tags && element.parentElement?.closest(tags)) report('lojal', 'lojal/element-unclosed', element.localName);
  }

  // `data-src` belongs to consent and optimisation tools.
  const ours = ['program', ...knownTo(program).filter((name) => name !== 'src')];
  const scripts = [...document.getElementsByTagName('script')].filter(({ src }) =>
    /\blojal(\.all)?\.js([?#]|$)/.test(src),
  );
  for (const script of scripts) {
    look(
      script,
      ours.map((name) => `data-${name}`),
      (name, bare) => (name !== bare || ours.includes(bare)) && bare !== 'base',
    );
    if (script.src.includes('.all.') !== scripts[0]?.src.includes('.all.')) report('lojal', 'lojal/script-twice');
  }

  const prefix = program.localName.replace('program', '');
  for (const { localName } of document.querySelectorAll(':not(:defined)'))
    if (localName.startsWith(prefix) && !KNOWN.test(localName)) report('lojal', 'lojal/element-unknown', localName);
  for (const script of document.querySelectorAll('script[data-lojal]'))
    if (!script.matches('[type="application/json"]:is([data-lojal=program],[data-lojal=account])'))
      report('lojal', 'lojal/script-json-type', script.getAttribute('data-lojal') ?? '');
  if (odd.length)
    for (const finding of (await import('./unknown-attributes.ts')).findMisspelt(odd)) report('lojal', ...finding);
}
