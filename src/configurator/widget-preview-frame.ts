import { html, nothing, type PropertyDeclarations, type PropertyValues, type TemplateResult } from 'lit';
import { slidersOf } from '../owner/programme/example-customer.ts';
import { controlStyles } from '../owner/shared/controls.styles.ts';
import type { ViewSettings } from '../snippet/address-fragment.ts';
import type { ShopConfiguration } from '../snippet/shop-configuration.ts';
import { ConfiguratorElement, filled, textOfControl } from './configurator-element.ts';
import { previewControls, widthOf } from './preview-controls.ts';
import { sampleNumbers } from './sample-customer.ts';
import { dressPage, fillPage } from './sample-page.ts';
import { previewStyles } from './widget-preview-frame.styles.ts';

/** How long (ms) the owner pauses before the page of the preview is made anew. */
const PAUSE = 250;
/** How often (ms) the height of the page is read: the widget opens and closes. */
const MEASURE = 400;

/** The page of the preview has changed, and can be measured. */
export class PageShownEvent extends Event {
  constructor(readonly page: Document) {
    super('page-shown');
  }
}

/** What the page of the preview is made of. The rest changes a page that is there. */
const contentsOf = (
  { script, elements, program }: ShopConfiguration,
  { points, spend, orders }: ViewSettings,
): string => JSON.stringify([script, elements, program, points, spend, orders]);

/** The real widget on a plain page, in a frame of any width. */
export class WidgetPreviewFrame extends ConfiguratorElement<'preview'> {
  static override properties: PropertyDeclarations = {
    files: {},
    room: { state: true },
    height: { state: true },
    unseen: { state: true },
  };
  static override styles = [controlStyles, previewStyles];

  /** The address of the folder of the script files. */
  declare files: string;
  /** The width that the page of the configurator has for the frame, in CSS pixels. */
  declare protected room: number;
  declare protected height: number;
  /** Elements that have nothing to show. */
  declare protected unseen: readonly string[];
  #contents = '';
  #timer: ReturnType<typeof setTimeout> | undefined;
  #ticks: ReturnType<typeof setInterval> | undefined;
  #drawn = '';
  readonly #resized = new ResizeObserver(([entry]) => {
    this.room = entry?.contentRect.width ?? 0;
  });

  constructor() {
    super('preview');
    this.files = '';
    this.room = 0;
    this.height = 400;
    this.unseen = [];
  }

  get #frame(): HTMLIFrameElement | null {
    return this.renderRoot.querySelector('iframe');
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#ticks = setInterval(() => this.#measure(), MEASURE);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
    clearInterval(this.#ticks);
    this.#resized.disconnect();
  }

  protected override firstUpdated(): void {
    const stage = this.renderRoot.querySelector('.stage');
    if (stage) this.#resized.observe(stage);
  }

  protected override updated(changed: PropertyValues<this>): void {
    super.updated(changed);
    const contents = contentsOf(this.configuration, this.view);
    const page = this.#frame?.contentDocument;
    if (contents !== this.#contents) {
      clearTimeout(this.#timer);
      // The first page is filled when it has loaded.
      if (this.#contents) this.#timer = setTimeout(() => this.#frame?.contentWindow?.location.reload(), PAUSE);
      this.#contents = contents;
    } else if (page?.querySelector('main')) dressPage(page, this.configuration, this.view);
  }

  readonly #loaded = (): void => {
    const page = this.#frame?.contentDocument;
    // The frame begins with an empty page, and a reload may be under way.
    if (!page?.querySelector('main') || page.querySelector('script')) return;
    fillPage(page, this.configuration, this.view, this.files);
    this.#drawn = '';
  };

  #measure(): void {
    const page = this.#frame?.contentDocument;
    if (!page?.body) return;
    const height = Math.max(200, page.body.scrollHeight);
    if (Math.abs(height - this.height) > 2) this.height = height;
    const { looks } = this.configuration;
    const blank = [...page.querySelectorAll('main > :not(lojal-message, lojal-panel)')].filter(
      (one) => !one.clientHeight,
    );
    const unseen = [...new Set(blank.map(({ localName }) => localName))];
    if (unseen.join() !== this.unseen.join()) this.unseen = unseen;
    const drawn = [...page.querySelectorAll('main > *')].map(({ shadowRoot }) => shadowRoot?.innerHTML.length ?? 0);
    const state = JSON.stringify([drawn, height, looks, this.view]);
    if (state === this.#drawn) return;
    this.#drawn = state;
    this.dispatchEvent(new PageShownEvent(page));
  }

  protected override render(): TemplateResult {
    const { words, view } = this;
    const width = widthOf(view);
    const scale = this.room > 0 ? Math.min(1, (this.room - 2) / width) : 1;
    return html`<section aria-labelledby="title">
      <h2 id="title">${words.title}</h2>
      ${previewControls(words, view, (settings) => this.look(settings))}
      <div class="sliders">${slidersOf(this.configuration.program).map((slider) => this.#slider(slider))}</div>
      <p class="muted small">
        ${scale < 1 ? filled(words.scaled, { percent: Math.round(scale * 100) }) : words.hint}
      </p>
      ${this.unseen.length > 0 ? html`<p class="notice small">${filled(words.unseen, { list: this.unseen.join(', ') })}</p>` : nothing}
      <div class="stage">
        <div class="sized" .style=${`width:${width * scale}px;height:${this.height * scale}px`}>
          <iframe
            src="sample.html"
            title=${words.frame}
            .style=${`width:${width}px;height:${this.height}px;transform:scale(${scale})`}
            @load=${this.#loaded}
          ></iframe>
        </div>
      </div>
    </section>`;
  }

  #slider({ name, most, step }: ReturnType<typeof slidersOf>[number]): TemplateResult {
    const value = Math.min(sampleNumbers(this.configuration.program, this.view)[name], most);
    return html`<label class="slider"
      ><span>${this.words[name]}</span><output>${value}</output>
      <input type="range" min="0" max=${most} step=${step} .value=${String(value)} @input=${(event: Event) => this.look({ [name]: textOfControl(event) })}
    /></label>`;
  }
}
