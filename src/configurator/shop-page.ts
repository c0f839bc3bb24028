import { css, html, type PropertyDeclarations, type TemplateResult } from 'lit';
import { controlStyles } from '../owner/shared/controls.styles.ts';
import { onPlatform } from '../snippet/platform-values.ts';
import { writeSnippet } from '../snippet/write-snippet.ts';
import { bookmarkletFor } from './bookmarklet.ts';
import { ConfiguratorElement } from './configurator-element.ts';
import { copyBlock, copyButton } from './copy-block.ts';
import { outputStyles } from './snippet-output.styles.ts';

/** The widget on the shop's own page, by a bookmark that the owner runs there. */
export class ShopPage extends ConfiguratorElement<'shop'> {
  static override properties: PropertyDeclarations = { files: {}, isClicked: { state: true } };
  static override styles = [
    controlStyles,
    outputStyles,
    css`
      p {
        margin-block-end: 8px;
      }
      .instead {
        display: flex;
        flex-wrap: wrap;
        gap: 4px 8px;
        align-items: center;
        margin-block-start: 8px;
      }
      ol {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
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
    if (address === undefined) return html`<p class="notice">${words.tooLong}</p>${this.#doctor()}`;
    const clicked = (event: Event): void => {
      // The policy of this page runs no bookmark, and the page is not the shop's.
      event.preventDefault();
      this.isClicked = true;
    };
    return html`<p>${words.hint}</p>
      <ol>
        <li>
          ${words.drag} <a class="button" href=${address} draggable="true" @click=${clicked}>${words.name}</a>
          <div class="instead">${words.instead} ${copyButton({ ...words, notCopied: words.byMenu }, words.bookmark, address)}</div>
        </li>
        <li>${words.open}</li>
      </ol>
      <p role="status">${this.isClicked ? words.clicked : ''}</p>
      <p class="muted small">${words.csp}</p>
      ${this.#doctor()}`;
  }

  /** The page with the snippet in it, opened by the command. Needs no bookmark, and says what would not work. */
  #doctor(): TemplateResult {
    const { words, configuration } = this;
    const { platform } = configuration;
    // Liquid, PHP and an import are nothing that a browser reads.
    const { head, body } = writeSnippet(onPlatform(configuration, 'plain'));
    return html`<p>${words.doctor}</p>
      <ol>
        <li>${platform === 'plain' ? words.save : words.savePlain}${copyBlock(words, 'club.html', head + body)}</li>
        <li>${words.run}${copyBlock(words, words.command, 'npx lojal doctor https://shop.example/account --snippet club.html\n')}</li>
      </ol>
      <p class="muted small">${words.doctorNeeds}</p>`;
  }
}
