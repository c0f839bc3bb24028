import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { activity } from '../../locales/en.activity.ts';
import type { HistoryItem } from '../../loyalty/history.ts';
import type { Entry } from '../../loyalty/types.ts';
import { ClubElement } from '../club/club-element.ts';
import { withDate } from '../shared/deferred-date.ts';
import { numberAttribute } from '../shared/number-attribute.ts';
import { sourceOf } from './entry-source.ts';

/** How many entries are shown at first, and more at each click. */
const LIMIT = 10;

/**
 * The history of the customer's points in words, newest first: what, why, until when, and what each entry left.
 *
 * @tag lojal-activity
 * @slot - Fallback: shown before scripts run, for guests, and when the data is missing.
 * @csspart card - The card around the content.
 * @csspart heading - The heading.
 * @csspart row - One entry.
 * @csspart amount - The points that the entry gave or took.
 * @csspart note - The date, the reasons and the state of the points.
 * @csspart button - The button that shows more.
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
export class LojalActivity extends ClubElement {
  static override properties = { limit: { converter: numberAttribute } };

  protected readonly english = { ...ClubElement.shared, ...activity };

  /** How many entries are shown at first, and more at each click; default: 10. */
  declare limit?: number;

  #clicks = 0;
  #items: readonly HistoryItem[] | undefined;
  /** What `#items` was computed from. */
  #of: unknown;

  protected override reset(): void {
    super.reset();
    this.#items = undefined;
    this.#clicks = 0;
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    const { club } = this;
    if (!club?.account?.ledger || this.#of === club) return;
    this.#of = club;
    club.history().then(
      (items) => {
        // Another customer may have signed in.
        if (this.#of !== club || this.club !== club) return;
        this.#items = items;
        this.requestUpdate();
      },
      () => {},
    );
  }

  protected override content(): TemplateResult | undefined {
    const { club } = this;
    if (!club?.account?.ledger || !this.#items) return undefined;
    const items = this.#shown(club.account.recent);
    const step = Math.max(1, this.pick('limit', this.limit, true, LIMIT) ?? LIMIT);
    const shown = step * (this.#clicks + 1);
    const { locale } = this;
    return this.frame(html`
      ${this.heading(locale.t('activityHeading'))}
      ${
        items.length > 0
          ? html`<ol class="rows">
              ${items.slice(0, shown).map((item) => this.#item(item))}
            </ol>`
          : html`<p class="note" part="note">${locale.t('nothingYet')}</p>`
      }
      ${
        items.length > shown
          ? html`<p class="actions">${this.button(locale.t('showMore'), 'more', () => this.#more(shown))}</p>`
          : nothing
      }`);
  }

  /** The entries of the ledger; of one that a server has carried forward, the last entries as they were. */
  #shown(recent: readonly Entry[] | undefined): readonly HistoryItem[] {
    const items = this.#items ?? [];
    if (!recent) return items;
    const known = new Set(recent.map(({ id }) => id));
    const carried = items.filter(({ entry }) => entry.kind !== 'carried' && !known.has(entry.id));
    const last = [...recent].reverse().map((entry): HistoryItem => {
      const points = 'points' in entry ? (entry.points ?? 0) : 0;
      return { entry, points: entry.kind === 'refund' || entry.kind === 'redeem' ? 0 - points : points };
    });
    return [...carried, ...last];
  }

  #more(shown: number): void {
    this.#clicks++;
    // The button moves down, and disappears with the last entry.
    this.focusNext = `.row:nth-child(${shown + 1})`;
    this.requestUpdate();
  }

  #item({ entry, points, ...item }: HistoryItem): TemplateResult {
    const { locale } = this;
    const notes = [...this.#reasons(entry), ...this.#state(item, entry)];
    return html`<li class="row" part="row" tabindex="-1">
      <span class="what">
        <span class="name">${this.#title(entry)}</span>
        <span class="note" part="note">${withDate(this, locale, entry.at, (date) => date())}</span>
        ${notes.map((note) => html`<span class="note" part="note">${note}</span>`)}
      </span>
      <span class="amount" part="amount">${points > 0 ? '+' : ''}${this.points(points)}</span>
    </li>`;
  }

  #title(entry: Entry): string {
    const { locale } = this;
    const { kind } = entry;
    const { program } = this.club ?? {};
    const source = sourceOf(entry);
    if (kind === 'order') return locale.t('orderOf', { id: source.id });
    if (kind === 'refund') return locale.t(source.cancelled ? 'cancelOf' : 'refundOf', { id: source.id });
    if (kind === 'redeem' || kind === 'release') {
      const redeemed = kind === 'redeem' ? entry.reward : this.#rewardOf(entry.of);
      const found = program?.rewards.find(({ id }) => id === redeemed);
      const key = kind === 'redeem' ? 'redeemed' : 'released';
      return found ? locale.t(key, { reward: locale.text(found.name) }) : locale.t(`${key}Plain`);
    }
    if (kind === 'carried') return locale.t('earlier');
    if (entry.why) return locale.text(entry.why);
    if (source.referral) return locale.t('referred');
    const rule = kind === 'bonus' ? program?.earn.find(({ id }) => id === entry.rule) : undefined;
    if (rule?.name) return locale.text(rule.name);
    return locale.t(kind === 'bonus' ? 'bonus' : 'correction');
  }

  /** The reward of a redemption. */
  #rewardOf(redemption: string): string | undefined {
    const found = this.#items?.find(({ entry }) => entry.id === redemption)?.entry;
    return found?.kind === 'redeem' ? found.reward : undefined;
  }

  /** How the points of an order came about. */
  #reasons(entry: Entry): string[] {
    if (entry.kind !== 'order' || entry.base === undefined || !entry.factors?.length) return [];
    const { locale } = this;
    const { tiers, membership, campaigns } = this.club?.program ?? {};
    const names = {
      tier: (id?: string) => tiers?.levels.find((level) => level.id === id)?.name,
      membership: () => membership?.name,
      campaign: (id?: string) => campaigns?.find((one) => one.id === id)?.name,
    };
    const signed = (n: number): string => (n > 0 ? `+${locale.number(n)}` : locale.number(n));
    return [
      locale.t('forOrder', this.amount(entry.base)),
      ...entry.factors.map(({ by, id, points }) =>
        locale.t('factor', { points: signed(points), name: locale.text(names[by](id)) || id || '' }),
      ),
    ];
  }

  /** What became of the points. */
  #state({ state, left = 0, available, expires }: Omit<HistoryItem, 'entry' | 'points'>, { at }: Entry): unknown[] {
    const { locale } = this;
    if (state === 'pending')
      return [
        available && available > at
          ? withDate(this, locale, available, (date) => locale.t('pendingUntil', { date }))
          : locale.t('onTheWay'),
      ];
    if (state === 'expired') return [locale.t('expiredOn')];
    if (state === 'spent') return [locale.t('spent')];
    if (state !== 'left') return [];
    const until = expires && withDate(this, locale, expires, (date) => locale.t('before', { date }));
    return [locale.t('pointsLeft', this.amount(left)), ...(until ? [until] : [])];
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'lojal-activity': LojalActivity;
  }
}
