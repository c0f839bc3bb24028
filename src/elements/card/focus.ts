import type { ReactiveElement } from 'lit';
import { PAGE_DIALOGS } from './dialogs.ts';

const TYPES = ['focus', 'focusin', 'blur', 'focusout'] as const;

/**
 * Remembers where the focus came from when it entered an element, and moves it back. Keeps dialogs of the page, which return the
 * focus to themselves, from taking it out of the element.
 */
export class FocusKeeper {
  /** The element to focus after the next update. */
  next: HTMLElement | null = null;

  #from: HTMLElement | null = null;
  /** What has the focus inside of the element, or had it until this task. */
  #inside: HTMLElement | null = null;

  constructor(readonly element: ReactiveElement) {}

  /** To call when the element was connected. The focus returns to what had it before the element was removed and added again. */
  start(): void {
    // On the window in the capture phase, which is before every listener of a dialog.
    for (const type of TYPES) window.addEventListener(type, this.#crossed, true);
    for (const type of ['focusin', 'focusout']) this.element.renderRoot.addEventListener(type, this.#moved);
    this.#inside?.focus({ preventScroll: true });
  }

  stop(): void {
    for (const type of TYPES) window.removeEventListener(type, this.#crossed, true);
    for (const type of ['focusin', 'focusout']) this.element.renderRoot.removeEventListener(type, this.#moved);
  }

  /**
   * Moves the focus out of a part that is about to be removed: to `to`, else to the element that had it before, if it is
   * still in the page.
   */
  leave(part: Element | null, to: HTMLElement | null): void {
    if (!part?.matches(':focus-within')) return;
    this.next = to ?? (this.#from?.isConnected ? this.#from : null);
    if (!to) this.#from = null;
  }

  /** Focuses `next` without scrolling the page. */
  move(): void {
    this.next?.focus({ preventScroll: true });
    this.next = null;
  }

  // An event for a move inside of the shadow root does not leave it, so this is a move from or to the page.
  #crossed = (event: FocusEvent): void => {
    const target = event.target as Element | null;
    const { relatedTarget } = event;
    if (event.composedPath().includes(this.element)) {
      if (/out|blur/.test(event.type)) return;
      // `relatedTarget` is null when the thanks replaced the focused button; then nothing changes.
      this.#from = (relatedTarget as HTMLElement | null) ?? this.#from;
      this.#inside = event.composedPath()[0] as HTMLElement;
    } else if (relatedTarget !== this.element || !target?.closest?.(PAGE_DIALOGS)) return;
    event.stopImmediatePropagation();
  };

  #moved = (event: Event): void => {
    this.#inside = event.type === 'focusin' ? (event.target as HTMLElement) : this.#inside;
    // Removing an element ends its focus, in some browsers with this event. A later task knows the reason.
    setTimeout(() => {
      if (this.element.isConnected && !this.element.shadowRoot?.activeElement) this.#inside = null;
    });
  };
}
