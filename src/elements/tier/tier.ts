import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { report } from '../../diagnostics/report.ts';
import { balance } from '../../locales/en.balance.ts';
import type { Values } from '../../locales/locale.ts';
import { count, money } from '../../locales/numbers.ts';
import { toMajor, toMinor } from '../../loyalty/money.ts';
import { reached, standing } from '../../loyalty/tiers.ts';
import type { Level, Metric, Standing, Tiers } from '../../loyalty/types.ts';
import { withDate } from '../shared/deferred-date.ts';
import { LojalElement } from '../shared/element.ts';
import { numberAttribute } from '../shared/number-attribute.ts';
import { snapshotOf } from '../shared/snapshot-of.ts';
import { ownStanding } from './own-standing.ts';
import { stepsStyles } from './steps.styles.ts';
import { steps } from './steps.ts';
import { styles } from './tier.styles.ts';

const VARIANTS: readonly string[] = ['bar', 'steps', 'ring', 'stamps'];
const METRICS: readonly string[] = ['spend', 'points', 'orders'];

const tooMany = (stamps: number, most: number) => report('lojal-tier', 'lojal/stamps-too-many', stamps, most);

/**
 * The customer's level and the progress to the next one.
 *
 * @tag lojal-tier
 * @slot - Fallback: shown before scripts run, for guests, and when the data is missing.
 * @fires lojal-near - Progress to the next level reached 80 %; once for each level.
 * @fires lojal-up - A level was reached since the last visit.
 * @csspart card - The card around the content.
 * @csspart heading - The name of the current level.
 * @csspart track - The progress bar to the next level, or to the next reward.
 * @csspart fill - The filled part of the bar, or a stamp that was given.
 * @csspart label - What is missing to the next level, in words.
 * @csspart steps - All levels, in the variant `steps`.
 * @csspart step - One level, or one stamp.
 * @csspart note - The next level's perks; the last day of the current level.
 * @cssproperty --lojal-accent - Filled part of the bar; default: the colour of the page's buttons, else of the text.
 * @cssproperty --lojal-on-accent - Ticks on the accent; default: white or black.
 * @cssproperty --lojal-surface - Background of the card; default: the colour behind the element.
 * @cssproperty --lojal-text - Text; default: the text colour of the page where it has a contrast of 4.5:1.
 * @cssproperty --lojal-muted - Secondary text; default: a grey with a contrast of at least 5:1 on the surface, mixed with the text colour.
 * @cssproperty --lojal-border - Border lines; default: 14 % of the text colour on the surface.
 * @cssproperty --lojal-radius - Corners of the card, the bar and the perks; default: the corners of the page's buttons, at most 16px, else 8px.
 * @cssproperty [--lojal-font=inherit] - Font family.
 * @cssproperty --lojal-weight - Font weight of emphasised text, a number as for `font-weight`; default: that of the page's buttons, else 600.
 * @cssproperty [--lojal-width=40em] - Greatest width of the element.
 * @cssproperty --lojal-reserve - Height that is kept while the data loads.
 * @cssproperty [--lojal-space=1.2em] - Padding of the card.
 */
export class LojalTier extends LojalElement {
  static override styles = [LojalElement.styles, styles, stepsStyles];

  static override properties = {
    value: { converter: numberAttribute },
    metric: {},
    variant: {},
    cart: { converter: numberAttribute },
    tiers: { attribute: false },
  };

  protected readonly english = balance;

  /** Progress so far, in major units of money or a count; overrides the program's. */
  declare value?: number;
  /** Unit of progress: `spend`, `points` or `orders`. */
  declare metric?: Metric;
  /** `bar`; `steps`: all levels in a row; `ring`; `stamps`: a stamp card for the next reward. */
  declare variant: 'bar' | 'steps' | 'ring' | 'stamps';
  /** What the cart would add to the progress, in major units of money, or a count for other metrics. */
  declare cart?: number;
  /** The tiers of an element without a program; `from` as in a parsed program. */
  declare tiers?: Tiers;

  /** Id of the level that was just reached: the element congratulates on it. */
  #celebrated: string | undefined;
  /** The module for the ring and the stamp card, loaded when one of them is shown. */
  #graphics: typeof import('./tier-graphics.ts') | undefined;

  constructor() {
    super();
    this.variant = 'bar';
    this.addEventListener('lojal-up', ({ level }) => {
      this.#celebrated = level;
      this.requestUpdate();
    });
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (!VARIANTS.includes(this.variant)) {
      this.reject('variant', this.variant, VARIANTS);
      this.variant = 'bar';
    }
    if (changed.has('variant') && this.#isGraphic && !this.#graphics)
      import('./tier-graphics.ts').then(
        (graphics) => {
          this.#graphics = graphics;
          this.requestUpdate();
        },
        () => {
          this.variant = 'bar';
        },
      );
    if (this.metric && !METRICS.includes(this.metric)) {
      this.reject('metric', this.metric, METRICS);
      this.metric = undefined;
    }
  }

  get #isGraphic(): boolean {
    return this.variant === 'ring' || this.variant === 'stamps';
  }

