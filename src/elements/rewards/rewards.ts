import { html, nothing, type TemplateResult } from 'lit';
import { rewards } from '../../locales/en.rewards.ts';
import type { ProgramReward } from '../../loyalty/types.ts';
import { ClubElement } from '../club/club-element.ts';
import { confirmation } from '../club/confirmation.ts';
import { CopyCode } from '../club/copy-code.ts';
import { withDate } from '../shared/deferred-date.ts';
import { snapshotOf } from '../shared/snapshot-of.ts';
import { Donations } from './donations.ts';
import { type HeldCode, heldCodes } from './held-codes.ts';
import { progressBar } from './progress-bar.ts';
import { rewardConditions } from './reward-conditions.ts';

/** The most codes without a use any more that are shown. */
const MOST_ENDED = 5;

/** What the customer was asked, or has just got. */
type Step =
  | { readonly kind: 'redeem'; readonly reward: ProgramReward }
  | { readonly kind: 'issued'; readonly reward: ProgramReward; readonly code: string }
  | { readonly kind: 'return'; readonly id: string };

/**
 * What can be redeemed, how far the rest is, and the codes that the customer holds.
 *
 * @tag lojal-rewards
 * @slot - Fallback: shown before scripts run, and when the data is missing.
 * @csspart card - The card around the content.
 * @csspart heading - The headings.
 * @csspart row - One reward, or one code.
 * @csspart amount - The price of a reward.
 * @csspart note - Conditions, and the state of a code.
 * @csspart bar - The way to a reward.
 * @csspart code - A code.
 * @csspart button - A button.
 * @csspart notice - What happened after a click.
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
export class LojalRewards extends ClubElement {
  protected readonly english = { ...ClubElement.shared, ...rewards };

  readonly #copy = new CopyCode(this);
  #step: Step | undefined;
  readonly #donations = new Donations(this, () => (this.consumer.host?.server ? this.access : undefined));

  protected override reset(): void {
    super.reset();
    this.#step = undefined;
  }

  protected override content(): TemplateResult | undefined {
    const { club } = this;
    const { rewards: all = [] } = club?.program ?? {};
    const codes = club ? heldCodes(club) : [];
    if (all.length + codes.length === 0) return undefined;
    return this.frame(html`
      ${this.heading(this.locale.t('rewardsHeading'))}
      <ul class="rows">
        ${all.map((reward) => this.#reward(reward))}
      </ul>
      ${this.status()}${this.signIn()}${this.#codes(codes)}`);
  }

  #reward(reward: ProgramReward): TemplateResult {
    const { locale } = this;
    const { id, url, kind } = reward;
    const missing = this.#missing(reward);
    const step = this.#step;
    const own = step?.kind !== 'return' && step?.reward.id === id ? step : undefined;
    const name = locale.text(reward.name);
    return html`<li class="row" part="row">
      <span class="what">
        <span class="name">${url ? html`<a href=${url}>${name}</a>` : name}</span>
        ${this.#lines(reward).map((line) => html`<span class="note" part="note">${line}</span>`)}
      </span>
      <span class="end">
        <span class="amount" part="amount">${this.points(reward.points)}</span>
        ${
          missing === 0 && kind !== 'link' && this.canAct && !own
            ? this.button(
                locale.t(kind === 'donation' ? 'give' : 'redeem'),
                `redeem ${id}`,
                () => this.#ask({ kind: 'redeem', reward }),
                true,
                name,
              )
            : nothing
        }
      </span>
      ${missing ? progressBar(reward.points, missing, locale.t('missing', this.amount(missing))) : nothing}
      ${own?.kind === 'redeem' ? this.#confirm(own) : nothing}${own?.kind === 'issued' ? this.#issued(own) : nothing}
    </li>`;
  }

  /** How many points are missing; nothing where the balance is not known. */
  #missing({ id }: ProgramReward): number | undefined {
    const snapshot = snapshotOf(this.consumer.host?.data);
    return snapshot?.points && snapshot.rewards.find(({ reward }) => reward.id === id)?.missing;
  }

  #lines(reward: ProgramReward): string[] {
    const { currency = '' } = this.club?.program ?? {};
    const given = reward.kind === 'donation' ? this.#donations.given(reward.id) : undefined;
    return [
      ...rewardConditions(this.locale, reward, currency),
      ...(given ? [this.locale.t('givenSoFar', this.amount(given))] : []),
    ];
  }

  #ask(step: Step): void {
    this.#step = step;
    this.notice = '';
    this.focusNext = '.ask .button';
    this.requestUpdate();
  }

  #close = (): void => {
    const step = this.#step;
    this.#step = undefined;
    const action = step?.kind === 'return' ? `return ${step.id}` : `redeem ${step?.reward.id}`;
    this.focusNext = `[data-action="${CSS.escape(action)}"]`;
    this.requestUpdate();
  };

  #confirm({ reward }: Extract<Step, { kind: 'redeem' }>): TemplateResult {
    const { locale } = this;
    const gives = reward.kind === 'donation';
    const [name, cause] = [locale.text(reward.name), locale.text(reward.cause ?? reward.name)];
    const words = gives
      ? locale.t('confirmGive', { ...this.amount(reward.points), cause })
      : locale.t('confirmRedeem', { ...this.amount(reward.points), reward: name });
    const redeem = this.button(
      locale.t(gives ? 'give' : 'redeem'),
      `agree ${reward.id}`,
      () => this.#redeem(reward),
      true,
      name,
    );
    return confirmation(this.locale, this.#close, words, redeem);
  }

  async #redeem(reward: ProgramReward): Promise<void> {
    const reply = await this.send(`agree ${reward.id}`, 'POST', 'redemptions', { reward: reward.id });
    if (!reply) return;
    const { locale } = this;
    const { code, state } = Object(reply.body);
    if ((reply.status === 200 || reply.status === 201) && typeof state === 'string') {
      const gives = reward.kind === 'donation';
      const issued = state === 'issued' && typeof code === 'string' && !gives;
      this.#step = issued ? { kind: 'issued', reward, code } : undefined;
      if (gives)
        this.notice = locale.t('thanksFor', {
          ...this.amount(reward.points),
          cause: locale.text(reward.cause ?? reward.name),
        });
      this.#donations.forget(reward.id);
      this.focusNext = issued ? '.issued' : '';
      await this.refresh();
    } else if (reply.status === 409) {
      this.#step = undefined;
      if (await this.refresh()) this.notice = locale.t(this.#missing(reward) ? 'notEnough' : 'unavailable');
    } else this.notice = locale.t(reply.status === 503 ? 'unavailable' : 'callFailed');
    this.requestUpdate();
  }

  #issued({ reward, code }: Extract<Step, { kind: 'issued' }>): TemplateResult {
    const words = this.locale.t('yourCode', { reward: this.locale.text(reward.name) });
    return html`<div class="ask issued wide" role="group" aria-label=${words} tabindex="-1">
      <p>${words}</p>
      ${this.#copy.render(this.locale, code, words)}
      <p class="note" part="note">${this.locale.t('useAtCheckout')}</p>
    </div>`;
  }

  #codes(codes: readonly HeldCode[]): TemplateResult | typeof nothing {
    const kinds = new Map(this.club?.program.rewards.map(({ id, kind }) => [id, kind]));
    const step = this.#step;
    // The code that was just issued stands below its reward.
    const shown = step?.kind === 'issued' ? step.code : undefined;
    const own = codes.filter(({ reward, code }) => kinds.get(reward) !== 'donation' && code !== shown);
    const live = own.filter(({ state }) => state === 'issued');
    const ended = own.filter(({ state }) => state !== 'issued').slice(0, MOST_ENDED);
    return own.length > 0
      ? html`<p class="title" part="heading">${this.locale.t('codesHeading')}</p>
          <ul class="rows">
            ${[...live, ...ended].map((one) => this.#code(one))}
          </ul>`
      : nothing;
  }

  #code({ id, code, state, reward, expires }: HeldCode): TemplateResult {
    const { locale } = this;
    const found = this.club?.program.rewards.find((one) => one.id === reward);
    const name = found ? locale.text(found.name) : reward;
    const label = `${name}, ${code}`;
    const live = state === 'issued';
    const asked = this.#step?.kind === 'return' && this.#step.id === id;
    return html`<li class="row ${live ? '' : 'done'}" part="row">
      <span class="what">
        <span class="name">${name}</span>
        ${
          live && expires
            ? html`<span class="note" part="note">${withDate(this, locale, expires, (date) => locale.t('before', { date }))}</span>`
            : nothing
        }
        ${live ? nothing : html`<span class="note" part="note">${locale.t(state)}</span>`}
      </span>
      ${
        live
          ? html`<span class="wide">${this.#copy.render(locale, code, label)}</span>
              ${
                this.canAct && !asked
                  ? html`<span class="wide">${this.button(locale.t('giveBack'), `return ${id}`, () => this.#ask({ kind: 'return', id }), false, label)}</span>`
                  : nothing
              }
              ${
                asked
                  ? confirmation(
                      this.locale,
                      this.#close,
                      locale.t('confirmGiveBack'),
                      this.button(locale.t('giveBack'), `give ${id}`, () => this.#return(id), true, label),
                    )
                  : nothing
              }`
          : nothing
      }
    </li>`;
  }

  async #return(id: string): Promise<void> {
    const reply = await this.send(`give ${id}`, 'DELETE', `redemptions/${encodeURIComponent(id)}`);
    if (!reply) return;
    const { status } = reply;
    this.#step = undefined;
    this.notice = this.locale.t(
      status === 200 ? 'gaveBack' : status === 410 ? 'expired' : status === 409 ? 'used' : 'callFailed',
    );
    await this.refresh();
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'lojal-rewards': LojalRewards;
  }
}
