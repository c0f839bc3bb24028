import { html, type TemplateResult } from 'lit';
import { controlStyles } from '../shared/controls.styles.ts';
import { Loaded } from '../shared/loaded.ts';
import { OwnerElement } from '../shared/owner-element.ts';
import { LiabilityChart } from './liability-chart.ts';
import { programTableStyles } from './program-table.styles.ts';
import type { OutstandingData } from './program-types.ts';

customElements.define('liability-chart', LiabilityChart);

/** The points that customers have, and what they are worth. */
export class OutstandingPoints extends OwnerElement {
  static override styles = [controlStyles, programTableStyles];

  readonly #loaded = new Loaded(this, (signal) =>
    this.owner.client.json<OutstandingData>('owner/liability', { signal }),
  );

  protected override render(): TemplateResult {
    return html`<section class="card padded" aria-labelledby="title">
      <h2 id="title">${this.t('programme.outstanding')}</h2>
      <p class="muted small">${this.t('programme.outstandingHint')}</p>
      ${this.#content()}
    </section>`;
  }

  #content(): TemplateResult {
    const { value, state, isAbsent } = this.#loaded;
    if (value) return this.#chart(value);
    if (isAbsent) return html`<p class="muted">${this.t('errors.absent')}</p>`;
    if (state.status === 'failed')
      return html`<p class="bad" role="alert">${this.sentence(state.error)}</p>
        <button @click=${() => this.#loaded.reload()}>${this.t('app.again')}</button>`;
    return html`<div role="status" aria-label=${this.t('app.loading')}>
      <span class="skeleton"></span><span class="skeleton short"></span>
    </div>`;
  }

  #chart(data: OutstandingData): TemplateResult {
    // A month whose points are all pending has no bar.
    const months = data.months.filter(({ points }) => points !== 0);
    if (months.length === 0) return html`<p class="muted">${this.t('programme.noPoints')}</p>`;
    return html`<liability-chart
      .owner=${this.owner}
      .heading=${this.t('programme.outstandingHint')}
      .data=${{ ...data, months }}
    ></liability-chart>`;
  }
}
