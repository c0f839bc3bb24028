/** What a shop writes into its pages: the script tag, the elements, the look and the program. Plain data, from which the snippet is written and to which one is read. */
import type { ElementName } from '../registry.ts';
import type { LookName } from './look-names.ts';

/** Where the snippet is pasted. */
export const PLATFORMS = ['plain', 'shopify', 'wordpress', 'npm'] as const;
export type Platform = (typeof PLATFORMS)[number];

/** Attributes in the order in which they are written. An attribute without a value has an empty text. */
export type AttributeList = readonly (readonly [name: string, value: string])[];

/** One element of the page. */
export interface PlacedElement {
  readonly name: Exclude<ElementName, 'program'>;
  readonly attributes: AttributeList;
  /** The fallback content, as text without markup. */
  readonly text: string;
}

/** Everything that the snippet says. */
export interface ShopConfiguration {
  readonly platform: Platform;
  /** Of the script tag, `src` first. */
  readonly script: AttributeList;
  readonly elements: readonly PlacedElement[];
  /** Values of the custom properties `--lojal-<name>`; the others follow the page. */
  readonly looks: Readonly<Partial<Record<LookName, string>>>;
  /** The JSON of the program. */
  readonly program: unknown;
  /** Whether the snippet contains the program. Otherwise it is a file. */
  readonly isInline: boolean;
}

/** What was found in a snippet, or in an address, and is not used. Each is a sentence's worth of facts; the page has the words. */
export interface SnippetNote {
  readonly kind: 'unknown-attribute' | 'refused-attribute' | 'unknown-tag' | 'markup' | 'look' | 'program' | 'limit';
  /** The tag, or the name of the custom property. */
  readonly where: string;
  /** The attribute or the value; shortened. */
  readonly what: string;
  /** Whether the configuration still has it. */
  readonly isKept: boolean;
}

/** Limits of a configuration, in characters and in numbers. A page with more is written by hand. */
export const MOST = { elements: 40, attributes: 40, name: 60, value: 2_000, text: 2_000, program: 400_000 } as const;

/** The value of an attribute; nothing where it is absent. */
export const attributeOf = (attributes: AttributeList, name: string): string | undefined =>
  attributes.find(([one]) => one === name)?.[1];

/** The attributes with another value. `undefined` removes the attribute; a new one comes last. */
export function withAttribute(attributes: AttributeList, name: string, value: string | undefined): AttributeList {
  if (value === undefined) return attributes.filter(([one]) => one !== name);
  if (attributeOf(attributes, name) === undefined) return [...attributes, [name, value]];
  return attributes.map((pair) => (pair[0] === name ? [name, value] : pair));
}

/** The folder of the script files, as the snippet names it; empty where the tag has no address. */
export function folderOf(script: AttributeList): string {
  const base = attributeOf(script, 'data-base');
  if (base) return base.replace(/\/?$/, '/');
  return (attributeOf(script, 'src') ?? '').replace(/[?#].*$/, '').replace(/[^/]*$/, '');
}

/** The configuration of a page that has nothing yet. */
export const EMPTY_CONFIGURATION: ShopConfiguration = {
  platform: 'plain',
  script: [
    ['src', '/lojal/lojal.js'],
    ['async', ''],
    ['data-program', '/lojal.json'],
    ['data-customer', 'c_1042'],
    ['data-points', '1280'],
    ['data-spend', '412.50'],
    ['data-orders', '9'],
  ],
  elements: [
    { name: 'points', attributes: [], text: '' },
    { name: 'earn', attributes: [], text: '' },
    { name: 'rewards', attributes: [], text: '' },
  ],
  looks: {},
  program: {},
  isInline: false,
};
