import { html, nothing, type ReactiveController, type ReactiveElement, type TemplateResult } from 'lit';
import type { Locale } from '../../locales/locale.ts';
import { type Answer, AnswerEvent } from '../shared/events.ts';
import type { ProgramConsumer } from '../shared/program-consumer.ts';
import type { Draft } from './draft.ts';

/** The answer is saved when typing pauses this long (ms), not at each keystroke. */
const PAUSE = 800;

/** The data of an answer as text, for comparisons. A host may have patched `JSON`. */
const textOf = (answer: Answer | undefined): string => String(Object.entries(answer?.data ?? {}));

/** A question whose first choice is already an answer. */
interface Asking extends ReactiveElement {
  readonly questionName: string;
}

/**
 * Saves an answer from the first choice on, and sends it when the customer leaves the page without sending it. The
 * program's `autosave` says which part: the score or choice (default), all of it, or nothing.
 */
export class AutosaveController implements ReactiveController {
  /** Whether the follow-up question is open. It opens a frame after the first choice, which is painted first. */
  followUp = false;
  /** The data that was last saved, and that was sent when the customer last left, as text. */
  #saved = '';
  #left = '';
  #timer: ReturnType<typeof setTimeout> | undefined;

  /**
   * @param answer returns the answer so far; nothing when there is none to save
   * @param drop discards the answer, when the page prevents `lojal-answer`
   */
  constructor(
    readonly element: Asking,
    readonly consumer: ProgramConsumer,
    readonly draft: Draft,
    readonly answer: () => Answer | undefined,
    readonly drop: () => void,
  ) {
    element.addController(this);
    draft.continued = () => this.#continue();
  }

  hostConnected(): void {
    // In the capture phase, before the outbox sends what it holds. Also on `visibilitychange`, the last event that phones
    // dispatch reliably.
    window.addEventListener('pagehide', this.#onLeave, true);
    window.addEventListener('visibilitychange', this.#onLeave, true);
  }

  hostDisconnected(): void {
    window.removeEventListener('pagehide', this.#onLeave, true);
    window.removeEventListener('visibilitychange', this.#onLeave, true);
    this.cancel();
  }

  /** To call after a choice: saves the answer at once, and opens the follow-up question. */
  chosen(): void {
    this.save();
    // A timeout after the frame, because what runs in the frame delays its paint.
    if (!this.followUp)
      requestAnimationFrame(() =>
        setTimeout(() => {
          this.followUp = true;
          this.element.requestUpdate();
        }),
      );
  }

  get #mode(): 'score' | 'all' | 'none' {
    return this.consumer.host?.data?.program.autosave ?? 'score';
  }

  /** A sentence for beside the text field: what is sent when the customer leaves. */
  note(locale: Locale): TemplateResult | typeof nothing {
    const mode = this.#mode;
    return mode === 'none'
      ? nothing
      : html`<p class="quiet">${locale.t(mode === 'all' ? 'leaveAll' : 'leaveScore', { send: locale.t('send') })}</p>`;
  }

  save = (): void => {
    this.cancel();
    this.draft.save();
    const answer = this.#part();
    const data = textOf(answer);
    if (!answer || data === this.#saved) return;
    this.#saved = data;
    this.consumer.host?.deliver(answer, this.element, true);
  };

  /** To call after typing: saves the answer when typing pauses. */
  typed(): void {
    this.cancel();
    this.draft.save();
    if (this.#mode === 'all') this.#timer = setTimeout(this.save, PAUSE);
  }

  /** To call when the answer was given before, or in another element: it is not sent again until it is changed here. */
  restored(): void {
    this.cancel();
    this.followUp = true;
    this.#saved = this.#left = textOf(this.#part());
  }

  #continue(): void {
    this.#saved = this.#left = '';
    this.save();
  }

  /** Cancels the save that waits for a pause. */
  cancel(): void {
    clearTimeout(this.#timer);
  }

  /** Prepares for a new answer. */
  reset(): void {
    this.cancel();
    this.followUp = false;
    this.#saved = this.#left = '';
  }

  /** The part of the answer that may leave although the customer has not sent it. */
  #part(): Answer | undefined {
    const answer = this.answer();
    const mode = this.#mode;
    if (!answer || mode === 'all') return answer;
    const { comment: _, other: __, contact: ___, ...data } = answer.data;
    return mode === 'none' ? undefined : { ...answer, data };
  }

  #onLeave = (event: Event): void => {
    if (event.type === 'visibilitychange' && document.visibilityState !== 'hidden') return;
    const answer = this.#part();
    if (!answer) return;
    // A page that closes is first hidden, then gone: send the answer once.
    const data = textOf(answer);
    if (data === this.#left) return;
    this.#saved = this.#left = data;
    this.cancel();
    this.draft.save();
    // What the outbox holds back leaves with the page, and the page is asked then.
    if (this.consumer.host?.deliver(answer, this.element, true)) return;
    if (!this.element.dispatchEvent(new AnswerEvent(answer, this.element.questionName))) this.drop();
  };
}
