import { css, html, type PropertyDeclarations, type TemplateResult } from 'lit';
import { controlStyles } from '../owner/shared/controls.styles.ts';
import { bookmarkletFor } from './bookmarklet.ts';
import { ConfiguratorElement } from './configurator-element.ts';

/** The widget on the shop's own page, by a bookmark that the owner runs there. */
export class ShopPage extends ConfiguratorElement<'shop'> {
  static override properties: PropertyDeclarations = { files: {}, isClicked: { state: true } };
  static override styles = [
    controlStyles,
    css`
      ol {
        display: grid;
        gap: 8px;
        margin-block: 8px 12px;
        padding-inline-start: 22px;
        list-style: decimal;
      }
    `,
  ];

  /** The address of the folder of the script files. */
  declare files: string;
  declare protected isClicked: boolean;

  constructor() {
    super('shop');
    this.isClicked = false;
  }

  protected override render(): TemplateResult {
    const { words, configuration, view } = this;
    const address = bookmarkletFor(configuration, view, this.files, words.said);
    if (address === undefined) return html`<p class="notice">${words.tooLong}</p>`;
    const clicked = (event: Event): void => {
      // The policy of this page runs no bookmark, and the page is not the shop's.
      event.preventDefault();
      this.isClicked = true;
    };
    return html`<p>${words.hint}</p>
      <ol>
        <li>${words.drag} <a class="button" href=${address} draggable="true" @click=${clicked}>${words.name}</a></li>
        <li>${words.open}</li>
      </ol>
      <p role="status">${this.isClicked ? words.clicked : ''}</p>
      <p class="muted small">${words.csp}</p>`;
  }
}
