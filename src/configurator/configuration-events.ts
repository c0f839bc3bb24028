import type { ViewSettings } from '../snippet/address-fragment.ts';
import type { ShopConfiguration } from '../snippet/shop-configuration.ts';

/** The owner has chosen something: the parts that changed. */
export class ChooseEvent extends Event {
  constructor(readonly changes: Partial<ShopConfiguration>) {
    super('choose', { bubbles: true, composed: true });
  }
}

/** The owner looks at something else: a language, a width, a date. An empty text removes a setting. */
export class LookEvent extends Event {
  constructor(readonly settings: ViewSettings) {
    super('look', { bubbles: true, composed: true });
  }
}
