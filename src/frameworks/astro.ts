/** Our tags in the markup of Astro: `import type {} from 'lojal/astro'` once in a project. Types only. */
import type { Props, Tags } from './tags.ts';

/** Attributes of HTML and directives of Astro are not checked: their types are in a package that Lojal does not need. */
type Elements = { [Tag in keyof Tags]: Props<Tag> & { readonly [attribute: string]: unknown } };

declare global {
  // biome-ignore lint/style/noNamespace: Astro declares its tags in this namespace, and only a namespace can extend a namespace
  namespace astroHTML.JSX {
    interface DefinedIntrinsicElements extends Elements {}
  }
}
