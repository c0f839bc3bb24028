import { html, nothing, type TemplateResult } from 'lit';
import { earn } from '../../locales/en.earn.ts';
import { addDays, addMonths, dayBefore, isDate } from '../../loyalty/dates.ts';
import { digits } from '../../loyalty/money.ts';
import type { CalendarDate, EarnRule, FullProgram } from '../../loyalty/types.ts';
import { ClubElement } from '../club/club-element.ts';
import { durationWords } from '../club/duration-words.ts';
import { roundMoney } from '../club/round-money.ts';
import { FieldEvents } from '../question/fields-events.ts';
import { withDate } from '../shared/deferred-date.ts';
import { birthdayForm, birthdayWords } from './birthday-form.ts';
import { earnStyles } from './earn.styles.ts';
import { rateOf } from './earning-rate.ts';
import { earningTerms } from './earning-terms.ts';
import { membershipRow } from './membership-row.ts';
import { ruleName } from './rule-name.ts';

/**
 * The ways to earn points: what each gives, whether it was done, and what to do.
 *
 * @tag lojal-earn
 * @slot - Fallback: shown before scripts run, and when the data is missing.
 * @csspart card - The card around the content.
 * @csspart heading - The heading.
 * @csspart row - One way to earn points.
 * @csspart amount - What it gives.
 * @csspart note - Conditions, and when it was done.
 * @csspart button - A button or a link that looks like one.
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
export class LojalEarn extends ClubElement {
  static override styles = [ClubElement.styles, earnStyles];

  protected readonly english = { ...ClubElement.shared, ...earn };

  /** Where the fields are, for `FieldEvents`. */
  readonly mode = 'inline';
  protected readonly fieldEvents = new FieldEvents(this);

  /** The rule whose birthday form is open. */
  #asked: EarnRule | undefined;

  protected override reset(): void {
    super.reset();
    this.#asked = undefined;
  }

  protected override content(): TemplateResult | undefined {
    const { club } = this;
    if (!club) return undefined;
    const { program } = club;
    const orders = this.#orders(program);
    if (orders === nothing && program.earn.length === 0 && !program.membership) return undefined;
    return this.frame(html`
      ${this.heading(this.locale.t('earnHeading'))}
      <ul class="rows">
        ${orders}${this.#membership(program)}${program.earn.map((rule) => this.#rule(rule))}
      </ul>
      ${this.#terms(program)}${this.status()}${this.signIn()}`);
  }

  /** What an order earns, and what multiplies it. */
  #orders(program: FullProgram): TemplateResult | typeof nothing {
    const rate = rateOf(program.points.perUnit);
    if (!rate) return nothing;
    const { locale } = this;
    const minor = rate.money * 10 ** digits(program.currency);
    const round = roundMoney(locale, minor, program.currency);
    return html`<li class="row" part="row">
      <span class="what wide">
        <span class="name">${locale.t('perMoney', { ...this.amount(rate.points), money: round })}</span>
        ${this.#multipliers(program)}
      </span>
    </li>`;
  }

  #multipliers({ tiers, membership, campaigns }: FullProgram): TemplateResult[] {
    const { locale } = this;
    const today = this.club?.today ?? '';
    const line = (name: string, times: number): TemplateResult =>
      html`<span class="note" part="note">${locale.t('multiplied', { name, times: locale.number(times) })}</span>`;
    return [
      ...(tiers?.levels ?? []).flatMap(({ name, times }) => (times === 1 ? [] : [line(locale.text(name), times)])),
      ...(membership && membership.times !== 1 ? [line(locale.text(membership.name), membership.times)] : []),
      ...campaigns
        .filter((one) => one.from <= today && today < one.until && !this.access?.isHeldOut(one))
        .map(
          ({ name, id, times, until }) =>
            html`<span class="note" part="note">${withDate(this, locale, until, (date) =>
              locale.t('multipliedUntil', { name: locale.text(name) || id, times: locale.number(times), date }),
            )}</span>`,
        ),
    ];
  }

  /** What a paid membership costs and gives, and until when the customer has it. */
  #membership({ membership, currency }: FullProgram): TemplateResult | typeof nothing {
    const { account, today = '' } = this.club ?? {};
    if (!membership) return nothing;
    const { until = '' } = account?.membership ?? {};
    return membershipRow(
      this.locale,
      membership,
      currency,
      until > today
        ? withDate(this, this.locale, dayBefore(until), (date) => this.locale.t('memberUntil', { date }))
        : undefined,
    );
  }

  #rule(rule: EarnRule): TemplateResult {
    const { last, next, done } = this.#stateOf(rule);
    const { locale } = this;
    const again = next && withDate(this, locale, next, (date) => locale.t('againOn', { date }));
    const interval =
      rule.every && !last ? locale.t('interval', { duration: durationWords(locale, rule.every) }) : nothing;
    return html`<li class="row ${done ? 'done' : ''}" part="row">
      <span class="what">
        <span class="name">${ruleName(this.locale, rule, this.club?.program.name)}</span>
        ${
          last
            ? html`<span class="note" part="note">${withDate(this, locale, last, (date) => locale.t('doneOn', { date }))}</span>`
            : nothing
        }
        ${again || interval !== nothing ? html`<span class="note" part="note">${again || interval}</span>` : nothing}
        ${rule.when === 'birthday' ? this.#knownBirthday() : nothing}
      </span>
      <span class="end">
        <span class="amount" part="amount">${this.points(rule.points)}</span>
        ${done ? nothing : this.#action(rule)}
      </span>
      ${this.#asked?.id === rule.id ? this.#birthdayForm(rule) : nothing}
    </li>`;
  }

  /** When the rule last gave points, from when it gives them again, and whether there is nothing to do until then. */
  #stateOf({ id, when, every }: EarnRule): { last?: CalendarDate; next?: CalendarDate; done: boolean } {
    const { account, today = '' } = this.club ?? {};
    const all = Object(account?.earned) as Readonly<Record<string, unknown>>;
    const last = Object.hasOwn(all, id) ? all[id] : undefined;
    if (!isDate(last)) return { done: false };
    // Reviews are of an order or a product each, birthdays and anniversaries come again by themselves.
    if (when === 'review' || when === 'birthday' || when === 'anniversary') return { last, done: false };
    if (when === 'join' || !every) return { last, done: when !== 'nps' };
    const next = addDays(addMonths(last, every.months), every.days);
    return next > today ? { last, next, done: true } : { last, done: false };
  }

  #action(rule: EarnRule): TemplateResult | typeof nothing {
    const { locale } = this;
    const { when, url } = rule;
    const name = ruleName(this.locale, rule, this.club?.program.name);
    const visits = when === 'visit';
    if (url)
      return html`<a
        class="button"
        part="button"
        href=${url}
        target=${visits ? '_blank' : nothing}
        rel=${visits ? 'noopener' : nothing}
        aria-label=${`${locale.t('visit')}: ${name}`}
        @click=${() => (visits && this.canAct ? this.#act(rule) : undefined)}
        >${locale.t('visit')}</a
      >`;
    if (visits || when === 'anniversary' || !this.canAct) return nothing;
    if (when === 'join') return this.button(locale.t('join'), rule.id, () => this.#act(rule), false, name);
    if (when === 'birthday') return this.#birthdayButton(rule);
    return this.button(locale.t('answer'), rule.id, () => this.#open(when), false, name);
  }

  async #open(kind: 'review' | 'nps'): Promise<void> {
    this.notice = (await this.access?.ask(kind)) ? '' : this.locale.t('callFailed');
    this.requestUpdate();
  }

  /** Asks the server for the points of a rule. */
  async #act(rule: EarnRule, told?: { readonly month: number; readonly day: number }): Promise<boolean> {
    const reply = await this.send(rule.id, 'POST', 'actions', { rule: rule.id, ...told });
    if (!reply) return false;
    const { locale } = this;
    const { points, entry } = Object(reply.body);
    const given = Number(points ?? Object(entry).points);
    const ok = (reply.status === 200 || reply.status === 201) && (told !== undefined || given > 0);
    if (ok) this.notice = given > 0 ? locale.t('earnedNow', this.amount(given)) : locale.t('savedNow');
    else if (reply.status === 409) this.notice = locale.t(told ? 'birthdayRefused' : 'alreadyDone');
    else this.notice = locale.t('callFailed');
    this.requestUpdate();
    return (ok || reply.status === 409) && (await this.refresh()) && ok;
  }

  #knownBirthday(): TemplateResult | typeof nothing {
    const date = birthdayWords(this.locale, this.club?.account?.birthday);
    return date ? html`<span class="note" part="note">${this.locale.t('birthdayKnown', { date })}</span>` : nothing;
  }

  #birthdayButton(rule: EarnRule): TemplateResult | typeof nothing {
    if (this.#asked) return nothing;
    const known = birthdayWords(this.locale, this.club?.account?.birthday);
    return this.button(this.locale.t(known ? 'change' : 'tellBirthday'), rule.id, () => {
      this.#asked = rule;
      this.notice = '';
      this.focusNext = 'select';
      this.requestUpdate();
    });
  }

  #birthdayForm(rule: EarnRule): TemplateResult {
    const { locale } = this;
    const close = (): void => {
      this.#asked = undefined;
      this.focusNext = `[data-action="${CSS.escape(rule.id)}"]`;
      this.requestUpdate();
    };
    const save = async (month: number, day: number): Promise<void> => {
      this.notice = month && day ? '' : locale.t('birthdayInvalid');
      if (this.notice) return this.requestUpdate();
      if (await this.#act(rule, { month, day })) close();
    };
    const buttons = html`<button class="button main" part="button" type="submit" aria-disabled=${this.busy !== ''}>
        ${locale.t(this.busy ? 'busy' : 'save')}</button
      ><button class="button" part="button" type="button" @click=${close}>${locale.t('cancel')}</button>`;
    return birthdayForm(locale, save, close, buttons);
  }

  #terms({ points }: FullProgram): TemplateResult | typeof nothing {
    const lines = earningTerms(this.locale, points);
    return lines.length > 0
      ? html`<p class="terms">${lines.map((line) => html`<span class="note" part="note">${line}</span>`)}</p>`
      : nothing;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'lojal-earn': LojalEarn;
  }
}
