import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { toMajor, toMinor } from '../core/money.ts';
import { reached, standing } from '../core/tiers.ts';
import type { Level, Metric, Standing, Tiers } from '../core/types.ts';
import { balance } from '../i18n/en.balance.ts';
import { count, money } from '../i18n/numbers.ts';
import { Base } from './base.ts';
import { withDate } from './idle.ts';
import { numeric } from './numeric.ts';
import { snapshotOf } from './snapshot.ts';
import { steps as row } from './steps.styles.ts';
import { steps } from './steps.ts';
import { styles } from './tier.styles.ts';

/**
 * The customer's tier and the way to the next one.
 *
 * @tag lojal-tier
 * @slot - Fallback: shown before scripts run, for guests, and when the data is missing.
 * @fires lojal-near - Four fifths of the way to the next level, once a level.
 * @fires lojal-up - A level was reached since the last visit.
 * @csspart card - The frame around everything.
 * @csspart heading - The name of the current level.
 * @csspart track - The whole way to the next level, or to the next reward.
 * @csspart fill - The part of it that is done, or a stamp that was given.
 * @csspart label - What is missing, in words.
 * @csspart steps - All levels, in the variant `steps`.
 * @csspart step - One of them, or one stamp.
 * @csspart note - The next level's perks; until when the level is kept.
 * @cssproperty [--lojal-accent=light-dark(#4a3fc4, #b3abff)] - What is done of the way.
 * @cssproperty --lojal-on-accent - Ticks on the accent; without it white or black.
 * @cssproperty [--lojal-surface=light-dark(#fff, #1d1c24)] - Background of the card.
 * @cssproperty [--lojal-text=light-dark(#1d1b26, #f4f2fa)] - Text.
 * @cssproperty --lojal-muted - Quieter text; without it 72 % of the text on the surface.
 * @cssproperty --lojal-border - Quiet lines; without it 14 % of the text on the surface.
 * @cssproperty [--lojal-radius=14px] - Corners of the card, the bar and the perks.
 * @cssproperty [--lojal-font=inherit] - Font family.
 * @cssproperty [--lojal-weight=650] - Weight of what is strong: a number as for `font-weight`.
 * @cssproperty [--lojal-space=1.2em] - Between the card and what it holds.
 */
export class LojalTier extends Base {
  static override styles = [Base.styles, styles, row];

  static override properties = {
    value: { converter: numeric },
    metric: {},
    variant: {},
    cart: { converter: numeric },
    tiers: { attribute: false },
  };

  protected readonly english = balance;

  /** Progress so far, in major units of money or a count: wins over the program's. */
  declare value?: number;
  /** What progress is counted in: `spend`, `points` or `orders`. */
  declare metric?: Metric;
  /** `bar`; `steps` for all levels in a row; `ring`; `stamps` for the paper card on the way to the next reward. */
  declare variant: 'bar' | 'steps' | 'ring' | 'stamps';
  /** What the cart would add, in major units of money (a count for other metrics). */
  declare cart?: number;
  /** The tiers of an element that stands alone; `from` as in a parsed program. */
  declare tiers?: Tiers;

  /** Id of a level that was just reached: the celebration is shown for it. */
  #celebrated: string | undefined;
  /** What only the ring and the stamp card need. */
  #drawn: typeof import('./drawn.ts') | undefined;

  constructor() {
    super();
    this.variant = 'bar';
    this.addEventListener('lojal-up', () => {
      this.#celebrated = this.standing?.level.id;
      this.requestUpdate();
    });
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (!['bar', 'steps', 'ring', 'stamps'].includes(this.variant)) {
      this.warn('variant', this.variant, '"bar", "steps", "ring" or "stamps"');
      this.variant = 'bar';
    }
    if (changed.has('variant') && this.#isDrawn && !this.#drawn)
      import('./drawn.ts').then(
        (drawn) => {
          this.#drawn = drawn;
          this.requestUpdate();
        },
        () => {
          this.variant = 'bar';
        },
      );
    if (this.metric && !['spend', 'points', 'orders'].includes(this.metric)) {
      this.warn('metric', this.metric, '"spend", "points" or "orders"');
      this.metric = undefined;
    }
  }

  get #isDrawn(): boolean {
    return this.variant === 'ring' || this.variant === 'stamps';
  }

