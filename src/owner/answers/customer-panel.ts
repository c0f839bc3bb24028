import { html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import { toMinor } from '../../loyalty/money.ts';
import { kindOf } from '../api/answer-types.ts';
import type { CustomerProfile } from '../api/owner-data.ts';
import { routeHash } from '../app/hash-route.ts';
import { excerptOf, scoreMark } from '../shared/answer-summary.ts';
import { controlStyles } from '../shared/controls.styles.ts';
import { Loaded } from '../shared/loaded.ts';
import { localText } from '../shared/local-text.ts';
import { may } from '../shared/owner-context.ts';
import { OwnerElement } from '../shared/owner-element.ts';
import { scoreStyles } from '../shared/score.styles.ts';
import type { OwnerKey } from '../shared/translator.ts';
import { askableQuestions } from './askable-questions.ts';
import { panelStyles } from './customer-panel.styles.ts';

const ORDERS = 3;
const ANSWERS = 5;

/** The customer beside an answer, or alone: what the shop knows, and what to ask at the next visit. */
export class CustomerPanel extends OwnerElement {
  static override properties: PropertyDeclarations = {
    customer: { attribute: false },
    answer: { attribute: false },
    failure: { state: true },
  };
  static override styles = [controlStyles, scoreStyles, panelStyles];

  declare customer: string;
  /** The answer that is shown beside, which the list leaves out. Without one, the page names the customer in its heading. */
  declare answer: string | undefined;
  declare failure: string | undefined;

  readonly #loaded = new Loaded(
    this,
    (signal) =>
      this.owner.client.json<CustomerProfile>(`owner/customers/${encodeURIComponent(this.customer)}`, { signal }),
    () => this.customer,
  );

  readonly #program = new Loaded(this, (signal) => askableQuestions(this.owner.client, signal));

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (changed.has('customer')) this.failure = undefined;
  }

  protected override render(): TemplateResult {
    const { value, state, isAbsent } = this.#loaded;
    return html`<section aria-label=${this.customer}>
      ${
        this.answer === undefined
          ? html`<h2 class="unseen">${this.t('customers.customer')}</h2>`
          : html`<h2><a href=${routeHash('customers', {}, this.customer)}><bdi>${this.customer}</bdi></a></h2>`
      }
      ${value ? this.#facts(value) : nothing}
      ${
        state.status === 'loading'
          ? html`<div role="status" aria-label=${this.t('app.loading')}><span class="skeleton"></span><span class="skeleton short"></span></div>`
          : nothing
      }
      ${
        state.status === 'failed'
          ? html`<p class=${isAbsent ? 'muted' : 'bad'}>${isAbsent ? this.t('customer.unknown') : this.sentence(state.error)}</p>`
          : nothing
      }
    </section>`;
  }

  /** The day of an order and what is left of its total, with a word where that is not the whole. */
  #order({
    at,
    total,
    currency,
    status,
    refunds = [],
  }: NonNullable<CustomerProfile['orders']>[number]): TemplateResult {
    const { words } = this.owner;
    const refunded = refunds.reduce((sum, { amount }) => sum + toMinor(amount, currency), 0);
    const left = status === 'cancelled' ? 0 : toMinor(total, currency) - refunded;
    const key =
      status === 'cancelled' ? 'customer.cancelled' : status === 'pending' ? 'customer.unpaid' : 'customer.refunded';
    const isWhole = status === 'paid' && refunded === 0;
    return html`<dt>${words.day(at)}</dt>
      <dd>${words.money(left, currency)} ${isWhole ? nothing : html`<span class="muted small">${this.t(key)}</span>`}</dd>`;
  }

  #facts(customer: CustomerProfile): TemplateResult {
    const { words } = this.owner;
    const { tier, points, pending = 0, worth, currency, orders = [], joined, tags = [] } = customer;
    const row = (name: OwnerKey, value: string | undefined) =>
      value === undefined ? nothing : html`<dt>${this.t(name)}</dt><dd>${value}</dd>`;
    const others = (customer.answers ?? []).filter(({ id }) => id !== this.answer).slice(0, ANSWERS);
    return html`
      <dl>
        ${row('customer.tier', tier && localText(words, tier.name))}
        ${row('customer.points', points === undefined ? undefined : words.number(points))}
        ${row('customer.worth', worth === undefined || !currency ? undefined : words.money(worth, currency))}
        ${row('customer.pending', pending ? words.number(pending) : undefined)}
        ${row('customer.joined', joined ? words.day(joined) : undefined)}
      </dl>
      ${tags.length > 0 ? html`<p class="row">${tags.map((tag) => html`<bdi class="tag">${tag}</bdi>`)}</p>` : nothing}
      ${
        orders.length > 0
          ? html`<div><h3>${this.t('customer.orders')}</h3><dl>
              ${orders.slice(0, ORDERS).map((order) => this.#order(order))}
            </dl></div>`
          : nothing
      }
      ${
        others.length > 0
          ? html`<div class="answers"><h3>${this.t(this.answer === undefined ? 'answers.list' : 'customer.answers')}</h3><ul>${others.map(
              (one) => html`<li><a href=${routeHash('answers', { subject: this.customer, answer: one.id })}>
                  ${scoreMark(words, one)}
                  <span class="said" dir="auto">${excerptOf(one) || this.t(`kinds.${kindOf(one)}`)}</span>
                </a></li>`,
            )}</ul></div>`
          : nothing
      }
      ${
        may(this.owner, 'moderate') && customer.ask && this.#program.value?.length
          ? this.#questions(customer, customer.ask)
          : nothing
      }
    `;
  }

  #questions(customer: CustomerProfile, ask: readonly string[]): TemplateResult {
    return html`<div>
      <h3>${this.t('customer.next')}</h3>
      ${this.#program.value?.map(
        ({ name, text }) => html`<label class="row">
          <input type="checkbox" .checked=${ask.includes(name)}
            @change=${(event: Event) => this.#ask(customer, name, event)} />
          <bdi>${text(this.owner.words)}</bdi>
        </label>`,
      )}
      <p class="bad" role="alert" ?hidden=${!this.failure}>${this.failure ?? nothing}</p>
    </div>`;
  }

  async #ask(customer: CustomerProfile, question: string, event: Event): Promise<void> {
    const isOn = (event.currentTarget as HTMLInputElement).checked;
    const before = customer.ask ?? [];
    const questions = [...before.filter((one) => one !== question), ...(isOn ? [question] : [])];
    this.failure = undefined;
    this.#loaded.set({ ...customer, ask: questions });
    try {
      const path = `owner/customers/${encodeURIComponent(customer.id)}/ask`;
      await this.owner.client.json(path, { method: 'PUT', body: { questions } });
    } catch (error) {
      if (this.#loaded.value?.id !== customer.id) return;
      this.#loaded.set({ ...customer, ask: before });
      this.failure = this.sentence(error);
    }
  }
}

customElements.define('customer-panel', CustomerPanel);
