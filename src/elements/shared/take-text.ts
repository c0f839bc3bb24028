import type { PropertyDeclaration } from 'lit';

/** A class of an element, once it is defined; only those of Lit have declared properties. */
export interface DefinedElement {
  readonly prototype: object;
  readonly elementProperties?: ReadonlyMap<PropertyKey, PropertyDeclaration>;
}

/**
 * Makes the setters of an element take what its attributes take: text for a number or a list, an empty text for a boolean.
 * React 19 sets `points="1280"` as a property.
 */
export function takeText({ prototype, elementProperties }: DefinedElement): void {
  for (const [name, { converter, type }] of elementProperties ?? []) {
    const property = Object.getOwnPropertyDescriptor(prototype, name);
    const read = typeof converter === 'object' ? converter.fromAttribute : undefined;
    if (!property?.set || !(read || type === Boolean)) continue;
    Object.defineProperty(prototype, name, {
      ...property,
      set(value: unknown) {
        const text = typeof value === 'string';
        property.set?.call(this, !text ? value : read ? read(value) : value === '' || value);
      },
    });
  }
}
