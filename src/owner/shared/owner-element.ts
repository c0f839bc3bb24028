import type { PropertyValues } from 'lit';
import { errorSentence } from '../api/error-sentence.ts';
import { focusHeadingOf } from './kept-focus.ts';
import type { OwnerContext } from './owner-context.ts';
import { WordedElement } from './worded-element.ts';

/** The base of the elements of the page: the context, the words, and the focus. */
export abstract class OwnerElement extends WordedElement {
  declare owner: OwnerContext;

  /** Where what had the focus is no longer shown, the heading takes it. */
  protected override update(changed: PropertyValues): void {
    const before = this.shadowRoot?.activeElement;
    super.update(changed);
    if (before && !before.isConnected && this.shadowRoot && !this.shadowRoot.activeElement)
      focusHeadingOf(this.shadowRoot);
  }

  /** Moves the focus once the element shows what its properties say. */
  protected async focusOn(selector: string): Promise<void> {
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>(selector)?.focus();
  }

  /** One sentence about a failed request. */
  protected sentence(error: unknown): string {
    return errorSentence(this.owner.words, error);
  }
}
