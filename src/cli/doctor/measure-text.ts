/** Runs in the page: measures the contrast of the text in elements of Lojal (WCAG 2.2, 1.4.3). */
import type { WeakText } from './page-visit.ts';

type Rgba = readonly [number, number, number, number];

/**
 * One text of each part. Texts over an image are left out, because their contrast depends on the image. Uses nothing around it:
 * its source is sent to the browser.
 *
 * @param tags the elements, as a selector
 */
export function measureText(tags: string): readonly WeakText[] {
  const canvas = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true });
  const read = (colour: string): Rgba => {
    if (!canvas) return [0, 0, 0, 255];
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    const [r = 0, g = 0, b = 0, a = 0] = canvas.getImageData(0, 0, 1, 1).data;
    return [r, g, b, a];
  };
  const over = ([r, g, b, a]: Rgba, [R, G, B]: Rgba): Rgba => {
    const mix = (one: number, other: number) => (one * a + other * (255 - a)) / 255;
    return [mix(r, R), mix(g, G), mix(b, B), 255];
  };
  const parentOf = (one: Element): Element | null =>
    one.assignedSlot ?? one.parentElement ?? (one.getRootNode() as Partial<ShadowRoot>).host ?? null;
  /** The color behind an element; nothing over an image, and where something is translucent. */
  const groundOf = (element: Element): Rgba | undefined => {
    const layers: Rgba[] = [];
    for (let one: Element | null = element; one; one = parentOf(one)) {
      const { backgroundColor, backgroundImage, opacity } = getComputedStyle(one);
      if (backgroundImage !== 'none' || opacity !== '1') return undefined;
      const layer = read(backgroundColor);
      if (layer[3]) layers.push(layer);
      if (layer[3] === 255) break;
    }
    return layers.reduceRight((below, layer) => over(layer, below), read('Canvas'));
  };
  const luminance = ([r, g, b]: Rgba): number => {
    const [R = 0, G = 0, B = 0] = [r, g, b].map((value) =>
      value <= 10.31 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4,
    );
    return 0.2126 * R + 0.7152 * G + 0.0722 * B;
  };
  const contrast = (one: Rgba, other: Rgba): number => {
    const [low = 0, high = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
    return (high + 0.05) / (low + 0.05);
  };
  const hex = ([r, g, b]: Rgba): string =>
    `#${[r, g, b].map((value) => Math.round(value).toString(16).padStart(2, '0')).join('')}`;
  const found = new Map<string, WeakText>();
  for (const element of document.querySelectorAll(tags)) {
    const texts = element.shadowRoot && document.createTreeWalker(element.shadowRoot, NodeFilter.SHOW_TEXT);
    for (let node = texts?.nextNode(); node; node = texts?.nextNode()) {
      const parent = node.parentElement;
      const text = node.textContent?.trim();
      if (!text || !parent || /^(style|script|option)$/.test(parent.localName)) continue;
      if (parent.closest('[disabled],[aria-disabled=true]')) continue;
      const { width, height } = parent.getBoundingClientRect();
      // What is hidden from view for screen readers has a size of 1 px.
      if (width <= 1 || height <= 1 || !parent.checkVisibility({ opacityProperty: true, visibilityProperty: true }))
        continue;
      const ground = groundOf(parent);
      if (!ground) continue;
      const { color, fontSize, fontWeight } = getComputedStyle(parent);
      const size = Number.parseFloat(fontSize);
      const least = size >= 24 || (size >= 18.66 && Number(fontWeight) >= 700) ? 3 : 4.5;
      const colour = over(read(color), ground);
      const ratio = contrast(colour, ground);
      if (ratio >= least) continue;
      const part = parent.closest('[part]')?.getAttribute('part')?.split(/\s+/)[0] ?? '';
      const black = read('#1a1a1a');
      const better = contrast(black, ground) > contrast(read('#fff'), ground) ? hex(black) : '#ffffff';
      const key = `${element.localName} ${part}`;
      if (!found.has(key))
        found.set(key, {
          ...{ tag: element.localName, part, text: text.slice(0, 40), ratio: Math.floor(ratio * 100) / 100, least },
          ...{ colour: hex(colour), ground: hex(ground), better },
        });
    }
  }
  return [...found.values()].slice(0, 20);
}
