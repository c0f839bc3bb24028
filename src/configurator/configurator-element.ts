import { type CSSResultGroup, LitElement, type PropertyDeclarations } from 'lit';
import { configurator } from '../locales/en.configurator.ts';
import { controlStyles } from '../owner/shared/controls.styles.ts';
import type { ViewSettings } from '../snippet/address-fragment.ts';
import { EMPTY_CONFIGURATION, type ShopConfiguration } from '../snippet/shop-configuration.ts';
import { ChooseEvent, LookEvent } from './configuration-events.ts';

export type Words = typeof configurator;
type SectionName = keyof Words;

/** A text with its `{placeholders}` filled. */
export const filled = (text: string, values: Readonly<Record<string, string | number>>): string =>
  text.replace(/\{(\w+)\}/g, (whole, hole: string) => String(Object.hasOwn(values, hole) ? values[hole] : whole));

/** The base of the parts of the page. Data goes down as properties, choices go up as events. */
export abstract class ConfiguratorElement<Section extends SectionName> extends LitElement {
  static override styles: CSSResultGroup = controlStyles;
  static override properties: PropertyDeclarations = {
    configuration: { attribute: false },
    view: { attribute: false },
  };

  declare configuration: ShopConfiguration;
  declare view: ViewSettings;
  /** The words of the part. */
  protected readonly words: Words[Section];

  constructor(section: Section) {
    super();
    this.words = configurator[section];
    this.configuration = EMPTY_CONFIGURATION;
    this.view = {};
  }

  protected choose(changes: Partial<ShopConfiguration>): void {
    this.dispatchEvent(new ChooseEvent(changes));
  }

  protected look(settings: ViewSettings): void {
    this.dispatchEvent(new LookEvent(settings));
  }
}

/** The text in the control of an event. */
export const textOfControl = (event: Event): string =>
  (event.currentTarget as HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement).value;
