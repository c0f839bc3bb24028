/** Keeps the focus near its place, so that a person at the keyboard never starts at the top of the page again. */

/** Moves the focus to the heading of the part, or of what contains it. */
export function focusHeadingOf(part: ShadowRoot): void {
  for (let root: Node = part; root instanceof ShadowRoot; root = root.host.getRootNode()) {
    const heading = root.querySelector<HTMLElement>('h2, h1');
    if (!heading) continue;
    if (!heading.hasAttribute('tabindex')) heading.tabIndex = -1;
    heading.focus();
    return;
  }
}
