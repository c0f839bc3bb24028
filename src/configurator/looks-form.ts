import { css, html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import { controlStyles } from '../owner/shared/controls.styles.ts';
import { COLOUR_NAMES, isLookValue, LOOK_NAMES, type LookName } from '../snippet/look-names.ts';
import { ConfiguratorElement, textOfControl } from './configurator-element.ts';

/** A colour that the colour input of a browser can show. */
const isHex = (value: string | undefined): value is string => /^#[\da-f]{6}$/i.test(value ?? '');

/** The custom properties of the look. One that is not set follows the page. */
export class LooksForm extends ConfiguratorElement<'looks'> {
  static override properties: PropertyDeclarations = { refused: { state: true } };
  static override styles = [
    controlStyles,
    css`
      .fields {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(min(100%, 220px), 1fr));
        gap: 14px 16px;
        margin-block-start: 10px;
      }
      .colour {
        display: grid;
        grid-template-columns: 44px 1fr;
        gap: 6px;
      }
      input[type='color'] {
        padding: 2px;
      }
      .fault {
        margin-block-start: 4px;
        color: var(--bad);
        font-size: 0.8667em;
      }
    `,
  ];

  /** The field whose text is no value, and the text. */
  declare protected refused: { readonly name: LookName; readonly text: string } | undefined;

  constructor() {
    super('looks');
  }

  #set(name: LookName, written: string): void {
    const text = written.trim();
    const { [name]: _, ...others } = this.configuration.looks;
    this.refused = text !== '' && !isLookValue(text) ? { name, text } : undefined;
    if (!this.refused) this.choose({ looks: text === '' ? others : { ...this.configuration.looks, [name]: text } });
  }

  protected override render(): TemplateResult {
    return html`<p class="muted small">${this.words.hint}</p>
      <div class="fields">${LOOK_NAMES.map((name) => this.#field(name))}</div>`;
  }

  #field(name: LookName): TemplateResult {
    const { words, refused } = this;
    const isFaulty = refused?.name === name;
    const value = this.configuration.looks[name];
    const set = (event: Event): void => this.#set(name, textOfControl(event));
    const input = html`<input
      id=${name}
      autocomplete="off"
      spellcheck="false"
      placeholder=${words.follows}
      .value=${isFaulty ? refused.text : (value ?? '')}
      aria-invalid=${isFaulty ? 'true' : nothing}
      aria-describedby=${isFaulty ? `${name}-fault` : nothing}
      @change=${set}
    />`;
    return html`<div>
      <label class="label" for=${name}>${words.names[name]}</label>
      ${
        COLOUR_NAMES.includes(name)
          ? html`<div class="colour">
              <input type="color" aria-label=${`${words.names[name]}: ${words.pick}`} .value=${isHex(value) ? value : '#808080'} @input=${set} />${input}
            </div>`
          : input
      }
      ${isFaulty ? html`<p class="fault" id="${name}-fault">${words.refused}</p>` : nothing}
    </div>`;
  }
}
