import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { worth } from '../core/money.ts';
import { reach } from '../core/points.ts';
import type { Label, Reach } from '../core/types.ts';
import { balance } from '../i18n/en.balance.ts';
import { compact, count, money, noun } from '../i18n/numbers.ts';
import { Base } from './base.ts';
import { withDate } from './idle.ts';
import { numeric } from './numeric.ts';
import { styles } from './points.styles.ts';
import { snapshotOf } from './snapshot.ts';

/**
 * The customer's balance: what can be spent, what is on the way, what expires, what it is worth, the next reward.
 *
 * @tag lojal-points
 * @slot - Fallback: shown before scripts run, for guests, and when the data is missing.
 * @csspart card - The frame around everything.
 * @csspart heading - The line above the balance.
 * @csspart balance - The number and its noun.
 * @csspart note - Points on the way, points that expire.
 * @csspart label - One reward.
 * @cssproperty [--lojal-accent=light-dark(#4a3fc4, #b3abff)] - Marks.
 * @cssproperty [--lojal-surface=light-dark(#fff, #1d1c24)] - Background of the card.
 * @cssproperty [--lojal-text=light-dark(#1d1b26, #f4f2fa)] - Text.
 * @cssproperty --lojal-muted - Quieter text; without it 72 % of the text on the surface.
 * @cssproperty --lojal-border - Quiet lines; without it 14 % of the text on the surface.
 * @cssproperty [--lojal-radius=14px] - Corners of the card.
 * @cssproperty [--lojal-font=inherit] - Font family.
 * @cssproperty [--lojal-weight=650] - Weight of what is strong: a number as for `font-weight`.
 * @cssproperty [--lojal-space=1.2em] - Between the card and what it holds.
 */
export class LojalPoints extends Base {
  static override styles = [Base.styles, styles];

  static override properties = {
    points: { converter: numeric },
    pending: { converter: numeric },
    expiring: { converter: numeric },
    expires: {},
    label: {},
    variant: { reflect: true, useDefault: true },
  };

  protected readonly english = balance;

  /** Points that can be spent, a whole number. */
  declare points?: number;
  /** Points that were earned but cannot be spent yet, a whole number. */
  declare pending?: number;
  /** How many points expire next, a whole number. */
  declare expiring?: number;
  /** The first day without them, `YYYY-MM-DD`. */
  declare expires?: string;
  /** The shop's word for points; as a property also plural forms: `{ one: 'bean', other: 'beans' }`. */
  declare label?: Label;
  /** `card`, or `inline` for the number and its noun within a sentence. */
  declare variant: 'card' | 'inline';

  constructor() {
    super();
    this.variant = 'card';
  }

  #last: number | undefined;
  #changed = '';

  protected override willUpdate(_: PropertyValues): void {
    if (this.variant !== 'card' && this.variant !== 'inline') {
      this.warn('variant', this.variant, '"card" or "inline"');
      this.variant = 'card';
    }
    const now = this.#balance;
    if (this.#last !== undefined && now !== undefined && now !== this.#last)
      this.#changed = this.locale.t('changed', { amount: this.#amount(now) });
    this.#last = now;
  }

  get #balance(): number | undefined {
    return this.pick('points', this.points, true, snapshotOf(this.link.host?.data)?.points?.spendable);
  }

  get #label(): Label | undefined {
    return this.label || this.link.host?.data?.program.points.label;
  }

  #amount(n: number): string {
    return count(this.locale, n, this.#label);
  }

  protected override content(): TemplateResult | undefined {
    const balance = this.#balance;
    if (balance === undefined) return undefined;
    const { locale } = this;
    const short = compact(locale, balance);
    const full = locale.number(balance);
    const number = html`<span class="number">${
      short === full ? full : html`<span aria-hidden="true">${short}</span><span class="hidden">${full}</span>`
    }</span>`;
    const live = html`<span class="hidden" role="status">${this.#changed}</span>`;
    if (this.variant === 'inline')
      return html`<span part="balance">${number} ${noun(locale, balance, this.#label, 'points')}</span>${live}`;
    return html`<div class="card" part="card">
      <p class="heading" part="heading">${locale.t('balance')}</p>
      <p class="balance" part="balance">${number} <span>${noun(locale, balance, this.#label, 'points')}</span> ${this.#worth(balance)}</p>
      ${this.#notes()}${this.#rewards(balance)}${live}
    </div>`;
  }

  #worth(balance: number): TemplateResult | typeof nothing {
    const program = this.link.host?.data?.program;
    const value = program?.points.value;
    return program && value && balance > 0
      ? html`<span class="worth">${this.locale.t('worth', {
          money: money(this.locale, worth(balance, value, program.currency), program.currency),
        })}</span>`
      : nothing;
  }

  #notes(): TemplateResult | typeof nothing {
    const known = snapshotOf(this.link.host?.data)?.points;
    const pending = this.pick('pending', this.pending, true, known?.pending) ?? 0;
    const lost = this.pick('expiring', this.expiring, true, known?.expiring?.points) ?? 0;
    const valid = this.expires && isDay(this.expires);
    if (this.expires && !valid) this.warn('expires', this.expires, 'a date like 2026-12-31');
    const on = valid ? this.expires : known?.expiring?.on;
    const expires = lost > 0 && on;
    return pending > 0 || expires
      ? html`<p class="note" part="note">
          ${pending > 0 ? html`<span>${this.locale.t('pending', { amount: this.#amount(pending) })}</span>` : nothing}
          ${pending > 0 && expires ? ' · ' : nothing}
          ${
            expires
              ? withDate(this, this.locale, expires, (date) =>
                  this.locale.t('expiring', { n: lost, amount: this.#amount(lost), date }),
                )
              : nothing
          }
        </p>`
      : nothing;
  }

  /** The best reward that can be had, and the nearest one ahead. */
  #rewards(balance: number): TemplateResult | typeof nothing {
    const all = reach(this.link.host?.data?.program.rewards ?? [], balance);
    const shown = [all.findLast((one) => !one.missing), all.find((one) => one.missing)].filter((one) => one);
    return shown.length
      ? html`<ul class="rewards">
          ${shown.map((one) => this.#reward(one as Reach))}
        </ul>`
      : nothing;
  }

  #reward({ reward, missing }: Reach): TemplateResult {
    const name = this.locale.text(reward.name);
    const words = missing
      ? this.locale.t('toReward', { amount: this.#amount(missing), reward: name })
      : this.locale.t('reached', { reward: name });
    return html`<li class=${missing ? '' : 'reached'} part="label">
      <span class="mark"></span>${reward.url ? html`<a href=${reward.url}>${words}</a>` : html`<span>${words}</span>`}
    </li>`;
  }
}

/** Whether a text is a day of the calendar; the 31st of February is none. */
function isDay(text: string): boolean {
  const at = Date.parse(text);
  return !Number.isNaN(at) && new Date(at).toISOString().slice(0, 10) === text;
}

declare global {
  interface HTMLElementTagNameMap {
    'lojal-points': LojalPoints;
  }
}