  get #currency(): string {
    return this.link.host?.data?.program.currency ?? 'EUR';
  }

  /** Where the customer stands; nothing without data. */
  get standing(): Standing | undefined {
    const { data } = this.link.host ?? {};
    const known = snapshotOf(data)?.standing;
    const tiers = this.tiers ?? data?.program.tiers;
    const value = this.pick('value', this.value, false, undefined);
    if (!tiers || (value === undefined && !this.metric)) return known;
    const metric = this.metric ?? tiers.metric;
    const minor = (n: number): number => (metric === 'spend' ? toMinor(n, this.#currency) : n);
    // Levels are as the program counts: money in minor units, all else as it is.
    const major = (n: number): number => (tiers.metric === 'spend' ? toMajor(n, this.#currency) : n);
    const levels =
      metric === tiers.metric
        ? tiers.levels
        : tiers.levels.map((level) => ({ ...level, from: minor(major(level.from)) }));
    const { account } = data ?? {};
    const total = metric === 'points' ? (account?.earned ?? account?.points) : account?.[metric];
    const now = value === undefined ? total : minor(value);
    if (now === undefined) return known?.metric === metric ? known : undefined;
    return standing({ ...tiers, metric, levels }, now);
  }

  /** An amount of progress in words: money, "3 orders", "20 points". */
  #amount(n: number, metric: Metric): string {
    if (metric === 'spend') return money(this.locale, n, this.#currency);
    return metric === 'orders'
      ? count(this.locale, n, undefined, 'orders')
      : count(this.locale, n, this.link.host?.data?.program.points.label);
  }

  protected override content(): TemplateResult | undefined {
    // Until the picture is here the place is kept, as for data that is on its way.
    if (this.#isDrawn && !this.#drawn) return undefined;
    const { locale } = this;
    const at = this.standing;
    const { data } = this.link.host ?? {};
    const toReward =
      this.variant === 'stamps' &&
      this.#drawn?.stampCard(locale, snapshotOf(data), this.pick('value', this.value, true, undefined));
    if (toReward) return toReward;
    if (!at) return undefined;
    const name = (level: Level): string => locale.text(level.name) || locale.t('noLevel');
    const way = at.next
      ? locale.t('toLevel', { amount: this.#amount(at.remaining, at.metric), level: name(at.next) })
      : locale.t('top');
    return html`<div class="card ${this.variant === 'ring' ? 'ring' : ''}" part="card">
      <p class="up" role="status">${this.#celebrated === at.level.id ? locale.t('up', { level: name(at.level) }) : nothing}</p>
      <p class="row">
        <span class="level" part="heading"><span class="hidden">${locale.t('tier')}: </span><bdi>${name(at.level)}</bdi></span>
        ${at.next && this.variant === 'bar' ? html`<span class="next" aria-hidden="true"><bdi>${name(at.next)}</bdi></span>` : nothing}
      </p>
      ${this.variant === 'steps' ? steps(at, name) : this.#bar(at, `${name(at.level)}. ${way}`)}
      <p class="way" part="label">${way}</p>
      ${this.#withCart(at)}
      ${
        at.keepUntil
          ? html`<p class="note" part="note">${withDate(this, locale, at.keepUntil, (date) => locale.t('keep', { level: name(at.level), date }))}</p>`
          : nothing
      }
      ${
        at.next?.perks.length
          ? html`<div class="perks" part="note">
              <p class="heading">${locale.t('perks', { level: name(at.next) })}</p>
              <ul>
                ${at.next.perks.map((perk) => html`<li><bdi>${locale.text(perk)}</bdi></li>`)}
              </ul>
            </div>`
          : nothing
      }
    </div>`;
  }

  #bar(at: Standing, words: string): TemplateResult {
    const shown = (n: number): number => (at.metric === 'spend' ? toMajor(n, this.#currency) : n);
    const from = at.next ? at.level.from : 0;
    const to = Math.max(at.next?.from ?? at.value, from);
    const picture = this.#isDrawn ? this.#drawn?.picture(this, this.locale, at, this.#shares(at)) : undefined;
    return html`<div
      class=${picture ? 'picture' : 'track'}
      part="track"
      role="progressbar"
      aria-label=${this.locale.t('tier')}
      aria-valuemin=${shown(from)}
      aria-valuemax=${shown(to)}
      aria-valuenow=${shown(Math.min(Math.max(at.value, from), to))}
      aria-valuetext=${words}
    >
      ${picture ?? html`<span class="fill cart"></span><span class="fill" part="fill"></span>`}
    </div>`;
  }

  #withCart(at: Standing): TemplateResult | typeof nothing {
    const further = this.#further(at);
    if (!further) return nothing;
    const { level, next, remaining } = further;
    return html`<p class="note" part="note">
      ${
        further.index > at.index
          ? this.locale.t('cartReached', { level: this.locale.text(level.name) })
          : this.locale.t('cartShort', {
              amount: this.#amount(remaining, at.metric),
              level: this.locale.text(next?.name),
            })
      }
    </p>`;
  }

  /** Where the cart would bring the customer. */
  #further(at: Standing): Standing | undefined {
    const cart = this.pick('cart', this.cart, false, undefined);
    if (!cart || cart < 0 || !at.next) return undefined;
    const value = at.value + (at.metric === 'spend' ? toMinor(cart, this.#currency) : cart);
    // A level that is kept from last year is not lost by buying.
    return standing({ ...at, months: 0 }, value, { index: Math.max(at.index, reached(at.levels, value)) });
  }

  /** How much of the way is seen to be done, and how much would be with the cart: 0 to 1. */
  #shares(at: Standing): readonly [number, number] {
    const further = this.#further(at);
    const cart = further && (further.index > at.index ? 1 : further.ratio);
    // A bar looks full from about 98 % on, and is not to look so before it is.
    const seen = (ratio: number): number => (ratio < 1 ? Math.min(ratio, 0.98) : 1);
    return [seen(at.ratio), seen(cart ?? 0)];
  }

  // A width set through CSSOM passes a content security policy that refuses style attributes.
  protected override updated(): void {
    const at = this.standing;
    const root = this.renderRoot.querySelector<HTMLElement>('.root');
    if (!at || !root) return;
    const [way, cart] = this.#shares(at);
    root.style.setProperty('--way', String(way));
    root.style.setProperty('--cart', String(cart));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'lojal-tier': LojalTier;
  }
}
