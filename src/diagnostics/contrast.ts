/** Measures the contrast of the colors that a shop sets, and finds those that are too weak. */
import type { ReactiveElement } from 'lit';
import type { Finding } from './catalogue.ts';

/** Red, green, blue and alpha in sRGB, 0 to 1. */
export type Colour = readonly [number, number, number, number];

/** The least contrast of text and of a line with the color behind (WCAG 2.2, 1.4.3 and 1.4.11). */
const [TEXT, LINE] = [4.5, 3];

/** The colors of an element that are too weak. The element must be drawn. */
export function findWeakColours(element: ReactiveElement): readonly Finding[] {
  const root = element.renderRoot.querySelector<HTMLElement>('.root');
  if (!root) return [];
  const probe = root.ownerDocument.createElement('span');
  root.append(probe);
  const read = (colour: string): Colour | undefined => readColour(probe, colour);
  const set = (name: string): boolean => getComputedStyle(element).getPropertyValue(`--lojal-${name}`).trim() !== '';
  const findings = [...compare(read, set, () => behind(element, read))];
  probe.remove();
  return findings;
}

/** A colour of the style sheet, e.g. `var(--accent)`, as the browser paints it on `probe`. */
export function readColour(probe: HTMLElement, colour: string): Colour | undefined {
  probe.style.color = '';
  probe.style.color = `rgb(from ${colour} r g b / alpha)`;
  const found = /^color\(srgb (\S+) (\S+) (\S+?)(?: \/ (\S+))?\)$/.exec(getComputedStyle(probe).color);
  if (!found) return undefined;
  const [, r, g, b, alpha = 1] = found.map(Number);
  return [clip(r), clip(g), clip(b), Number.isNaN(alpha) ? 1 : alpha];
}

function* compare(
  read: (colour: string) => Colour | undefined,
  set: (name: string) => boolean,
  page: () => Colour,
): Generator<Finding> {
  const surface = over(read('var(--surface)'), page());
  const [brand, drawn] = [read('var(--brand)'), read('var(--accent)')];
  if (!surface || !brand || !drawn) return;
  const weak = (one: Colour | undefined, ground: Colour, least: number): string | undefined => {
    const painted = over(one, ground);
    const has = painted && ratio(painted, ground);
    // Cut, not rounded: 4.496 is less than 4.5.
    return has && has < least ? `${Math.floor(has * 100) / 100}` : undefined;
  };

  const dark = luminance(surface) < 0.18;
  const scheme = read('light-dark(white, black)');
  if (scheme && dark === scheme[0] > 0.5) yield ['lojal/surface-scheme', hex(surface), dark ? 'dark' : 'light'];
  const other = dark ? 'lighter' : 'darker';
  const accent = set('accent') && weak(brand, surface, LINE);
  if (accent) yield ['lojal/contrast-accent', hex(brand), accent, hex(surface), hex(drawn), other];
  const on = set('on-accent') && weak(read('var(--on-accent)'), brand, TEXT);
  if (on) yield ['lojal/contrast-on-accent', on, hex(brand)];
  for (const name of ['text', 'muted']) {
    const words = weak(read(`var(--${name})`), surface, TEXT);
    if (words) yield ['lojal/contrast-text', name, words, hex(surface), other];
  }
}

/** The color that the page paints behind an element. */
function behind(element: Element, read: (colour: string) => Colour | undefined): Colour {
  const white: Colour = [1, 1, 1, 1];
  const parent = element.parentElement ?? (element.getRootNode() as Partial<ShadowRoot>).host;
  if (!parent) return read('Canvas') ?? white;
  const own = read(getComputedStyle(parent).backgroundColor);
  return own?.[3] === 1 ? own : (over(own, behind(parent, read)) ?? white);
}

/** The color that results from painting a color on an opaque one. */
export function over(above: Colour | undefined, below: Colour): Colour | undefined {
  if (!above) return undefined;
  const [r, g, b, alpha] = above;
  const mix = (one: number, other: number): number => one * alpha + other * (1 - alpha);
  return [mix(r, below[0]), mix(g, below[1]), mix(b, below[2]), 1];
}

const clip = (value = 0): number => Math.min(1, Math.max(0, value));

export const hex = ([r, g, b]: Colour): string =>
  `#${[r, g, b].map((value) => `0${Math.round(value * 255).toString(16)}`.slice(-2)).join('')}`;

const linear = (value: number): number => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);

const luminance = ([r, g, b]: Colour): number => 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);

/** The contrast ratio of WCAG 2.2, 1 to 21. */
export function ratio(one: Colour, other: Colour): number {
  const [low = 0, high = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}
