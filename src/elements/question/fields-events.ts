import type { ReactiveController, ReactiveElement } from 'lit';

/**
 * Events that no code of Lojal listens to. They end at the window, before any listener of the document. Their default actions,
 * such as typing, pasting and focusing, happen all the same.
 */
const UNUSED =
  'keydown keypress keyup beforeinput compositionstart compositionupdate compositionend paste copy cut selectstart contextmenu dragstart dragenter dragover drop pointerdown pointerup mousedown mouseup touchstart touchmove touchend wheel'.split(
    ' ',
  );

/** Events that Lojal listens to inside of the element. They end at its border. */
const USED = ['input', 'click', 'dblclick', 'auxclick'];

/** What the customer operates. A pointer that moves on other parts of a question in the page belongs to the page. */
const FIELD = /^(textarea|input|select|label|button)$/;

/** The host of the fields. */
interface FieldHost extends ReactiveElement {
  readonly mode: 'inline' | 'corner' | 'tab';
}

/**
 * Keeps the events of fields from the page. Outside of a shadow root their target is the host element, so a page takes what is
 * typed into a field for a shortcut, and a paste into a field for one that its copy protection refuses.
 *
 * A listener for the capture phase of the window that was added before the element still receives the event. Such a listener
 * usually spares editable elements, so the host says that it is one while a text field in it has the focus.
 */
export class FieldEvents implements ReactiveController {
  constructor(readonly host: FieldHost) {
    host.addController(this);
    Object.defineProperty(host, 'isContentEditable', {
      configurable: true,
      get: () => Boolean(host.shadowRoot?.activeElement?.matches('textarea,select,input:not([type])')),
    });
  }

  hostConnected(): void {
    for (const type of UNUSED) window.addEventListener(type, this.#end, { capture: true, passive: true });
    for (const type of USED) this.host.renderRoot.addEventListener(type, this.#end);
  }

  hostDisconnected(): void {
    for (const type of UNUSED) window.removeEventListener(type, this.#end, true);
    for (const type of USED) this.host.renderRoot.removeEventListener(type, this.#end);
  }

  #end = (event: Event): void => {
    const path = event.composedPath();
    const at = path.indexOf(this.host.renderRoot);
    if (at < 0) return;
    const inner = path.slice(0, at) as Element[];
    const { key } = event as KeyboardEvent;
    const inPage = this.host.mode === 'inline';
    // A link may belong to the page's router. Escape has a meaning for the card. In the page, both keys may belong to a dialog
    // around the question.
    if (inner.some(({ localName }) => localName === 'a') || key === 'Escape' || (inPage && key === 'Tab')) return;
    if (inPage && !inner.some(({ localName }) => FIELD.test(localName))) return;
    // A field that does not scroll leaves scrolling to the page.
    if (inPage && /^(wheel|touchmove)$/.test(event.type) && !isScrollable(inner[0])) return;
    if (event.currentTarget === window) event.stopImmediatePropagation();
    else event.stopPropagation();
  };
}

const isScrollable = (field: Element | undefined): boolean =>
  field?.localName === 'textarea' && field.scrollHeight > field.clientHeight;
