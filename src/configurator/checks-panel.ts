import { css, html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import { controlStyles } from '../owner/shared/controls.styles.ts';
import { ConfiguratorElement, filled } from './configurator-element.ts';
import { costOf, type FileSizes, readSizes } from './file-sizes.ts';
import type { MeasuredContrast, MeasuredTargets } from './measured-page.ts';

const kB = (bytes: number): string => (bytes / 1000).toFixed(1);

/** What the page of the preview measures, and what it loads. */
export class ChecksPanel extends ConfiguratorElement<'checks'> {
  static override properties: PropertyDeclarations = {
    contrasts: { attribute: false },
    targets: { attribute: false },
    sizes: { state: true },
  };
  static override styles = [
    controlStyles,
    css`
      table {
        width: 100%;
        border-collapse: collapse;
        font-size: 0.9333em;
      }
      th,
      td {
        padding: 4px 8px 4px 0;
        border-block-end: 1px solid var(--line);
        text-align: start;
        font-weight: 400;
      }
      td {
        font-variant-numeric: tabular-nums;
        overflow-wrap: anywhere;
      }
      section {
        display: grid;
        gap: 6px;
        margin-block-end: 16px;
      }
      .notice {
        margin-block-end: 12px;
      }
      ul {
        padding-inline-start: 18px;
        list-style: disc;
      }
      summary {
        min-height: 28px;
        cursor: pointer;
      }
    `,
  ];

  declare contrasts: readonly MeasuredContrast[];
  declare targets: MeasuredTargets | undefined;
  declare protected sizes: FileSizes | 'lost' | undefined;

  constructor() {
    super('checks');
    this.contrasts = [];
  }

  override connectedCallback(): void {
    super.connectedCallback();
    readSizes().then(
      (sizes) => {
        this.sizes = sizes;
      },
      () => {
        this.sizes = 'lost';
      },
    );
  }

  protected override render(): TemplateResult {
    return html`<div aria-live="polite">${this.#verdict()}</div>
      ${this.#contrasts()} ${this.#targets()} ${this.#bytes()}`;
  }

  /** One sentence for screen readers, and for those who look at nothing else. */
  #verdict(): TemplateResult {
    const weak = this.contrasts.filter(({ ratio, least }) => ratio < least).length + (this.targets?.below24 ? 1 : 0);
    const { words } = this;
    if (this.contrasts.length === 0) return html`<p class="muted">${words.waiting}</p>`;
    return weak > 0 ? html`<p class="notice">${words.weak}</p>` : html`<p class="notice done">${words.good}</p>`;
  }

  #contrasts(): TemplateResult | typeof nothing {
    if (this.contrasts.length === 0) return nothing;
    const { words } = this;
    return html`<section aria-labelledby="contrast">
      <h3 id="contrast">${words.contrast}</h3>
      <table>
        <thead>
          <tr>
            <th scope="col">${words.pair}</th>
            <th scope="col">${words.colours}</th>
            <th scope="col">${words.ratio}</th>
          </tr>
        </thead>
        <tbody>
          ${this.contrasts.map(
            ({ name, above, below, ratio, least }) =>
              html`<tr>
                <th scope="row">${words.pairs[name]}</th>
                <td><code>${above}</code> / <code>${below}</code></td>
                <td>
                  <span class="tag ${ratio < least ? 'bad' : 'good'}">${ratio < least ? '✗' : '✓'} ${ratio}:1</span>
                  <span class="muted small">${filled(words.least, { least })}</span>
                </td>
              </tr>`,
          )}
        </tbody>
      </table>
      ${this.contrasts.some(({ name, ratio, least }) => name === 'accent' && ratio < least) ? html`<p class="muted small">${words.accentHint}</p>` : nothing}
    </section>`;
  }

  #targets(): TemplateResult | typeof nothing {
    const { targets, words } = this;
    if (!targets) return nothing;
    const { count, smallest, name, below24, below44 } = targets;
    return html`<section aria-labelledby="targets">
      <h3 id="targets">${words.targets}</h3>
      <p>${filled(words.smallest, { count, smallest, name })}</p>
      ${
        below24 > 0
          ? html`<p class="notice">${filled(words.below24, { n: below24 })}</p>`
          : html`<p class="muted small">${filled(words.below44, { n: below44 })}</p>`
      }
    </section>`;
  }

  #bytes(): TemplateResult | typeof nothing {
    const { words, sizes } = this;
    if (sizes === 'lost') return html`<p class="notice">${words.sizesLost}</p>`;
    if (!sizes) return nothing;
    const { bytes, files } = costOf(sizes, this.configuration, this.view.lang ?? 'en');
    return html`<section aria-labelledby="bytes">
      <h3 id="bytes">${words.bytes}</h3>
      <p>${filled(words.total, { kB: kB(bytes), files: files.length })}</p>
      <details>
        <summary>${words.files}</summary>
        <ul class="small">
          ${files.map(({ file, bytes: own }) => html`<li><code>${file}</code> ${kB(own)} kB</li>`)}
        </ul>
      </details>
    </section>`;
  }
}
