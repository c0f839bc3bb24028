/** Measures the widget on a page: the contrast of its colours, and the sizes of what is pressed. */
import { type Colour, hex, over, ratio, readColour } from '../diagnostics/contrast.ts';

/** What stands on what, and the least contrast (WCAG 2.2, 1.4.3 and 1.4.11). */
const PAIRS = [
  { name: 'text', above: 'var(--text)', below: 'var(--surface)', least: 4.5 },
  { name: 'muted', above: 'var(--muted)', below: 'var(--surface)', least: 4.5 },
  { name: 'onAccent', above: 'var(--on-accent)', below: 'var(--brand)', least: 4.5 },
  { name: 'accent', above: 'var(--brand)', below: 'var(--surface)', least: 3 },
  { name: 'lines', above: 'var(--accent)', below: 'var(--surface)', least: 3 },
] as const;
type PairName = (typeof PAIRS)[number]['name'];

export interface MeasuredContrast {
  readonly name: PairName;
  readonly above: string;
  readonly below: string;
  /** 1 to 21, cut after two decimals: 4.496 is less than 4.5. */
  readonly ratio: number;
  readonly least: number;
}

export interface MeasuredTargets {
  readonly count: number;
  /** The shorter side of the smallest one, in CSS pixels. */
  readonly smallest: number;
  /** What the smallest one is called. */
  readonly name: string;
  /** How many are below 24 px (WCAG 2.2, 2.5.8), and below the 44 px that fingers need. */
  readonly below24: number;
  readonly below44: number;
}

const TARGETS =
  'button, a[href], input:not([type="hidden"]), select, textarea, summary, [role="radio"], [role="button"]';

const elementsOf = (page: Document): readonly Element[] =>
  [...page.querySelectorAll('*')].filter(({ localName, shadowRoot }) => localName.startsWith('lojal-') && shadowRoot);

/** The contrasts of the first element that is drawn; none where nothing is. */
export function measuredContrasts(page: Document): readonly MeasuredContrast[] {
  const root = elementsOf(page)
    .map(({ shadowRoot }) => shadowRoot?.querySelector<HTMLElement>('.root'))
    .find((one) => one);
  if (!root) return [];
  const probe = page.createElement('span');
  root.append(probe);
  const canvas = page.documentElement;
  const ground = readColour(probe, getComputedStyle(canvas).backgroundColor) ?? [1, 1, 1, 1];
  const painted = (colour: string, behind: Colour): Colour | undefined => over(readColour(probe, colour), behind);
  const found = PAIRS.flatMap(({ name, above, below, least }) => {
    const back = painted(below, ground);
    const front = back && painted(above, back);
    if (!back || !front) return [];
    return [{ name, above: hex(front), below: hex(back), ratio: Math.floor(ratio(front, back) * 100) / 100, least }];
  });
  probe.remove();
  return found;
}

const nameOf = (target: Element): string =>
  (target.getAttribute('aria-label') ?? target.textContent ?? '').trim().slice(0, 40) || target.localName;

/** A control that is drawn smaller than its label is pressed by its label. */
function boxOf(target: Element): DOMRect {
  const label = target.localName === 'input' ? target.closest('label') : null;
  return (label ?? target).getBoundingClientRect();
}

export function measuredTargets(page: Document): MeasuredTargets | undefined {
  const targets = elementsOf(page)
    .flatMap(({ shadowRoot }) => [...(shadowRoot?.querySelectorAll(TARGETS) ?? [])])
    .filter((target) => target.checkVisibility({ opacityProperty: false, visibilityProperty: true }))
    // A field that robots fill in and nobody sees.
    .filter((target) => !target.closest('[aria-hidden="true"]'))
    .map((target) => ({ target, box: boxOf(target) }))
    .filter(({ box }) => box.width > 1 && box.height > 1)
    .map(({ target, box }) => ({ target, side: Math.round(Math.min(box.width, box.height) * 10) / 10 }));
  const [first] = [...targets].sort((a, b) => a.side - b.side);
  if (!first) return undefined;
  return {
    count: targets.length,
    smallest: first.side,
    name: nameOf(first.target),
    below24: targets.filter(({ side }) => side < 24).length,
    below44: targets.filter(({ side }) => side < 44).length,
  };
}
