import { html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import { type Answer, kindOf } from '../api/answer-types.ts';
import { RequestFault } from '../api/request-fault.ts';
import { icon } from '../app/page-icons.ts';
import { scoreMark } from '../shared/answer-summary.ts';
import { controlStyles } from '../shared/controls.styles.ts';
import { may } from '../shared/owner-context.ts';
import { OwnerElement } from '../shared/owner-element.ts';
import { scoreStyles } from '../shared/score.styles.ts';
import { detailStyles } from './answer-detail.styles.ts';
import type { EditFailure } from './answer-edits.ts';
import { answerFacts, customerWords } from './answer-facts.ts';
import type { DraftBox, DraftEvent } from './draft-box.ts';
import { ChangeEvent } from './review-decision.ts';

/** One answer, and what the owner can do about it. */
export class AnswerDetail extends OwnerElement {
  static override properties: PropertyDeclarations = {
    answer: { attribute: false },
    failure: { attribute: false },
    busy: { attribute: false },
    back: { attribute: false },
    drafts: { attribute: false },
  };
  static override styles = [controlStyles, scoreStyles, detailStyles];

  declare answer: Answer;
  declare failure: EditFailure | undefined;
  declare busy: boolean;
  /** The address of the list, for narrow windows. */
  declare back: string;
  /** Replies and notes that are not saved, by the id of the answer and their name. */
  declare drafts: Map<string, string>;

  focusHeading(): void {
    this.renderRoot.querySelector<HTMLElement>('h2')?.focus();
  }

  focusBox(name: 'reply' | 'note'): void {
    this.renderRoot.querySelector<DraftBox>(`#${name}`)?.focus();
  }

  protected override render(): TemplateResult {
    const { answer } = this;
    const { words } = this.owner;
    const kind = kindOf(answer);
    const { asked, lang, purpose } = answer.event.data;
    const title = purpose === 'testimonial' ? this.t('kinds.testimonial') : this.t(`kinds.${kind}`);
    return html`<article aria-labelledby="title" @keydown=${this.#leaveField}>
      <a class="back" href=${this.back}>${icon('back')}${this.t('answers.back')}</a>
      ${this.#failure()}
      <div class="top">
        ${scoreMark(words, answer)}
        <h2 id="title" tabindex="-1">${title}</h2>
        ${asked ? html`<p class="asked muted" dir="auto" lang=${lang}>${asked.text}</p>` : nothing}
      </div>
      ${customerWords(words, answer)} ${answerFacts(words, answer)}
      ${may(this.owner, 'moderate') ? this.#actions() : html`<p class="muted">${this.t('answers.readOnly')}</p>`}
    </article>`;
  }

  /** Back to the keys of the list. */
  #leaveField = (event: KeyboardEvent): void => {
    const [target] = event.composedPath();
    const isField = target instanceof HTMLTextAreaElement || target instanceof HTMLInputElement;
    if (event.key === 'Escape' && isField && !event.isComposing) this.focusHeading();
  };

  #failure(): TemplateResult {
    const { failure } = this;
    const isStale = failure?.error instanceof RequestFault && failure.error.status === 412;
    return html`<div class="live" role="alert">
      ${
        failure
          ? html`<p class="notice ${isStale ? '' : 'error'}">
              ${isStale ? this.t('answers.changedMeanwhile') : `${this.t('answers.undone')} ${this.sentence(failure.error)}`}
            </p>`
          : nothing
      }
    </div>`;
  }

  #actions(): TemplateResult {
    const { answer } = this;
    const { words } = this.owner;
    const { handled, state, reply, repliedAt, note, tags = [], event } = answer;
    const canReply = answer.reachable ?? (event.subject !== undefined && answer.verified);
    const sent = repliedAt
      ? this.t('answers.repliedOn', { when: words.moment(repliedAt) })
      : this.t('answers.replyHint');
    return html`
      ${state ? html`<review-decision .owner=${this.owner} .answer=${answer}></review-decision>` : nothing}
      <div class="row">
        <button class=${handled || state ? '' : 'main'} aria-pressed=${handled ? 'true' : 'false'}
          @click=${() => this.dispatchEvent(new ChangeEvent({ handled: !handled }))}>
          ${handled ? icon('done') : nothing}${this.t(handled ? 'answers.handled' : 'answers.handle')}
        </button>
      </div>
      ${
        canReply
          ? this.#draft('reply', reply ?? '', { hint: sent, action: this.t('answers.sendReply') })
          : html`<p class="muted">${this.t(event.subject ? 'answers.notReachable' : 'answers.noReply')}</p>`
      }
      ${this.#draft('note', note ?? '', { hint: this.t('answers.noteHint'), action: this.t('app.save') })}
      <tag-editor .owner=${this.owner} .tags=${tags}></tag-editor>
    `;
  }

  #draft(name: 'reply' | 'note', stored: string, { hint, action }: { hint: string; action: string }): TemplateResult {
    const send = ({ text }: DraftEvent) => this.dispatchEvent(new ChangeEvent({ [name]: text || null }));
    return html`<draft-box id=${name} .owner=${this.owner} .label=${this.t(`answers.${name}`)} .hint=${hint}
      .action=${action} .stored=${stored} .busy=${this.busy}
      .subject=${name === 'reply' ? this.t('answers.mailSubject') : undefined} .drafts=${this.drafts} .name=${`${this.answer.id}:${name}`} @draft=${send}></draft-box>`;
  }
}
