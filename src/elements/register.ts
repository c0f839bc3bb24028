/**
 * Registers one element under `prefix-name`. The first one wins: a second copy of the script leaves it alone.
 * A class can be registered once only, so that another prefix gets a class of its own.
 */
export function register(prefix: string, name: string, element: CustomElementConstructor): void {
  const tag = `${prefix}-${name}`;
  if (typeof customElements === 'undefined' || customElements.get(tag)) return;
  customElements.define(tag, prefix === 'lojal' ? element : class extends element {});
}
