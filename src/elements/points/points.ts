import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { report } from '../../diagnostics/report.ts';
import { balance } from '../../locales/en.balance.ts';
import type { Values } from '../../locales/locale.ts';
import { amountText, compact, count, money } from '../../locales/numbers.ts';
import type { Label, Reach, Snapshot } from '../../loyalty/types.ts';
import { withDate } from '../shared/deferred-date.ts';
import { LojalElement } from '../shared/element.ts';
import { numberAttribute } from '../shared/number-attribute.ts';
import { snapshotOf } from '../shared/snapshot-of.ts';
import { styles } from './points.styles.ts';

const VARIANTS: readonly string[] = ['card', 'inline'];

/**
 * The customer's balance: points to spend, their worth, pending and expiring points, the next reward.
 *
 * @tag lojal-points
 * @slot - Fallback: shown before scripts run, for guests, and when the data is missing.
 * @csspart card - The card around the content.
 * @csspart heading - The line above the balance.
 * @csspart balance - The number and its noun.
 * @csspart note - Pending points, expiring points.
 * @csspart label - One reward.
 * @cssproperty --lojal-accent - Marks beside the rewards; default: the colour of the page's buttons, else of the text.
 * @cssproperty --lojal-surface - Background of the card; default: the colour behind the element.
 * @cssproperty --lojal-text - Text; default: the text colour of the page where it has a contrast of 4.5:1.
 * @cssproperty --lojal-muted - Secondary text; default: a grey with a contrast of at least 5:1 on the surface, mixed with the text colour.
 * @cssproperty --lojal-border - Border lines; default: 14 % of the text colour on the surface.
 * @cssproperty --lojal-radius - Corners of the card; default: the corners of the page's buttons, at most 16px, else 8px.
 * @cssproperty [--lojal-font=inherit] - Font family.
 * @cssproperty --lojal-weight - Font weight of emphasised text, a number as for `font-weight`; default: that of the page's buttons, else 600.
 * @cssproperty [--lojal-width=40em] - Greatest width of the element.
 * @cssproperty --lojal-reserve - Height that is kept while the data loads.
 * @cssproperty [--lojal-space=1.2em] - Padding of the card.
 */
export class LojalPoints extends LojalElement {
  static override styles = [LojalElement.styles, styles];

  static override properties = {
    points: { converter: numberAttribute },
    pending: { converter: numberAttribute },
    expiring: { converter: numberAttribute },
    expires: {},
    label: {},
    variant: { reflect: true, useDefault: true },
  };

  protected readonly english = balance;

  /** Points that the customer can spend, a whole number. */
  declare points?: number;
  /** Points that are earned but cannot be spent yet, a whole number. */
  declare pending?: number;
  /** Number of points that expire next, a whole number. */
  declare expiring?: number;
  /** The first day without the expiring points, `YYYY-MM-DD`: the last day to use them is the day before. */
  declare expires?: string;
  /** The shop's noun for points; as a property also plural forms: `{ one: 'bean', other: 'beans' }`. */
  declare label?: Label;
  /** `card`; `inline` for the number and its noun within a sentence. */
  declare variant: 'card' | 'inline';

  constructor() {
    super();
    this.variant = 'card';
  }

  #lastBalance: number | undefined;
  /** What a screen reader is told when the balance changes. */
  #announcement = '';

  protected override willUpdate(_: PropertyValues): void {
    if (!VARIANTS.includes(this.variant)) {
      this.reject('variant', this.variant, VARIANTS);
      this.variant = 'card';
    }
    const now = this.#balance;
    if (this.#lastBalance !== undefined && now !== undefined && now !== this.#lastBalance)
      this.#announcement = this.locale.t('changed', this.#amount(now));
    this.#lastBalance = now;
  }

  get #balance(): number | undefined {
    return this.pick('points', this.points, true, snapshotOf(this.consumer.host?.data)?.points?.spendable);
  }

