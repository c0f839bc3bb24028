/** An area of the viewport, in px. */
export interface Area {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** The distance (px) between two points that are looked at: about the size of a button. */
const STEP = 40;

/** A layer covers the page when it takes this part of the viewport. */
const COVERS = 0.9;

/**
 * The controls that the page has fixed over its content in an area: consent banners, chat buttons, bars with a button. Found by
 * looking at what is painted there, because such controls have any role or none.
 *
 * @param host the element whose own content is left out
 */
export function pageControls(area: Area, host: Element): Area[] {
  const found = new Map<Element, Area>();
  for (const y of steps(area.top, area.bottom))
    for (const x of steps(area.left, area.right)) {
      const [element, control] = hitAt(x, y, host);
      if (!element || !control || found.has(control)) continue;
      // The box of a control may be empty, with its content outside of it.
      const box = [control, element].find((one) => !isOutside(one, x, y));
      if (box) found.set(box, box.getBoundingClientRect());
      else found.set(control, new DOMRect(x - STEP / 2, y - STEP / 2, STEP, STEP));
    }
  return [...found.values()];
}

/** Points from the first to the last pixel of a length. */
function steps(from: number, to: number): number[] {
  const count = Math.max(1, Math.ceil((to - from - 2) / STEP));
  return [...Array(count + 1).keys()].map((n) => from + 1 + (n * (to - from - 2)) / count);
}

/** What is painted at a point, and the control of the page that contains it, if any. */
function hitAt(x: number, y: number, host: Element): readonly [Element?, Element?] {
  for (const element of elementsAt(document.elementsFromPoint(x, y), x, y, host))
    if (!isLayer(element)) return [element, controlOf(element, x, y)];
  return [];
}

const isCard = (root: Node | null): boolean =>
  root instanceof ShadowRoot && root.querySelector('.pane[part=card]') !== null;

/** What is painted at a point, topmost first, also in open shadow roots. */
function* elementsAt(elements: readonly Element[], x: number, y: number, host: Element): Generator<Element> {
  for (const element of elements) {
    const { shadowRoot } = element;
    // WebKit returns some elements inside of a shadow root for a point of the document.
    const root = element.getRootNode();
    // Another card of Lojal is about to close.
    if (element === host || root === host.shadowRoot || isCard(shadowRoot) || isCard(root)) continue;
    if (shadowRoot instanceof ShadowRoot) {
      const inside = shadowRoot.elementsFromPoint(x, y).filter((inner) => inner.getRootNode() === shadowRoot);
      yield* elementsAt(inside, x, y, host);
      if (isOutside(element, x, y)) continue;
    }
    yield element;
  }
}

/** The outermost element around `element` that stays in its place when the page scrolls; `undefined` for content of the page. */
function controlOf(element: Element, x: number, y: number): Element | undefined {
  let fixed: Element | undefined;
  /** The outermost element so far that leaves a part of the page visible. */
  let part: Element | undefined;
  for (let one: Element | null = element; one; one = parentOf(one)) {
    const layer = isLayer(one);
    if (layer && isOverlay(one)) return part;
    if (!layer) part = one;
    if (!layer && isFixed(one)) fixed = one;
  }
  // The content of a closed shadow root cannot be read. Its host is hit, but has no box there.
  return fixed ?? (!element.hasChildNodes() && isOutside(element, x, y) ? element : undefined);
}

function parentOf(element: Element): Element | null {
  const root = element.getRootNode();
  return element.parentElement ?? (root instanceof ShadowRoot ? root.host : null);
}

function isOutside(element: Element, x: number, y: number): boolean {
  const { left, top, right, bottom } = element.getBoundingClientRect();
  return x < left || x > right || y < top || y > bottom;
}

function isFixed(element: Element): boolean {
  const { position } = getComputedStyle(element);
  if (position !== 'sticky') return position === 'fixed';
  // A bar at an edge of the viewport; not a column beside the content.
  const { top, bottom, height } = element.getBoundingClientRect();
  return height < innerHeight / 3 && (top < STEP || bottom > innerHeight - STEP);
}

/** Whether an element is a fixed layer over the whole viewport: a backdrop, or the root of an app. */
function isLayer(element: Element): boolean {
  const { width, height } = element.getBoundingClientRect();
  return width * height >= COVERS * innerWidth * innerHeight && getComputedStyle(element).position === 'fixed';
}

/** Whether a layer is over the page, and does not hold the page itself. */
const isOverlay = (layer: Element): boolean =>
  layer.querySelectorAll('*').length < document.querySelectorAll('body *').length / 2;
