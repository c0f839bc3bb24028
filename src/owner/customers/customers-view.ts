import { css, html, type TemplateResult } from 'lit';
import '../answers/customer-panel.ts';
import { routeHash } from '../app/hash-route.ts';
import { controlStyles } from '../shared/controls.styles.ts';
import { OwnerView } from '../shared/owner-view.ts';
import { periodOf, periodQuery } from '../shared/period.ts';
import { viewStyles } from '../shared/view.styles.ts';
import '../shared/period-choice.ts';
import './cohort-section.ts';
import './gap-section.ts';
import './lapsing-section.ts';
import './number-section.ts';
import './prediction-section.ts';
import './repurchase-section.ts';
import './segment-section.ts';

/** Who buys, who comes back, who leaves; and one customer: `#/customers/<id>`. */
export class CustomersView extends OwnerView {
  static override styles = [
    controlStyles,
    viewStyles,
    css`
      .sections {
        display: grid;
        grid-template-columns: repeat(2, minmax(0, 1fr));
        align-items: start;
        gap: 16px;
      }
      .wide {
        grid-column: 1 / -1;
      }
      h1 {
        min-width: 0;
        overflow-wrap: anywhere;
      }
      customer-panel {
        max-width: 560px;
        padding: 16px;
      }
      @media (max-width: 1000px) {
        .sections {
          grid-template-columns: minmax(0, 1fr);
        }
      }
    `,
  ];

  #customer: string | undefined;

  protected override firstUpdated(): void {
    [this.#customer] = this.route.rest;
  }

  protected override updated(): void {
    const [customer] = this.route.rest;
    if (customer === this.#customer) return;
    // The list and a customer are two places of one view.
    this.#customer = customer;
    window.scrollTo(0, 0);
    void this.focusHeading();
  }

  protected override render(): TemplateResult {
    const [customer] = this.route.rest;
    return customer === undefined ? this.#all() : this.#one(customer);
  }

  #all(): TemplateResult {
    const { owner } = this;
    const period = periodOf(this.route, this.owner.session.timeZone);
    const query = periodQuery(period);
    const known = `until=${period.until}`;
    return html`
      <div class="heading">
        <h1 tabindex="-1">${this.t('views.customers')}</h1>
        <period-choice .owner=${owner} .route=${this.route}></period-choice>
      </div>
      <div class="sections">
        <lapsing-section class="wide" .owner=${owner} .query=${'limit=100'}></lapsing-section>
        <segment-section class="wide" .owner=${owner} .query=${known}></segment-section>
        <repurchase-section .owner=${owner} .query=${known}></repurchase-section>
        <gap-section .owner=${owner} .query=${`of=gap&${query}`}></gap-section>
        <cohort-section class="wide" .owner=${owner} .query=${`months=24&${known}`}></cohort-section>
        <prediction-section class="wide" .owner=${owner} .query=${known}></prediction-section>
        <number-section class="wide" .owner=${owner} .query=${`${query}&compare=previous`}></number-section>
      </div>
    `;
  }

  #one(customer: string): TemplateResult {
    return html`
      <div class="heading">
        <h1 tabindex="-1" dir="auto">${customer}</h1>
        <a href=${routeHash('customers')}>${this.t('customers.back')}</a>
      </div>
      <customer-panel class="card" .owner=${this.owner} .customer=${customer}></customer-panel>
    `;
  }
}

export { CustomersView as view };
