import { html, nothing, type TemplateResult } from 'lit';
import { referral } from '../../locales/en.referral.ts';
import type { FriendReward, FullProgram } from '../../loyalty/types.ts';
import { ClubElement } from '../club/club-element.ts';
import { CopyCode } from '../club/copy-code.ts';
import { durationWords } from '../club/duration-words.ts';
import { roundMoney } from '../club/round-money.ts';
import { withDate } from '../shared/deferred-date.ts';
import { publicUrl } from '../shared/public-url.ts';
import { ClaimedEvent } from './claimed-event.ts';
import { type Invitation, invitationsIn, isKey } from './invitation.ts';
import { referralStyles } from './referral.styles.ts';

/** Why an invitation was not counted, by the server's word. */
const REASONS = {
  'own-order': 'ownOrder',
  'not-first-order': 'notFirstOrder',
  'already-referred': 'alreadyReferred',
  'below-minimum': 'belowMinimum',
  cancelled: 'cancelled',
  'yearly-limit': 'yearlyLimit',
} as const;

/**
 * For a customer: the link to invite friends, what both get, and what became of each invitation. For a friend who came by such a
 * link: what they get, and their code.
 *
 * @tag lojal-referral
 * @slot - Fallback: shown before scripts run, and when the data is missing.
 * @csspart card - The card around the content.
 * @csspart heading - The headings.
 * @csspart row - One invitation.
 * @csspart note - Conditions, and the state of an invitation.
 * @csspart code - The link, or the friend's code.
 * @csspart button - A button.
 * @csspart notice - What happened after a click.
 * @fires lojal-claimed - A friend has accepted an invitation.
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
export class LojalReferral extends ClubElement {
  static override styles = [ClubElement.styles, referralStyles];

  protected readonly english = { ...ClubElement.shared, ...referral };

  readonly #copy = new CopyCode(this);
  /** The link and the invitations of the customer; `undefined` while they load. */
  #own: { readonly url: string; readonly invitations: readonly Invitation[] } | undefined;
  #asked = false;
  /** The code that the friend has just got; empty where the invitation gives none. */
  #code: string | undefined;

  protected override reset(): void {
    super.reset();
    this.#own = undefined;
    this.#asked = false;
    this.#code = undefined;
  }

  protected override content(): TemplateResult | undefined {
    const { program } = this.club ?? {};
    if (!program?.referral) return undefined;
    const code = this.access?.invitation ?? '';
    const { ledger = [] } = this.club?.account ?? {};
    // Whoever has ordered is no new customer.
    const invited =
      !ledger.some((entry) => entry.kind === 'order' || (entry.kind === 'carried' && entry.orders)) &&
      (code || this.#kept !== undefined);
    const friend = invited ? this.#friend(program, code) : nothing;
    const advocate = friend === nothing || this.consumer.host?.customerId ? this.#advocate(program) : nothing;
    return this.frame(html`${friend}${this.status()}${advocate}`);
  }

  /** The code that this visitor got as a friend. */
  get #kept(): string | undefined {
    return this.#code ?? this.access?.claim;
  }

  /** What a friend gets, in words. */
  #rewardWords({ kind, name, value = 0 }: FriendReward, currency: string): string {
    const { locale } = this;
    if (name) return locale.text(name);
    if (kind === 'discount') return locale.t('moneyOff', { money: roundMoney(locale, value, currency) });
    if (kind === 'percent') return locale.t('percentOff', { n: value });
    return locale.t(kind === 'shipping' ? 'freeShipping' : 'gift');
  }

  #advocate(program: FullProgram): TemplateResult | typeof nothing {
    const { locale } = this;
    const { referral: rules, currency } = program;
    if (!rules) return nothing;
    this.#load();
    const { friend, advocate } = rules;
    const per = advocate?.per ?? 1;
    return html`${this.heading(locale.t('referHeading'))}
      <ul class="gets">
        ${friend ? html`<li>${locale.t('friendGets', { reward: this.#rewardWords(friend, currency) })}</li>` : nothing}
        ${advocate ? html`<li>${locale.t('youGetPer', { n: per, amount: this.amount(advocate.points).amount })}</li>` : nothing}
      </ul>
      <div>${this.#conditions(program).map((line) => html`<span class="note" part="note">${line}</span>`)}</div>
      ${this.#link(program)}${this.#invitations(currency)}${this.signIn()}`;
  }

  #conditions({ referral: rules, currency }: FullProgram): string[] {
    const { locale } = this;
    const { qualifies, most, advocate } = rules ?? {};
    return [
      ...(qualifies?.minimum
        ? [locale.t('minimumFirst', { money: roundMoney(locale, qualifies.minimum, currency) })]
        : []),
      ...(qualifies?.after && advocate
        ? [locale.t('rewardWait', { duration: durationWords(locale, qualifies.after) })]
        : []),
      ...(advocate && most ? [locale.t('mostFriends', { n: most })] : []),
    ];
  }

  /** Asks the server for the link, once for each customer. */
  #load(): void {
    if (this.#asked || !this.canAct) return;
    this.#asked = true;
    this.theirs(this.access?.call('GET', 'referral')).then((reply) => {
      const { url } = Object(reply?.body);
      const link = reply?.status === 200 && typeof url === 'string' && publicUrl(url);
      if (!link) return;
      this.#own = { url: link, invitations: invitationsIn(reply.body) };
      this.requestUpdate();
    });
  }

  #link({ referral: rules, shop, name, currency }: FullProgram): TemplateResult | typeof nothing {
    if (!this.#own) return nothing;
    const { url } = this.#own;
    const { locale } = this;
    const from = locale.text(shop ?? name) || location.hostname;
    const reward = rules?.friend && this.#rewardWords(rules.friend, currency);
    const text = reward ? locale.t('shareText', { reward, shop: from }) : locale.t('shareTextPlain', { shop: from });
    return html`<div class="link">
      <span class="note" part="note">${locale.t('yourLink')}</span>
      ${this.#copy.render(locale, url, locale.t('yourLink'), true)}
      ${
        typeof navigator.share === 'function'
          ? this.button(locale.t('share'), 'share', () => navigator.share({ text, url }).catch(() => {}), true)
          : nothing
      }
    </div>`;
  }

  #invitations(currency: string): TemplateResult | typeof nothing {
    const { invitations = [] } = this.#own ?? {};
    return invitations.length > 0
      ? html`<p class="title" part="heading">${this.locale.t('invitations')}</p>
          <ul class="rows">
            ${invitations.map(
              (one) => html`<li class="row ${one.state === 'declined' ? 'done' : ''}" part="row">
                <span class="what">
                  <span class="name">${this.#stateWords(one, currency)}</span>
                  <span class="note" part="note">${withDate(this, this.locale, one.at, (date) =>
                    this.locale.t('invitedOn', { date }),
                  )}</span>
                </span>
              </li>`,
            )}
          </ul>`
      : nothing;
  }

  #stateWords({ state, reason = '', until, missing, points }: Invitation, currency: string): unknown {
    const { locale } = this;
    const minimum = roundMoney(locale, this.club?.program.referral?.qualifies.minimum ?? 0, currency);
    if (state === 'rewarded') return locale.t(points ? 'rewarded' : 'counted', points ? this.amount(points) : {});
    if (state === 'waiting' && missing) return locale.t('waitingGroup', { n: missing });
    if (state === 'waiting')
      return until ? withDate(this, locale, until, (date) => locale.t('waiting', { date })) : locale.t('counted');
    if (isKey(REASONS, reason)) return locale.t(REASONS[reason], { money: minimum });
    return locale.t('claimed');
  }

  /** @param code of the link by which the friend came */
  #friend(program: FullProgram, code: string): TemplateResult {
    const { locale } = this;
    const { friend, qualifies } = program.referral ?? {};
    const own = this.#kept;
    const heading = html`<p class="title" part="heading">${locale.t('invited')}</p>`;
    if (own !== undefined)
      return html`${heading}${
        own
          ? html`<div class="claimed" tabindex="-1">
              <p>${locale.t('friendCode')}</p>
              ${this.#copy.render(locale, own, locale.t('friendCode'))}
            </div>`
          : html`<p class="claimed" tabindex="-1">${locale.t('accepted')}</p>`
      }`;
    const minimum = friend?.minimum ?? qualifies?.minimum;
    return html`${heading}
      ${friend ? html`<p>${locale.t('youGetFriend', { reward: this.#rewardWords(friend, program.currency) })}</p>` : nothing}
      ${
        minimum
          ? html`<span class="note" part="note">${locale.t('minimumFirst', { money: roundMoney(locale, minimum, program.currency) })}</span>`
          : nothing
      }
      <div class="actions">${this.button(locale.t('getIt'), 'claim', () => this.#accept(code), true)}</div>`;
  }

  async #accept(code: string): Promise<void> {
    const reply = await this.send('claim', 'POST', 'claims', { code });
    if (!reply) return;
    const { locale } = this;
    const { code: given } = Object(reply.body);
    const complete = typeof given === 'string' || !this.club?.program.referral?.friend;
    if ((reply.status === 200 || reply.status === 201) && complete) {
      this.#code = typeof given === 'string' ? given : '';
      this.access?.keepClaim(this.#code);
      this.focusNext = '.claimed';
      this.dispatchEvent(new ClaimedEvent(code, this.#code));
    } else if (reply.status === 409) this.notice = locale.t('ownLink');
    else if (reply.status === 404) this.notice = locale.t('unknownLink');
    else this.notice = locale.t(reply.status === 429 ? 'tryLater' : 'callFailed');
    this.requestUpdate();
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'lojal-referral': LojalReferral;
  }
}
