import { type CSSResultGroup, LitElement, type PropertyDeclarations } from 'lit';
import { controlStyles } from './controls.styles.ts';
import type { OwnerContext } from './owner-context.ts';
import type { OwnerKey } from './translator.ts';

/** The base of elements that need only the words, so that the configurator can show them too. */
export abstract class WordedElement extends LitElement {
  static override styles: CSSResultGroup = controlStyles;
  static override properties: PropertyDeclarations = { owner: { attribute: false } };

  declare owner: Pick<OwnerContext, 'words'>;

  protected t(key: OwnerKey, values?: Readonly<Record<string, string | number>>): string {
    return this.owner.words.t(key, values);
  }
}
