/** Takes colours, corners and weight from the page where the shop has set no custom property. */
import type { ReactiveController, ReactiveElement } from 'lit';

/** Buttons that customers take for the main ones, then all others. */
const BUTTONS = ['[name=add],[class*=primary],form [type=submit]', 'button,[class*=btn],[class*=button]'];
/** Buttons with colours of their own: those of consent banners and of other dialogs, and those that cannot be used. */
const OTHERS = ':disabled,dialog *,[role=dialog] *,[id*=cookie] *,[class*=cookie] *,[id*=consent] *,[class*=consent] *';
/** How many buttons are looked at: each costs a lookup of its style. */
const MOST = 20;
/** The largest corner of a button (px), for pages with round ones. */
const ROUND = 22;

const themes = new Set<PageTheme>();
/** The style of the page's main button; `undefined` before it is found. */
let button: CSSStyleDeclaration | undefined;

/** The luminances that the browser computed, by colour and scheme: for each, the browser may lay out the page. */
const luminances = new Map<string, number>();

/** Reads the page again, for all elements. */
export function refreshThemes(): void {
  button = undefined;
  luminances.clear();
  // All reads come before all writes, so that the page is laid out once.
  for (const theme of themes) theme.read();
  for (const theme of themes) theme.apply();
}

/** The relative luminance of `rgb(r, g, b)`, as WCAG defines it; `undefined` for another notation. */
function luminanceOf(colour: string): number | undefined {
  const [r, g, b] = (/^rgb\((\d+), (\d+), (\d+)\)$/.exec(colour) ?? []).slice(1).map((channel) => {
    const part = Number(channel) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return r === undefined || g === undefined || b === undefined ? undefined : 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

const isOpaque = (colour: string): boolean => !/^rgba|\//.test(colour);

/** The colour behind an element; nothing where an image or a translucent colour is behind it, or no colour at all. */
function colourBehind(element: Element): string | undefined {
  const parent = element.assignedSlot ?? element.parentElement ?? (element.getRootNode() as Partial<ShadowRoot>).host;
  if (!parent) return undefined;
  const { backgroundColor: colour, backgroundImage: image } = getComputedStyle(parent);
  if (image !== 'none') return undefined;
  return isOpaque(colour) ? colour : colour === 'rgba(0, 0, 0, 0)' ? colourBehind(parent) : undefined;
}

/** Applies the look of the page to one element. */
export class PageTheme implements ReactiveController {
  #root: HTMLElement | null = null;
  /** What the page gives the element: its text colour, the colour behind it, and what the shop has set. */
  #page = { color: '', canvas: '', behind: undefined as string | undefined, isThemed: false, isRounded: false };
  #scheme: string | undefined;

  /** @param scheme gives the colour scheme that the shop set for all elements */
  constructor(
    readonly element: ReactiveElement,
    readonly scheme: () => string | undefined,
  ) {
    element.addController(this);
  }

  hostConnected(): void {
    themes.add(this);
    // Before the element renders: afterwards, a read would lay out the page within the task that renders.
    this.read();
  }

  hostDisconnected(): void {
    themes.delete(this);
  }

  hostUpdated(): void {
    const root = this.element.renderRoot.querySelector<HTMLElement>('.root');
    const scheme = this.scheme();
    if (root === this.#root && scheme === this.#scheme) return;
    this.#root = root;
    this.#scheme = scheme;
    this.apply();
  }

  /** Reads what the page gives the element. */
  read(): void {
    const page = getComputedStyle(this.element);
    const isSet = (name: string): boolean => page.getPropertyValue(`--lojal-${name}`) !== '';
    const { color, colorScheme: schemes } = page;
    const isDark =
      /dark/.test(schemes) && !(/light/.test(schemes) && matchMedia('(prefers-color-scheme:light)').matches);
    this.#page = {
      color,
      // The background of a page that has set none.
      canvas: isDark ? 'rgb(18, 18, 18)' : 'rgb(255, 255, 255)',
      behind: colourBehind(this.element),
      isThemed: isSet('surface') || isSet('text'),
      isRounded: isSet('radius'),
    };
  }

  /** Sets what the style sheets use in place of the custom properties. */
  apply(): void {
    const root = this.#root;
    if (!root) return;
    const { color, canvas, behind, isThemed, isRounded } = this.#page;
    const set = (name: string, value = ''): void => root.style.setProperty(name, value);
    /** The relative luminance of a colour, plus 0.05 as in WCAG's contrast; NaN in browsers that cannot compute it. */
    const light = (colour: string): number => {
      const key = colour + root.style.colorScheme;
      let luminance = luminanceOf(colour) ?? luminances.get(key);
      if (luminance === undefined) {
        set('color', `color(from ${colour} xyz y y y)`);
        luminance = Number((/xyz\S* (\S+)/.exec(getComputedStyle(root).color) ?? [])[1]);
        set('color');
        luminances.set(key, luminance);
      }
      return luminance + 0.05;
    };
    const differ = (one: string, other: string, least: number): boolean => {
      const ratio = light(one) / light(other);
      return ratio >= least || 1 / ratio >= least;
    };
    for (const name of ['--page-surface', '--page-text', '--page-accent', 'color-scheme']) set(name);

    const surface = isThemed || this.#scheme ? undefined : behind;
    const lightness = surface ? light(surface) : 0;
    // The text is taken with the surface only: the default surface changes with the colour scheme, what is read does not.
    if (surface && lightness) {
      set('--page-surface', surface);
      set('color-scheme', lightness < 0.23 ? 'dark' : 'light');
      if (differ(color, surface, 4.5)) set('--page-text', isOpaque(color) ? color : `rgb(from ${color} r g b / 1)`);
    }

    button ??= BUTTONS.flatMap((buttons) => [...document.querySelectorAll(buttons)].slice(0, MOST))
      .filter((node) => !node.matches(OTHERS))
      .map((node) => [getComputedStyle(node), node] as const)
      .find(
        // A button in nearly the colour behind it does not tell the shop's colour.
        ([{ backgroundColor: colour }, node]) => isOpaque(colour) && differ(colour, colourBehind(node) ?? canvas, 1.5),
      )?.[0];
    if (!button) return;
    set('--page-accent', button.backgroundColor);
    set('--page-radius', isRounded ? '' : `${Math.min(Number.parseFloat(button.borderTopLeftRadius), ROUND)}px`);
    // Emphasised text of a lighter weight would not stand out.
    set('--page-weight', +button.fontWeight < 600 ? '' : button.fontWeight);
  }
}
