import { readPreference } from '../app/preferences.ts';

/** What a single key does in Answers. */
export type KeyAction = 'next' | 'previous' | 'handled' | 'reply' | 'note' | 'search' | 'keys' | 'close';

/** The keys of each action; the dialog lists them. */
export const ACTION_KEYS: Readonly<Record<KeyAction, readonly string[]>> = {
  next: ['j', 'ArrowDown'],
  previous: ['k', 'ArrowUp'],
  handled: ['e'],
  reply: ['r'],
  note: ['n'],
  search: ['/'],
  keys: ['?'],
  close: ['Escape'],
};

const isField = (target: unknown): boolean =>
  target instanceof Element && target.closest('input, textarea, select, [contenteditable], dialog') !== null;

/** Where arrows belong to the element that has the focus: they scroll, or move within it. */
const ownsArrows = (target: unknown): boolean =>
  target instanceof Element &&
  !target.matches('body, a[data-answer], h1, h2') &&
  target.closest('[data-list]') === null;

/** The action of a key; nothing while the owner types, with a modifier key, and where single keys are turned off. */
export function actionOf(event: KeyboardEvent): KeyAction | undefined {
  const [target] = event.composedPath();
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return undefined;
  if (isField(target)) return undefined;
  const found = (Object.keys(ACTION_KEYS) as KeyAction[]).find((action) => ACTION_KEYS[action].includes(event.key));
  if (event.key.startsWith('Arrow')) return ownsArrows(target) ? undefined : found;
  // Speech input may send letters that nobody typed: WCAG 2.2, 2.1.4.
  if (event.key.length === 1 && event.key !== '?' && readPreference('keys') === 'off') return undefined;
  return found;
}
