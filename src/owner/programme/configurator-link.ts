import { css, html, nothing, type PropertyDeclarations, type PropertyValues, type TemplateResult } from 'lit';
import { writeFragment } from '../../snippet/address-fragment.ts';
import { EMPTY_CONFIGURATION, type ShopConfiguration } from '../../snippet/shop-configuration.ts';
import { controlStyles } from '../shared/controls.styles.ts';
import { OwnerElement } from '../shared/owner-element.ts';

/** How long (ms) the owner pauses before the address is written. */
const PAUSE = 300;

/** A link to the configurator with the program of the form: a place to try rules, and to count orders, without saving. */
export class ConfiguratorLink extends OwnerElement {
  static override properties: PropertyDeclarations = { program: { attribute: false }, address: { state: true } };
  static override styles = [
    controlStyles,
    css`
      p {
        padding-inline: 16px;
      }
    `,
  ];

  declare program: unknown;
  declare protected address: string | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('program')) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#write(), this.address ? PAUSE : 0);
  }

  async #write(): Promise<void> {
    const { client } = this.owner;
    const server = client.address('.').replace(/\/$/, '');
    const { program } = this;
    const configuration: ShopConfiguration = {
      ...EMPTY_CONFIGURATION,
      script: [
        ['src', `${server}/lojal.js`],
        ['async', ''],
        ['data-server', server],
        ['data-customer', 'c_1042'],
      ],
      program,
    };
    const fragment = await writeFragment(configuration);
    if (program === this.program) this.address = `${client.address('configurator/')}#${fragment}`;
  }

  protected override render(): TemplateResult | typeof nothing {
    return this.address
      ? html`<p><a href=${this.address} target="_blank" rel="noopener">${this.t('programme.configure')}</a></p>`
      : nothing;
  }
}
