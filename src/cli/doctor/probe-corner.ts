/** Runs in the page: looks at what is painted where the button of the panel is. */
import type { CornerFacts } from './page-visit.ts';

/** Uses nothing around it: its source is sent to the browser. */
export function probeCorner(): CornerFacts | undefined {
  const panel = document.querySelector('lojal-panel');
  const button = panel?.shadowRoot?.querySelector('[part=launcher]');
  if (!panel || !button) return undefined;
  const { left, right, top, bottom } = button.getBoundingClientRect();
  const position = panel.getAttribute('position') === 'start' ? 'start' : 'end';
  if (right - left < 1 || !button.checkVisibility()) return undefined;
  const outside = left < -1 || top < -1 || right > innerWidth + 1 || bottom > innerHeight + 1;
  /** The element as a selector that a person can find: the id, else the class, else the tag. */
  const nameOf = (one: Element): string => {
    for (let element: Element | null = one; element && element !== document.body; element = element.parentElement) {
      if (element.id) return `${element.localName}#${element.id}`.slice(0, 80);
      const [name] = element.classList;
      if (name) return `${element.localName}.${name}`.slice(0, 80);
      const title = element.getAttribute('title');
      if (title) return `${element.localName}[title="${title}"]`.slice(0, 80);
    }
    return one.localName;
  };
  const isFixed = (one: Element): boolean => {
    for (let element: Element | null = one; element; element = element.parentElement)
      if (/fixed|sticky/.test(getComputedStyle(element).position)) return true;
    return false;
  };
  const inset = 6;
  const points = [
    [(left + right) / 2, (top + bottom) / 2],
    [left + inset, (top + bottom) / 2],
    [right - inset, (top + bottom) / 2],
  ] as const;
  let coveredBy: string | undefined;
  let covers: string | undefined;
  for (const [x, y] of points) {
    const painted = document.elementsFromPoint(x, y);
    const [first] = painted;
    if (first && first !== panel && !outside) coveredBy ??= nameOf(first);
    for (const below of painted.slice(painted.indexOf(panel) + 1)) {
      const { width, height } = below.getBoundingClientRect();
      const isControl = below.matches('a[href], button, input, select, textarea, iframe, [role=button]');
      const isSmall = width * height < (innerWidth * innerHeight) / 2;
      if (first === panel && isControl && isSmall && isFixed(below)) covers ??= nameOf(below);
    }
  }
  return { position, outside, ...(coveredBy && { coveredBy }), ...(covers && { covers }) };
}
