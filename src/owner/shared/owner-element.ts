import { type CSSResultGroup, LitElement, type PropertyDeclarations } from 'lit';
import { errorSentence } from '../api/error-sentence.ts';
import { controlStyles } from './controls.styles.ts';
import type { OwnerContext } from './owner-context.ts';
import type { OwnerKey } from './translator.ts';

/** The base of the elements of the page: the context, and the words. */
export abstract class OwnerElement extends LitElement {
  static override styles: CSSResultGroup = controlStyles;
  static override properties: PropertyDeclarations = { owner: { attribute: false } };

  declare owner: OwnerContext;

  protected t(key: OwnerKey, values?: Readonly<Record<string, string | number>>): string {
    return this.owner.words.t(key, values);
  }

  /** One sentence about a failed request. */
  protected sentence(error: unknown): string {
    return errorSentence(this.owner.words, error);
  }
}