  get #label(): Label | undefined {
    return this.label || this.consumer.host?.data?.program.points.label;
  }

  /** What a sentence needs to speak of `n` points. */
  #amount(n: number): Values {
    return { n, amount: (form) => count(this.locale, n, this.#label, 'points', form) };
  }

  /** The balance in large figures, with its noun. */
  #figure(balance: number): TemplateResult {
    const { locale } = this;
    const draw = (n: number, digits: string): TemplateResult => {
      const [before, after] = amountText(locale, n, this.#label).split('{n}');
      return after === undefined
        ? html`<span class="number">${before}</span>`
        : html`${before}<span class="number">${digits}</span>${
            // Large figures may need the width: the noun may go to the next line.
            this.variant === 'card' ? after.replace('\u00a0', ' ') : after
          }`;
    };
    const short = compact(locale, balance);
    const full = locale.number(balance);
    // "1.2M" takes the noun of a round million: "1,2 M de points".
    return short === full
      ? draw(balance, full)
      : html`<span aria-hidden="true">${draw(1e6, short)}</span><span class="hidden">${count(locale, balance, this.#label)}</span>`;
  }

  protected override content(): TemplateResult | undefined {
    const balance = this.#balance;
    if (balance === undefined) return undefined;
    const figure = this.#figure(balance);
    const live = html`<span class="hidden" role="status">${this.#announcement}</span>`;
    if (this.variant === 'inline') return html`<span part="balance">${figure}</span>${live}`;
    // An attribute may give another balance than the account's.
    const shown = snapshotOf(this.consumer.host?.data, balance);
    return html`<div class="card" part="card">
      <p class="heading" part="heading">${this.locale.t('balance')}</p>
      <p class="balance" part="balance"><span>${figure}</span> ${this.#worth(shown)}</p>
      ${this.#notes()}${this.#rewards(shown)}${live}
    </div>`;
  }

  #worth(shown: Snapshot | undefined): TemplateResult | typeof nothing {
    const { points, program } = shown ?? {};
    return program && points?.worth
      ? html`<span class="worth">${this.locale.t('worth', {
          money: money(this.locale, points.worth, program.currency),
        })}</span>`
      : nothing;
  }

  #notes(): TemplateResult | typeof nothing {
    const known = snapshotOf(this.consumer.host?.data)?.points;
    const pending = this.pick('pending', this.pending, true, known?.pending) ?? 0;
    const lost = this.pick('expiring', this.expiring, true, known?.expiring?.points) ?? 0;
    const valid = this.expires && isDay(this.expires);
    if (this.expires && !valid) report(this.localName, 'lojal/attribute-date', 'expires', this.expires);
    const on = valid ? this.expires : known?.expiring?.on;
    const expires = lost > 0 && on && on > (this.consumer.host?.data?.today ?? '') && on;
    return pending > 0 || expires
      ? html`<p class="note notes" part="note">
          ${pending > 0 ? html`<span>${this.locale.t('pending', this.#amount(pending))}</span>` : nothing}
          ${
            expires
              ? withDate(this, this.locale, expires, (date) =>
                  this.locale.t('expiring', { ...this.#amount(lost), date }),
                )
              : nothing
          }
        </p>`
      : nothing;
  }

  /** The most expensive reward within reach, and the cheapest one beyond it. */
  #rewards({ rewards: all = [] }: Partial<Snapshot> = {}): TemplateResult | typeof nothing {
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
      ? this.locale.t('toReward', { ...this.#amount(missing), reward: name })
      : this.locale.t('reached', { reward: name });
    return html`<li class=${missing ? '' : 'reached'} part="label">
      <span class="mark"></span>${reward.url ? html`<a href=${reward.url}>${words}</a>` : html`<span>${words}</span>`}
    </li>`;
  }
}

/** Whether a text is a date that exists; 31 February does not. */
function isDay(text: string): boolean {
  const at = Date.parse(text);
  return !Number.isNaN(at) && new Date(at).toISOString().slice(0, 10) === text;
}

declare global {
  interface HTMLElementTagNameMap {
    'lojal-points': LojalPoints;
  }
}
