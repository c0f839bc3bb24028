import { html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import { controlStyles } from '../owner/shared/controls.styles.ts';
import { ELEMENT_NAMES } from '../registry.ts';
import { KNOWN_ATTRIBUTES } from '../snippet/known-attributes.ts';
import { attributeOf, MOST, type PlacedElement, withAttribute } from '../snippet/shop-configuration.ts';
import { ConfiguratorElement, filled, textOfControl } from './configurator-element.ts';
import { choiceStyles } from './element-choice.styles.ts';

type Name = PlacedElement['name'];
/** The elements that a shop writes. The program adds its messages itself. */
const NAMES = ELEMENT_NAMES.filter((name): name is Name => name !== 'program' && name !== 'message');

/** What an attribute may be, where that is a list. */
const CHOICES: Readonly<Record<string, readonly string[]>> = {
  mode: ['inline', 'corner', 'tab'],
  'points variant': ['card', 'inline'],
  'tier variant': ['bar', 'steps', 'ring', 'stamps'],
  metric: ['spend', 'points', 'orders'],
  purpose: ['review', 'testimonial'],
  kind: ['csat', 'ces', 'choice', 'exit'],
  position: ['end', 'start'],
};
const FLAGS: readonly string[] = ['testimonial', 'several', 'other'];

/** What an element needs before it shows anything. */
const STARTS: Partial<Readonly<Record<Name, PlacedElement['attributes']>>> = {
  survey: [['kind', 'csat']],
  'product-points': [['price', '49.90']],
  panel: [['position', 'end']],
};

/** Which elements the page has, and their attributes. */
export class ElementChoice extends ConfiguratorElement<'elements'> {
  static override properties: PropertyDeclarations = {};
  static override styles = [controlStyles, choiceStyles];

  constructor() {
    super('elements');
  }

  #replace(index: number, element: PlacedElement): void {
    this.choose({ elements: this.configuration.elements.map((one, i) => (i === index ? element : one)) });
  }

  #toggle(name: Name, isWanted: boolean): void {
    const { elements } = this.configuration;
    const added = { name, attributes: STARTS[name] ?? [], text: '' };
    this.choose({ elements: isWanted ? [...elements, added] : elements.filter((one) => one.name !== name) });
  }

  #move(index: number, by: number): void {
    const elements = [...this.configuration.elements];
    const [moved] = elements.splice(index, 1);
    if (moved) elements.splice(index + by, 0, moved);
    this.choose({ elements });
  }

  protected override render(): TemplateResult {
    const { elements } = this.configuration;
    const { words } = this;
    return html`
      <fieldset class="choices">
        <legend class="unseen">${words.legend}</legend>
        ${NAMES.map((name) => {
          const isThere = elements.some((one) => one.name === name);
          return html`<label class="choice"
            ><input
              type="checkbox"
              name=${name}
              .checked=${isThere}
              ?disabled=${!isThere && elements.length >= MOST.elements}
              @change=${(event: Event) => this.#toggle(name, (event.currentTarget as HTMLInputElement).checked)}
            /><span><strong>${words.names[name]}</strong> <span class="muted small">${words.hints[name]}</span></span></label
          >`;
        })}
      </fieldset>
      ${elements.length === 0 ? html`<p class="notice">${words.none}</p>` : nothing}
      <ol>
        ${elements.map((element, index) => this.#placed(element, index))}
      </ol>
    `;
  }

  #placed(element: PlacedElement, index: number): TemplateResult {
    const { words } = this;
    const { name, text } = element;
    const last = this.configuration.elements.length - 1;
    const label = words.names[name];
    return html`<li class="card">
      <details>
        <summary><code>lojal-${name}</code> <span class="muted small">${filled(words.options, { name: label })}</span></summary>
        <div class="fields">
          ${KNOWN_ATTRIBUTES[name].map((attribute) => this.#attribute(element, index, attribute))}
          <label class="wide"
            ><span class="label">${words.fallback}</span>
            <textarea rows="2" maxlength=${MOST.text} .value=${text} @change=${(event: Event) => this.#replace(index, { ...element, text: textOfControl(event) })}></textarea>
            <span class="muted small">${words.fallbackHint}</span></label
          >
        </div>
      </details>
      <div class="order">
        <button type="button" class="plain" ?disabled=${index === 0} aria-label=${filled(words.up, { name: label })} @click=${() => this.#move(index, -1)}>↑</button>
        <button type="button" class="plain" ?disabled=${index === last} aria-label=${filled(words.down, { name: label })} @click=${() => this.#move(index, 1)}>↓</button>
      </div>
    </li>`;
  }

  #attribute(element: PlacedElement, index: number, attribute: string): TemplateResult {
    const value = attributeOf(element.attributes, attribute);
    const set = (now: string | undefined): void =>
      this.#replace(index, { ...element, attributes: withAttribute(element.attributes, attribute, now) });
    const options = CHOICES[attribute] ?? CHOICES[`${element.name} ${attribute}`];
    const label = html`<code class="label">${attribute}</code>`;
    if (FLAGS.includes(attribute))
      return html`<label class="choice"
        ><input type="checkbox" .checked=${value !== undefined} @change=${(event: Event) => set((event.currentTarget as HTMLInputElement).checked ? '' : undefined)} /><code>${attribute}</code></label
      >`;
    const typed = (event: Event): void => set(textOfControl(event) || undefined);
    if (!options)
      return html`<label>${label}<input autocomplete="off" maxlength=${MOST.value} .value=${value ?? ''} @change=${typed} /></label>`;
    const all = value === undefined || options.includes(value) ? options : [...options, value];
    return html`<label
      >${label}<select .value=${value ?? ''} @change=${typed}>
        <option value="" ?selected=${value === undefined}>–</option>
        ${all.map((one) => html`<option value=${one} ?selected=${one === value}>${one}</option>`)}
      </select></label
    >`;
  }
}
