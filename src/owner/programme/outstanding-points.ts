import { css, html, nothing, type TemplateResult } from 'lit';
import { controlStyles } from '../shared/controls.styles.ts';
import { dataTable } from '../shared/data-table.ts';
import { Loaded } from '../shared/loaded.ts';
import { OwnerElement } from '../shared/owner-element.ts';
import { LiabilityChart } from './liability-chart.ts';
import { programTableStyles } from './program-table.styles.ts';
import type { OutstandingData } from './program-types.ts';

customElements.define('liability-chart', LiabilityChart);

/** The points that customers have, and what they are worth. */
export class OutstandingPoints extends OwnerElement {
  static override styles = [
    controlStyles,
    programTableStyles,
    css`
      th[scope='row'] {
        overflow-wrap: normal;
      }
      @media (max-width: 500px) {
        th,
        td {
          padding-inline: 4px;
        }
        thead th {
          font-size: 0.8em;
        }
      }
    `,
  ];

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
    return html`${
      months.length === 0
        ? html`<p class="muted">${this.t('programme.noPoints')}</p>`
        : html`<liability-chart
            .owner=${this.owner}
            .heading=${this.t('programme.outstandingHint')}
            .data=${{ ...data, months }}
          ></liability-chart>`
    }
    ${this.#flow(data)}`;
  }

  /** What was issued, redeemed and lost by expiry, the newest month first. */
  #flow({ flow = [] }: OutstandingData): TemplateResult | typeof nothing {
    if (!flow.some(({ issued, redeemed, expired }) => issued || redeemed || expired)) return nothing;
    const { words } = this.owner;
    const sum = (key: 'issued' | 'redeemed' | 'expired') => flow.reduce((all, one) => all + one[key], 0);
    const row = (name: string, ...points: readonly number[]) => [name, ...points.map((n) => words.number(n))];
    const title = this.t('programme.flow');
    return html`<h3>${title}</h3>
      <p class="muted small">${this.t('programme.flowHint')}</p>
      ${dataTable(
        title,
        [
          this.t('charts.period'),
          this.t('programme.issued'),
          this.t('programme.redeemed'),
          this.t('programme.expired'),
        ],
        [
          ...flow
            .toReversed()
            .map(({ month, issued, redeemed, expired }) => row(words.month(month), issued, redeemed, expired)),
          row(this.t('programme.total'), sum('issued'), sum('redeemed'), sum('expired')),
        ],
      )}`;
  }
}
