import { html, LitElement, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import { configurator } from '../locales/en.configurator.ts';
import { controlStyles } from '../owner/shared/controls.styles.ts';
import type { FragmentContents, FragmentFault, ViewSettings } from '../snippet/address-fragment.ts';
import { EMPTY_CONFIGURATION, type ShopConfiguration, type SnippetNote } from '../snippet/shop-configuration.ts';
import { AddressHistory } from './address-history.ts';
import type { ChooseEvent, LookEvent } from './configuration-events.ts';
import './configurator-parts.ts';
import { configuratorPageStyles } from './configurator-page.styles.ts';
import { readProgramme } from './example-programmes.ts';
import { type MeasuredContrast, type MeasuredTargets, measuredContrasts, measuredTargets } from './measured-page.ts';
import { noteSentences } from './note-sentences.ts';
import type { PageShownEvent } from './widget-preview-frame.ts';

const { page: words } = configurator;
type SectionName = keyof typeof words.sections;

/** The page: what the shop chooses, beside the real widget, and what the shop copies. */
export class LojalConfigurator extends LitElement {
  static override properties: PropertyDeclarations = {
    configuration: { state: true },
    view: { state: true },
    fault: { state: true },
    notes: { state: true },
    contrasts: { state: true },
    targets: { state: true },
  };
  static override styles = [controlStyles, configuratorPageStyles];

  declare protected configuration: ShopConfiguration;
  declare protected view: ViewSettings;
  /** Why the address could not be used. */
  declare protected fault: FragmentFault | undefined;
  /** What of the address was left out. */
  declare protected notes: readonly SnippetNote[];
  declare protected contrasts: readonly MeasuredContrast[];
  declare protected targets: MeasuredTargets | undefined;
  /** Of the script files, absolute: the frame of the preview has another address than this page. */
  readonly #files = new URL(document.documentElement.dataset.files ?? '../', location.href.split('#')[0]).href;
  readonly #history = new AddressHistory((contents) => void this.#arrived(contents));
  #beginning: ShopConfiguration | undefined;

  constructor() {
    super();
    this.configuration = EMPTY_CONFIGURATION;
    this.view = {};
    this.notes = [];
    this.contrasts = [];
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.addEventListener('choose', this.#chosen);
    this.addEventListener('look', this.#looked);
    this.#history.start();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.removeEventListener('choose', this.#chosen);
    this.removeEventListener('look', this.#looked);
    this.#history.stop();
  }

  async #arrived(contents: FragmentContents | FragmentFault | undefined): Promise<void> {
    this.fault = typeof contents === 'string' ? contents : undefined;
    const isUsable = contents !== undefined && typeof contents !== 'string';
    this.notes = isUsable ? contents.notes.filter(({ isKept }) => !isKept) : [];
    if (isUsable) {
      this.configuration = contents.value;
      this.view = contents.view;
      return;
    }
    // Without an address, the page begins with the simplest programme.
    const program = await readProgramme('points').catch(() => ({}));
    this.#beginning ??= { ...EMPTY_CONFIGURATION, program };
    this.configuration = this.#beginning;
    this.view = {};
  }

  readonly #chosen = (event: Event): void => {
    this.configuration = { ...this.configuration, ...(event as ChooseEvent).changes };
    this.#history.write(this.configuration, this.view);
  };

  readonly #looked = (event: Event): void => {
    const all = { ...this.view, ...(event as LookEvent).settings };
    this.view = Object.fromEntries(Object.entries(all).filter(([, value]) => value !== ''));
    this.#history.write(this.configuration, this.view, false);
  };

  readonly #shown = ({ page }: PageShownEvent): void => {
    this.contrasts = measuredContrasts(page);
    this.targets = measuredTargets(page);
  };

  protected override render(): TemplateResult {
    const { configuration, view } = this;
    const files = this.#files;
    // A site that has the page among others names its first page.
    const { home } = document.documentElement.dataset;
    return html`
      <header>
        <button type="button" class="skip" @click=${this.#skip}>${words.skip}</button>
        ${home ? html`<p><a href=${home}>${words.home}</a></p>` : nothing}
        <h1>${words.title}</h1>
        <p>${words.lead}</p>
        <p class="muted small">${words.privacy}</p>
      </header>
      ${this.#notices()}
      <main id="main" tabindex="-1">
        <div class="columns">
        <div class="choices">
          ${this.#section('elements', true, html`<element-choice .configuration=${configuration}></element-choice>`)}
          ${this.#section('programme', true, html`<programme-choice .configuration=${configuration}></programme-choice>`)}
          ${this.#section('looks', true, html`<looks-form .configuration=${configuration}></looks-form>`)}
        </div>
        <aside aria-label=${words.beside}>
          <div class="card">
            <widget-preview-frame .configuration=${configuration} .view=${view} .files=${files} @page-shown=${this.#shown}></widget-preview-frame>
          </div>
          ${this.#section('checks', true, html`<checks-panel .configuration=${configuration} .view=${view} .contrasts=${this.contrasts} .targets=${this.targets}></checks-panel>`)}
        </aside>
        </div>
        <div class="results">
          ${this.#section('time', false, html`<time-machine .configuration=${configuration} .view=${view}></time-machine>`)}
          ${this.#section('orders', false, html`<orders-panel .configuration=${configuration}></orders-panel>`)}
          ${this.#section('shop', false, html`<shop-page .configuration=${configuration} .view=${view} .files=${files}></shop-page>`)}
          ${this.#section('paste', false, html`<paste-form .configuration=${configuration}></paste-form>`)}
          ${this.#section('output', true, html`<snippet-output .configuration=${configuration}></snippet-output>`)}
        </div>
      </main>
    `;
  }

  #section(name: SectionName, isOpen: boolean, content: TemplateResult): TemplateResult {
    return html`<details class="card section" data-section=${name} ?open=${isOpen}>
      <summary><h2>${words.sections[name]}</h2></summary>
      <div class="inside">${content}</div>
    </details>`;
  }

  #notices(): TemplateResult {
    const { fault, notes } = this;
    return html`<div role="alert">
      ${fault ? html`<p class="notice error">${words.faults[fault]}</p>` : nothing}
      ${
        notes.length > 0
          ? html`<div class="notice"><p>${words.leftOut}</p><ul class="small">${noteSentences(notes).map((one) => html`<li>${one}</li>`)}</ul></div>`
          : nothing
      }
    </div>`;
  }

  /** A link would change the address, which holds the configuration. */
  #skip = (): void => {
    this.renderRoot.querySelector('main')?.focus();
  };
}
