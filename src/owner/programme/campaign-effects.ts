import { css, html, type TemplateResult } from 'lit';
import { addDays } from '../../loyalty/dates.ts';
import { DataSection } from '../shared/data-section.ts';
import type { DataCell } from '../shared/data-table.ts';

interface GroupMeans {
  readonly customers: number;
  /** Of each customer; revenue in minor units. */
  readonly orders: number;
  readonly revenue: number;
}

interface Difference {
  readonly change: {
    readonly value: number;
    readonly low: number | null;
    readonly high: number | null;
    readonly real: boolean | null;
  } | null;
  /** Customers in both groups that would show a difference of a tenth. */
  readonly needed: number | null;
}

interface MeasuredEffect {
  readonly kind: 'campaign' | 'message';
  readonly id: string;
  /** A text, or texts by language. */
  readonly name?: string | Readonly<Record<string, string>>;
  readonly holdout: number;
  readonly from: string;
  readonly until: string;
  readonly with: GroupMeans;
  readonly without: GroupMeans;
  readonly orders: Difference;
  readonly revenue: Difference;
}

interface EffectsData {
  readonly currency: string;
  readonly effects: readonly MeasuredEffect[];
}

/** What campaigns and messages changed, against the customers who were left out. */
export class CampaignEffects extends DataSection<EffectsData> {
  static override styles = [
    ...DataSection.styles,
    css`
      .notice {
        margin-block: 8px;
      }
      /* The interval stands below its difference. */
      td .small {
        display: block;
        min-width: 0;
        max-width: none;
      }
    `,
  ];

  protected readonly route = 'effects';

  protected heading(): string {
    return this.t('programme.effects');
  }

  protected override hint(): string {
    return this.t('programme.effectsHint');
  }

  protected show({ effects, currency }: EffectsData): TemplateResult {
    if (effects.length === 0) return html`<p>${this.t('programme.noEffects')}</p>`;
    return html`${effects.map((effect) => this.#effect(effect, currency))}`;
  }

  #effect(effect: MeasuredEffect, currency: string): TemplateResult {
    const { words } = this.owner;
    const { with: treated, without: held, orders, revenue, from, until } = effect;
    const money = (minor: number) => words.money(minor, currency);
    const signed = (value: number) => `${value > 0 ? '+' : ''}${money(value)}`;
    return html`
      <h3>${this.#name(effect)}</h3>
      <p class="small muted">${this.t('programme.effectPeriod', { from: words.day(from), until: words.day(addDays(until, -1)), share: words.percent(effect.holdout) })}</p>
      <p class=${`notice ${revenue.change?.real ? 'done' : ''}`}>${this.#verdict(effect, currency)}</p>
      ${this.rows(
        [
          this.t('programme.effectGroup'),
          this.t('views.customers'),
          this.t('programme.effectOrders'),
          this.t('programme.effectRevenue'),
        ],
        [
          [
            this.t('programme.couldGet'),
            words.number(treated.customers),
            words.number(treated.orders, 2),
            money(treated.revenue),
          ],
          [
            this.t('programme.leftOut'),
            words.number(held.customers),
            words.number(held.orders, 2),
            money(held.revenue),
          ],
          [
            this.t('programme.difference'),
            '',
            this.#difference(orders, (value) => words.signed(value, 2)),
            this.#difference(revenue, signed),
          ],
        ],
      )}
    `;
  }

  /** The difference with its interval below, or why there is none. */
  #difference({ change }: Difference, write: (value: number) => string): DataCell {
    const range =
      change && change.low !== null && change.high !== null
        ? `${write(change.low)} … ${write(change.high)}`
        : this.t('reasons.unknown');
    return html`<div>${change ? write(change.value) : '–'}<p class="muted small">${range}</p></div>`;
  }

  #name({ kind, id, name }: MeasuredEffect): string {
    const { tag } = this.owner.words;
    const text = typeof name === 'object' ? (name[tag] ?? name[tag.split('-')[0] ?? ''] ?? name.en) : name;
    return this.t(kind === 'campaign' ? 'programme.campaign' : 'programme.message', { name: text ?? id });
  }

  /** Whether the effect is more than chance, in one sentence. */
  #verdict({ revenue, with: treated, without: held }: MeasuredEffect, currency: string): string {
    const { words } = this.owner;
    const { change, needed } = revenue;
    if (change?.real && change.low !== null && change.high !== null) {
      const values = {
        amount: words.money(Math.abs(change.value), currency),
        low: words.money(change.low, currency),
        high: words.money(change.high, currency),
      };
      return this.t(change.value > 0 ? 'programme.effectGain' : 'programme.effectLoss', values);
    }
    const known = words.number(treated.customers + held.customers);
    return needed === null ? this.t('programme.effectUnknown') : this.t('programme.effectNeeds', { n: needed, known });
  }
}

customElements.define('campaign-effects', CampaignEffects);
