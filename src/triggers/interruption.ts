import type { RuleContext } from '../rules/rule.ts';

const DIALOGS = 'dialog[open],[role="dialog"],[role="alertdialog"],[aria-modal="true"]';
/** Types of `<input>` that take no text. */
const BUTTONS = /^(button|checkbox|color|file|hidden|image|radio|range|reset|submit)$/;

/** What the customer is doing that a question must not interrupt. */
export function interruption(): RuleContext['busy'] {
  if (document.visibilityState === 'hidden') return 'hidden';
  if (document.fullscreenElement) return 'fullscreen';
  if (isTyping(document.activeElement)) return 'typing';
  return [...document.querySelectorAll(DIALOGS)].some(isVisible) ? 'dialog' : undefined;
}

/** Whether the focus is in a text field, in the document or in an open shadow root. A frame counts as one: its content cannot be read. */
function isTyping(focus: Element | null): boolean {
  if (!focus) return false;
  if (focus.shadowRoot) return isTyping(focus.shadowRoot.activeElement);
  if (focus instanceof HTMLInputElement) return !BUTTONS.test(focus.type);
  return /^(TEXTAREA|SELECT|IFRAME)$/.test(focus.nodeName) || (focus as HTMLElement).isContentEditable;
}

/** Whether an element is on the screen. Some menus have the role of a dialog and wait outside of the screen. */
function isVisible(element: Element): boolean {
  const { top, left, bottom, right, width, height } = element.getBoundingClientRect();
  const inside = bottom > 0 && right > 0 && top < innerHeight && left < innerWidth;
  const there = width > 0 && height > 0 && !element.closest('[aria-hidden="true"],[inert]');
  return inside && there && (element.checkVisibility?.({ visibilityProperty: true, opacityProperty: true }) ?? true);
}
