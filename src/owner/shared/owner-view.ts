import type { PropertyDeclarations } from 'lit';
import type { HashRoute } from '../app/hash-route.ts';
import { OwnerElement } from './owner-element.ts';

/** The base of the views. The page moves the focus to the heading when the owner comes to a view. */
export abstract class OwnerView extends OwnerElement {
  static override properties: PropertyDeclarations = { route: { attribute: false } };

  declare route: HashRoute;

  /** A view has one `h1` with `tabindex="-1"`. */
  async focusHeading(): Promise<void> {
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>('h1')?.focus({ preventScroll: true });
  }
}
