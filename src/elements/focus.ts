/** Where the focus came from when it entered an element, and where it is to go next. */
export class Focus {
  /** What is to have it as soon as the page shows the new state. */
  next: HTMLElement | null = null;

  #from: HTMLElement | null = null;

  constructor(readonly element: HTMLElement) {
    element.addEventListener('focusin', this.#entered);
  }

  /** Is to leave what is about to go: for `to`, else for what had it before, if that is still on the page. */
  leave(what: Element | null, to: HTMLElement | null): void {
    if (!what?.matches(':focus-within')) return;
    this.next = to ?? (this.#from?.isConnected ? this.#from : null);
    if (!to) this.#from = null;
  }

  /** Goes where it is to go; the page is not scrolled. */
  move(): void {
    this.next?.focus({ preventScroll: true });
    this.next = null;
  }

  stop(): void {
    this.element.removeEventListener('focusin', this.#entered);
  }

  // What moves the focus inside of a shadow root is not heard outside of it: this is an entry. From nothing it comes
  // when the button that had it was replaced by the thanks; then it is as it was.
  #entered = (event: FocusEvent): void => {
    this.#from = (event.relatedTarget as HTMLElement | null) ?? this.#from;
  };
}
