import { nearest } from '../config/suggestion.ts';
import type { Finding } from './catalogue.ts';

/** An attribute that Lojal does not know, and the attributes that it knows on the element. */
export type UnknownAttribute = readonly [element: Element, attribute: string, known: readonly string[]];

/** The attributes that are similar to a known one. Any other unknown attribute belongs to the page. */
export function findMisspelt(odd: readonly UnknownAttribute[]): readonly Finding[] {
  return odd.flatMap(([{ localName }, attribute, known]): readonly Finding[] => {
    const script = localName === 'script';
    const meant = nearest(script ? attribute.replace(/^(data-)?/, 'data-') : attribute.replace(/^data-/, ''), known);
    if (!meant) return [];
    return script
      ? [['lojal/script-attribute-unknown', attribute, meant]]
      : [['lojal/attribute-unknown', localName, attribute, meant]];
  });
}
