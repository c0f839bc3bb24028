import { css, html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import type { Answer, AnswerChange, ReviewDecision } from '../api/answer-types.ts';
import { controlStyles } from '../shared/controls.styles.ts';
import { focusHeadingOf } from '../shared/kept-focus.ts';
import { OwnerElement } from '../shared/owner-element.ts';

/** The owner changes an answer. */
export class ChangeEvent extends Event {
  constructor(readonly change: AnswerChange) {
    super('change-answer', { bubbles: true, composed: true });
  }
}

/** The longest reason, in characters. */
const LONGEST = 500;

/** Approves or rejects a review. A rejection has a reason, which the audit log keeps. */
export class ReviewDecisionBox extends OwnerElement {
  static override properties: PropertyDeclarations = { answer: { attribute: false }, asks: { state: true } };
  static override styles = [
    controlStyles,
    css`
      .row + .row {
        margin-block-start: 8px;
      }
      form {
        display: grid;
        gap: 8px;
        margin-block-start: 8px;
      }
    `,
  ];

  declare answer: Answer;
  /** Whether the reason of a rejection is being asked for. */
  declare asks: boolean;

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    const before = changed.get('answer') as Answer | undefined;
    if (before && before.id !== this.answer.id) this.asks = false;
  }

  protected override render(): TemplateResult {
    const { state, event, reason } = this.answer;
    const isShown = state === 'approved' && event.data.consent?.publish === true;
    return html`<div>
      <div class="row">
        <span class="tag ${state === 'approved' ? 'good' : state === 'suspect' ? 'warn' : ''}">${this.t(`answers.${state ?? 'pending'}`)}</span>
        ${isShown ? html`<span class="muted small">${this.t('answers.isPublished')}</span>` : nothing}
        ${event.data.consent?.publish === false ? html`<span class="muted small">${this.t('answers.notPublished')}</span>` : nothing}
      </div>
      ${reason && state === 'rejected' ? html`<p class="written muted">${reason}</p>` : nothing}
      <div class="row choices" ?hidden=${this.asks}>
        ${state === 'approved' ? nothing : html`<button class=${state === 'rejected' ? '' : 'main'} @click=${() => this.#decide('approved')}>${this.t('answers.approve')}</button>`}
        ${state === 'rejected' ? nothing : html`<button class="reject" @click=${this.#askReason}>${this.t('answers.reject')}</button>`}
        ${
          state === 'approved' || state === 'rejected'
            ? html`<button class="plain" @click=${() => this.#decide('pending')}>${this.t('answers.undecide')}</button>`
            : nothing
        }
      </div>
      ${this.asks ? this.#reason() : nothing}
    </div>`;
  }

  #reason(): TemplateResult {
    return html`<form @submit=${this.#reject}>
      <label><span class="label">${this.t('answers.reason')}</span>
        <input name="reason" required maxlength=${LONGEST} aria-describedby="hint" autocomplete="off" /></label>
      <p class="muted small" id="hint">${this.t('answers.reasonHint')}</p>
      <div class="row">
        <button class="danger">${this.t('answers.reject')}</button>
        <button type="button" class="plain" @click=${this.#cancel}>${this.t('app.cancel')}</button>
      </div>
    </form>`;
  }

  #askReason = async (): Promise<void> => {
    this.asks = true;
    await this.focusOn('[name=reason]');
  };

  #cancel = (): void => {
    this.asks = false;
    void this.focusOn('button.reject');
  };

  #reject = (event: Event): void => {
    event.preventDefault();
    const field = this.renderRoot.querySelector<HTMLInputElement>('[name=reason]');
    const reason = field?.value.trim();
    if (reason) this.#decide('rejected', reason);
    else field?.focus();
  };

  /** The heading takes the focus: one more Enter must not decide again. */
  #decide(state: ReviewDecision, reason?: string): void {
    this.asks = false;
    if (this.shadowRoot) focusHeadingOf(this.shadowRoot);
    this.dispatchEvent(new ChangeEvent({ state, ...(reason && { reason }) }));
  }
}
