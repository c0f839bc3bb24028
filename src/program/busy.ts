import type { Moment } from '../core/rule.ts';

const DIALOGS = 'dialog[open],[role="dialog"],[role="alertdialog"],[aria-modal="true"]';
/** Inputs into which nobody writes. */
const BUTTONS = /^(button|checkbox|color|file|hidden|image|radio|range|reset|submit)$/;

/** What the customer is at, and must not be disturbed in. */
export function busy(): Moment['busy'] {
  if (document.visibilityState === 'hidden') return 'hidden';
  if (document.fullscreenElement) return 'fullscreen';
  if (isTyping(document)) return 'typing';
  return [...document.querySelectorAll(DIALOGS)].some(isVisible) ? 'dialog' : undefined;
}

/** Whether the focus is in a field for text, in whatever open shadow root it is. A frame of another page counts: nobody sees into it. */
function isTyping({ activeElement: focus }: DocumentOrShadowRoot): boolean {
  if (!focus) return false;
  if (focus.shadowRoot) return isTyping(focus.shadowRoot);
  if (focus instanceof HTMLInputElement) return !BUTTONS.test(focus.type);
  return /^(TEXTAREA|SELECT|IFRAME)$/.test(focus.nodeName) || (focus as HTMLElement).isContentEditable;
}

/** A menu that waits outside of the screen is no open dialog. */
function isVisible(element: Element): boolean {
  const { top, left, bottom, right, width, height } = element.getBoundingClientRect();
  const inside = bottom > 0 && right > 0 && top < innerHeight && left < innerWidth;
  const there = width > 0 && height > 0 && !element.closest('[aria-hidden="true"],[inert]');
  return inside && there && (element.checkVisibility?.({ visibilityProperty: true, opacityProperty: true }) ?? true);
}
