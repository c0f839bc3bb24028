import { type DefinedElement, takeText } from './take-text.ts';

/**
 * Registers an element as `prefix-name`, unless the name is taken, e.g. by a second copy of the script. A class can be
 * registered only once, so another prefix than `lojal` gets a subclass.
 */
export function register(prefix: string, name: string, element: CustomElementConstructor & DefinedElement): void {
  const tag = `${prefix}-${name}`;
  if (typeof customElements === 'undefined' || customElements.get(tag)) return;
  customElements.define(tag, prefix === 'lojal' ? element : class extends element {});
  takeText(element);
}
