import { css, html, type PropertyDeclarations, type PropertyValues, type TemplateResult } from 'lit';
import { controlStyles } from '../shared/controls.styles.ts';
import { OwnerElement } from '../shared/owner-element.ts';
import { languageName } from '../shared/widget-languages.ts';
import { type SliderName, shownProgram, slidersOf } from './example-customer.ts';
import { languagesOf } from './form/program-languages.ts';
import { loadWidget } from './load-widget.ts';

/** How long the owner pauses before the widget follows, in ms. */
const PAUSE = 200;

/** A link in the preview leads nowhere: the owner would leave the page. */
function stay(event: Event): void {
  if (event.composedPath().some((node) => node instanceof HTMLAnchorElement)) event.preventDefault();
}

/** What customers see of a program: the elements of the shop, with an example customer. Has no server, so nothing is sent. */
export class WidgetPreview extends OwnerElement {
  static override properties: PropertyDeclarations = {
    program: { attribute: false },
    customer: { state: true },
    language: { state: true },
    isLost: { state: true },
    shown: { state: true },
  };
  static override styles = [
    controlStyles,
    css`
      section {
        padding: 16px;
      }
      .sliders {
        display: grid;
        gap: 8px;
        margin-block: 8px 16px;
      }
      .sliders > * {
        display: grid;
        grid-template-columns: 1fr auto;
        font-size: 0.8667em;
      }
      .sliders input,
      .sliders select {
        grid-column: 1 / -1;
      }
      input[type='range'] {
        min-height: 28px;
        padding: 0;
        border: 0;
        accent-color: var(--accent);
      }
      output {
        font-variant-numeric: tabular-nums;
      }
      .notice {
        margin-block-start: 8px;
      }
      .stage {
        display: grid;
        gap: 12px;
      }
    `,
  ];

  declare program: unknown;
  declare protected customer: Readonly<Record<SliderName, number>>;
  declare protected language: string | undefined;
  declare protected isLost: boolean;
  declare protected shown: unknown;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    super();
    this.customer = { spend: 0, orders: 1, points: 0 };
    this.isLost = false;
  }

  protected override firstUpdated(): void {
    // Somewhere in the middle, so that there is something to see.
    const middle = Object.fromEntries(slidersOf(this.program).map(({ name, most }) => [name, Math.round(most * 0.3)]));
    this.customer = { ...this.customer, ...middle };
    loadWidget(this.owner.client).catch(() => {
      this.isLost = true;
    });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('program')) return;
    clearTimeout(this.#timer);
    const follow = (): void => {
      this.shown = shownProgram(this.program);
    };
    if (this.shown === undefined) follow();
    else this.#timer = setTimeout(follow, PAUSE);
  }

  protected override render(): TemplateResult {
    return html`<section class="card" aria-labelledby="title">
      <h2 id="title">${this.t('programme.preview')}</h2>
      <p class="muted small">${this.t('programme.previewHint')}</p>
      ${this.isLost ? html`<p class="notice" role="status">${this.t('programme.previewFailed')}</p>` : this.#stage()}
    </section>`;
  }

  #stage(): TemplateResult {
    const { words } = this.owner;
    const [own = 'en'] = words.tag.split('-');
    const languages = [...new Set([own, ...languagesOf(this.program)])];
    const language = this.language && languages.includes(this.language) ? this.language : own;
    const chosen = (event: Event): void => {
      this.language = (event.currentTarget as HTMLSelectElement).value;
    };
    return html`
      <div class="sliders">
        ${slidersOf(this.shown).map(({ name, most, step }) => this.#slider(name, most, step))}
        ${
          languages.length > 1
            ? html`<label>${words.t('app.language')}
                <select .value=${language} @change=${chosen}>
                  ${languages.map((tag) => html`<option value=${tag} ?selected=${tag === language}>${languageName(tag, words.tag)}</option>`)}
                </select></label>`
            : ''
        }
      </div>
      <lojal-program test storage="none" lang=${language} .rules=${this.shown} .account=${{ id: 'example', ...this.customer }}>
        <div class="stage" @click=${stay}>
          <lojal-points></lojal-points>
          <lojal-tier></lojal-tier>
          <lojal-earn></lojal-earn>
          <lojal-rewards></lojal-rewards>
        </div>
      </lojal-program>
    `;
  }

  #slider(name: SliderName, most: number, step: number): TemplateResult {
    const value = Math.min(this.customer[name], most);
    const moved = (event: Event): void => {
      this.customer = { ...this.customer, [name]: Number((event.currentTarget as HTMLInputElement).value) };
    };
    // The label is the name alone: with the number in it, a screen reader would read another name at each step.
    return html`<div class="slider">
      <label for=${name}>${this.t(`programme.${name}`)}</label><output for=${name}>${this.owner.words.number(value)}</output>
      <input id=${name} type="range" min="0" max=${most} step=${step} .value=${String(value)}
        aria-valuetext=${this.owner.words.number(value)} @input=${moved} />
    </div>`;
  }
}
