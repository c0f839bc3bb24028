import type { ReactiveController, ReactiveElement } from 'lit';
import { type Answer, AnswerEvent } from './events.ts';
import type { Link } from './link.ts';

/** Typing is kept once it pauses this long (ms); each keystroke would write storage for nothing. */
const PAUSE = 800;

/** A question of which one touch is an answer already. */
interface Asking extends ReactiveElement {
  readonly called: string;
}

/** Keeps an answer from the first choice on, and lets it go when the person leaves without pressing "Send". */
export class Leaving implements ReactiveController {
  /** What was raised when the person last left. */
  #said = '';
  /** Opens after the frame of the first choice, so that the choice itself is painted at once. */
  followUp = false;
  #pause: ReturnType<typeof setTimeout> | undefined;

  /**
   * @param answer the answer so far; nothing when there is none that may go out
   * @param drop takes it back when the page keeps it from the endpoint
   */
  constructor(
    readonly element: Asking,
    readonly link: Link,
    readonly answer: () => Answer | undefined,
    readonly drop: () => void,
  ) {
    element.addController(this);
  }

  hostConnected(): void {
    // Capture: before anything else that acts on leaving, so that the page may still keep the answer. On a phone a page
    // that is hidden often never comes back, and nothing else is heard of it.
    window.addEventListener('pagehide', this.#left, true);
    window.addEventListener('visibilitychange', this.#left, true);
  }

  hostDisconnected(): void {
    window.removeEventListener('pagehide', this.#left, true);
    window.removeEventListener('visibilitychange', this.#left, true);
    this.rest();
  }

  /** Something was chosen: it is kept at once, and the follow-up opens. */
  chosen(): void {
    this.keep();
    // After the frame, not in it: what runs in it is painted with it.
    if (!this.followUp)
      requestAnimationFrame(() =>
        setTimeout(() => {
          this.followUp = true;
          this.element.requestUpdate();
        }),
      );
  }

  keep = (): void => {
    this.rest();
    const answer = this.answer();
    if (answer) this.link.host?.deliver(answer, this.element, true);
  };

  /** Something was typed: it is kept when that pauses. */
  typed(): void {
    this.rest();
    this.#pause = setTimeout(this.keep, PAUSE);
  }

  /** Nothing more is to be kept for now. */
  rest(): void {
    clearTimeout(this.#pause);
  }

  /** What comes now is another answer. */
  reset(): void {
    this.rest();
    this.followUp = false;
    this.#said = '';
  }

  #left = (event: Event): void => {
    if (event.type === 'visibilitychange' && document.visibilityState !== 'hidden') return;
    const answer = this.answer();
    if (!answer) return;
    // Hidden and then gone is one leaving, not two answers.
    const said = JSON.stringify(answer.data);
    if (said === this.#said) return;
    this.#said = said;
    this.keep();
    if (!this.element.dispatchEvent(new AnswerEvent(answer, this.element.called))) this.drop();
  };
}