  get #currency(): string {
    return this.consumer.host?.data?.program.currency ?? 'EUR';
  }

  /** The customer's level and progress; `undefined` without data. */
  get standing(): Standing | undefined {
    const { tiers, metric } = this;
    const value = this.pick('value', this.value, false, undefined);
    return ownStanding({ tiers, metric, value }, this.consumer.host?.data, this.#currency);
  }

  /** What a sentence needs to speak of an amount of progress: money, "3 orders", "20 points". */
  #amount(n: number, metric: Metric): Values {
    // Money has no plural form: sentences take `other`.
    if (metric === 'spend') return { amount: money(this.locale, n, this.#currency) };
    const label = metric === 'points' ? this.consumer.host?.data?.program.points.label : undefined;
    return { n, amount: (form) => count(this.locale, n, label, metric, form) };
  }

  protected override content(): TemplateResult | undefined {
    // While the graphics load, the skeleton keeps the place, as it does while data loads.
    if (this.#isGraphic && !this.#graphics) return undefined;
    const { locale } = this;
    const at = this.standing;
    const { data } = this.consumer.host ?? {};
    const toReward =
      this.variant === 'stamps' &&
      this.#graphics?.stampCard(locale, snapshotOf(data), this.pick('value', this.value, true, undefined), tooMany);
    if (toReward) return toReward;
    if (!at) return undefined;
    const name = (level: Level): string => locale.text(level.name) || locale.t('noLevel');
    const levelName = name(at.level);
    const way = at.next
      ? locale.t('toLevel', { ...this.#amount(at.remaining, at.metric), level: name(at.next) })
      : locale.t('top');
    return html`<div class="card ${this.variant === 'ring' ? 'ring' : ''}" part="card">
      <p class="up" role="status">${this.#celebrated === at.level.id ? locale.t('up', { level: levelName }) : nothing}</p>
      <p class="row">
        <span class="level" part="heading"><span class="hidden">${locale.t('tier')}${locale.t('colon')}</span><bdi>${levelName}</bdi></span>
        ${at.next && this.variant === 'bar' ? html`<span class="next" aria-hidden="true"><bdi>${name(at.next)}</bdi></span>` : nothing}
      </p>
      ${this.variant === 'steps' ? steps(at, name) : this.#bar(at, levelName + locale.t('colon') + way)}
      <p class="way" part="label">${way}</p>
      ${this.#withCart(at)}
      ${
        at.keepUntil
          ? html`<p class="note" part="note">${withDate(this, locale, at.keepUntil, (date) => locale.t('keep', { level: levelName, date }))}</p>`
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

  /** @param text the progress in words, for screen readers */
  #bar(at: Standing, text: string): TemplateResult {
    const shown = (n: number): number => (at.metric === 'spend' ? toMajor(n, this.#currency) : n);
    const from = at.next ? at.level.from : 0;
    const to = Math.max(at.next?.from ?? at.value, from);
    const picture = this.#isGraphic
      ? this.#graphics?.tierGraphic(this, this.locale, at, this.#shares(at), tooMany)
      : undefined;
    return html`<div
      class=${picture ? 'picture' : 'track'}
      part="track"
      role="progressbar"
      aria-label=${this.locale.t('tier')}
      aria-valuemin=${shown(from)}
      aria-valuemax=${shown(to)}
      aria-valuenow=${shown(Math.min(Math.max(at.value, from), to))}
      aria-valuetext=${text}
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
              ...this.#amount(remaining, at.metric),
              level: this.locale.text(next?.name),
            })
      }
    </p>`;
  }

  /** The customer's level and progress after an order of this cart. */
  #further(at: Standing): Standing | undefined {
    const cart = this.pick('cart', this.cart, false, undefined);
    if (!cart || cart < 0 || !at.next) return undefined;
    const value = at.value + (at.metric === 'spend' ? toMinor(cart, this.#currency) : cart);
    // A level that is kept from last year is not lost by an order.
    return standing({ ...at, months: 0 }, value, { index: Math.max(at.index, reached(at.levels, value)) });
  }

  /** The filled shares of the bar, 0 to 1: progress so far, and progress with the cart. */
  #shares(at: Standing): readonly [number, number] {
    const further = this.#further(at);
    const cart = further && (further.index > at.index ? 1 : further.ratio);
    // A bar looks full from about 98 % on; it must not look full before the level is reached.
    const visible = (ratio: number): number => (ratio < 1 ? Math.min(ratio, 0.98) : 1);
    return [visible(at.ratio), visible(cart ?? 0)];
  }

  // A content security policy may refuse style attributes; it allows properties set by script.
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
