import { html, type TemplateResult } from 'lit';
import { product } from '../../locales/en.product.ts';
import { earnedPoints, type Factor } from '../../loyalty/earning.ts';
import { toMinor } from '../../loyalty/money.ts';
import { ClubElement } from '../club/club-element.ts';
import type { Club } from '../shared/club-host.ts';
import { withDate } from '../shared/deferred-date.ts';
import { numberAttribute } from '../shared/number-attribute.ts';
import { snapshotOf } from '../shared/snapshot-of.ts';
import { productPointsStyles } from './product-points.styles.ts';

/**
 * What a price earns: for a guest, for a member, with the multiplier of the level and in a campaign.
 *
 * @tag lojal-product-points
 * @slot - Fallback: shown before scripts run, and when the price or the program is missing.
 * @csspart line - The points.
 * @csspart note - Why they are more than usual.
 * @cssproperty --lojal-accent - Buttons and bars; default: the colour of the page's buttons, else of the text.
 * @cssproperty --lojal-on-accent - Text on the accent; default: white or black.
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
export class LojalProductPoints extends ClubElement {
  static override styles = [ClubElement.styles, productPointsStyles];

  static override properties = {
    price: { converter: numberAttribute },
    product: {},
    quantity: { converter: numberAttribute },
  };

  protected readonly english = { ...ClubElement.shared, ...product };

  /** The price of one piece, in major units of the program's currency. */
  declare price?: number;
  /** The shop's id of the product, for campaigns that name products. */
  declare product?: string;
  /** How many pieces; default: 1. */
  declare quantity?: number;

  protected override content(): TemplateResult | undefined {
    const { club, locale } = this;
    const price = this.pick('price', this.price, false, undefined);
    const quantity = this.pick('quantity', this.quantity, true, 1) ?? 1;
    if (!club || price === undefined || price < 0 || quantity < 1) return undefined;
    const total = toMinor(price, club.program.currency) * quantity;
    if (!Number.isSafeInteger(total)) return undefined;
    const { points, factors } = this.#earned(club, total);
    if (points <= 0) return undefined;
    const key = this.consumer.host?.customerId === undefined ? 'membersEarn' : 'youEarn';
    return html`<p class="line" part="line">${locale.t(key, this.amount(points))}</p>
      ${factors.map((factor) => html`<p class="note" part="note">${this.#because(club, factor)}</p>`)}`;
  }

  /** By the code that books an order at the server. The whole price counts; the server knows the tax. */
  #earned({ program, account, today }: Club, total: number): ReturnType<typeof earnedPoints> {
    const level = snapshotOf(this.consumer.host?.data)?.standing?.level.id;
    return earnedPoints(program, total, {
      day: today,
      level: program.tiers?.levels.find(({ id }) => id === level),
      isMember: today < (account?.membership?.until ?? ''),
      isHeldOut: (campaign) => this.access?.isHeldOut(campaign) ?? false,
      lines: [{ product: this.product ?? '', total }],
    });
  }

  #because({ program }: Club, { by, id, times }: Factor): unknown {
    const { locale } = this;
    const values = { times: locale.number(times) };
    if (by === 'membership') return locale.t('because', { ...values, name: locale.text(program.membership?.name) });
    if (by === 'tier') {
      const level = program.tiers?.levels.find((one) => one.id === id);
      return locale.t('because', { ...values, name: locale.text(level?.name) });
    }
    const { name, until = '' } = program.campaigns.find((one) => one.id === id) ?? {};
    const shown = { ...values, name: locale.text(name) || id };
    return withDate(this, locale, until, (date) => locale.t('becauseUntil', { ...shown, date }));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'lojal-product-points': LojalProductPoints;
  }
}
