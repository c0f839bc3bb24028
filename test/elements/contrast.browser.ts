/**
 * Whatever colour a shop gives: what is read has 4.5:1 on what lies behind it, what is only seen 3:1, and one warning
 * says which of the shop's colours is too weak. Colours are painted and measured as pixels.
 */
import { expect, fixture, html } from '@open-wc/testing';
import { findWeakColours } from '../../src/diagnostics/contrast.ts';
import { report } from '../../src/diagnostics/report.ts';
import type { LojalProgram } from '../../src/provider/program.ts';
import { all, find, has, inner, part, RULES, read, rendered, until, warned, warnings, watch } from './page.ts';

const canvas = document.createElement('canvas');
canvas.width = canvas.height = 1;
const context = canvas.getContext('2d', { willReadFrequently: true }) as CanvasRenderingContext2D;

type Pixel = readonly [number, number, number];

/** What is seen where these colours lie on each other, the lowest first. */
function paint(...colours: readonly string[]): Pixel {
  context.clearRect(0, 0, 1, 1);
  for (const colour of colours) {
    context.fillStyle = colour;
    context.fillRect(0, 0, 1, 1);
  }
  const [r = 0, g = 0, b = 0] = context.getImageData(0, 0, 1, 1).data;
  return [r, g, b];
}

const luminance = (pixel: Pixel): number => {
  const [r = 0, g = 0, b = 0] = pixel.map((value) => {
    const part = value / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};

const ratio = (one: Pixel, other: Pixel): number => {
  const [a, b] = [luminance(one) + 0.05, luminance(other) + 0.05];
  return Math.max(a, b) / Math.min(a, b);
};

const parentOf = (element: Element): Element | undefined =>
  element.parentElement ?? (element.getRootNode() as Partial<ShadowRoot>).host;

/** Backgrounds from the page up to an element. */
function grounds(element: Element | undefined): string[] {
  if (!element) return ['#fff'];
  return [...grounds(parentOf(element)), getComputedStyle(element).backgroundColor];
}

const on = (element: Element, colour: string, ground: Element | undefined = element): number =>
  ratio(paint(...grounds(ground), colour), paint(...grounds(ground)));

/** Every text that is seen, and how well. */
function texts(element: Element): [string, number][] {
  const found: [string, number][] = [];
  const root = element.shadowRoot as ShadowRoot;
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const around = node.parentElement;
    if (!around || !node.textContent?.trim() || around.closest('style')) continue;
    const { width, height } = around.getBoundingClientRect();
    if (around.closest('.hidden') || width < 2 || height < 2) continue;
    found.push([
      `${element.localName} "${node.textContent.trim().slice(0, 20)}"`,
      on(around, getComputedStyle(around).color),
    ]);
  }
  return found;
}

/** The lines and areas by which a control is known, or its state. */
const LINES: readonly (readonly [string, string])[] = [
  ['lojal-points', 'li > span:first-child'],
  ['lojal-tier', '[part~="fill"]'],
  ['lojal-tier[variant=steps]', '.step .dot'],
  ['lojal-nps', '[part~="option"]'],
  ['lojal-nps', '[part~="submit"]'],
  ['lojal-nps', '[part~="comment"]'],
  ['lojal-review', '[part~="comment"]'],
  ['lojal-review', '#title'],
  ['lojal-survey', '[part~="option"]'],
];

const ACCENTS = {
  'the default': '',
  yellow: '#ffd400',
  'pale pink': '#f9d5e0',
  'mid grey': '#808080',
  lime: '#b7f000',
  navy: '#001f5b',
  black: '#000',
  white: '#fff',
  'a third of red': 'rgb(255 0 0 / 0.33)',
  'a named one': 'rebeccapurple',
  'another named one': 'tomato',
  oklch: 'oklch(0.7 0.2 240)',
  'out of sRGB': 'color(display-p3 0 1 0.3)',
  // White and black have nearly the same contrast on these.
  'the border of white and black': '#767676',
  'a blue near it': '#4b74e0',
  'a green near it': '#008040',
};

/** Elements with everything that has the accent. */
async function shown(scheme: string, colours: Readonly<Record<string, string>>): Promise<HTMLElement> {
  // There from the start: the program measures once.
  const style = [
    `color-scheme: ${scheme}; background: ${scheme === 'dark' ? '#111' : '#fff'}`,
    ...Object.entries(colours).map(([name, colour]) => (colour ? `--lojal-${name}: ${colour}` : '')),
  ].join(';');
  const box = await fixture<HTMLElement>(html`<div style=${style}>
    <lojal-program storage="none" lang="en" .rules=${{ ...RULES, incentive: 'a tote bag' }} .account=${{ id: 'c', points: 620, spend: 320 }}>
      <lojal-points></lojal-points>
      <lojal-tier cart="40"></lojal-tier>
      <lojal-tier variant="steps"></lojal-tier>
      <lojal-nps></lojal-nps>
      <lojal-review rating="4"></lojal-review>
      <lojal-survey kind="choice" options="Price|Range"></lojal-survey>
    </lojal-program>
  </div>`);
  const program = inner<LojalProgram>(box, 'lojal-program');
  await read(program);
  find(inner(box, 'lojal-nps'), '[value="9"]').click();
  find(inner(box, 'lojal-survey'), 'input').click();
  // The follow-up comes once the score has stood for a moment.
  await until(() => has(inner(box, 'lojal-nps'), '[part~="comment"]'));
  await rendered(program);
  for (const element of program.children)
    for (const animation of element.shadowRoot?.getAnimations() ?? []) animation.finish();
  return box;
}

describe("the shop's accent", () => {
  watch();

  for (const scheme of ['light', 'dark'])
    for (const [name, accent] of Object.entries(ACCENTS))
      it(`${name}, in ${scheme}`, async () => {
        const box = await shown(scheme, { accent });
        const weak: string[] = [];
        const needs = (least: number, what: string, has: number): void => {
          if (has < least) weak.push(`${what} has ${has.toFixed(2)}`);
        };
        for (const element of box.querySelectorAll('lojal-program > *')) {
          const seen = texts(element);
          expect(seen.length, `${element.localName} has words`).to.be.greaterThan(2);
          for (const [words, has] of seen) needs(4.5, words, has);
        }
        for (const [tag, selector] of LINES) {
          const lines = all(inner(box, tag), selector);
          expect(lines.length, `${tag} ${selector}`).to.be.greaterThan(0);
          for (const line of lines) {
            const { borderTopColor, borderTopWidth, boxShadow } = getComputedStyle(line);
            // A part of a bar has no border: it would be seen before anything is done.
            const [, inset] = /^(.*\)) 0px 0px 0px 1px inset$/.exec(boxShadow) ?? [];
            expect(Number.parseFloat(borderTopWidth) >= 1 || inset, `${tag} ${selector} has a line`).to.be.ok;
            needs(3, `${tag} ${selector}`, on(line, inset ?? borderTopColor, parentOf(line)));
          }
        }
        expect(weak.join('\n')).to.equal('');
      });

  for (const [name, accent] of Object.entries(ACCENTS))
    it(`${name}, behind the words of the launcher`, async () => {
      const style = accent ? `--lojal-accent: ${accent}` : '';
      const panel = await fixture<HTMLElement>(html`<lojal-panel style=${style}></lojal-panel>`);
      const launcher = part(panel, 'launcher');
      const { color } = getComputedStyle(launcher);
      expect(on(launcher, color)).to.be.at.least(4.5);
      // The star.
      expect(paint(getComputedStyle(launcher, '::before').borderTopColor)).to.deep.equal(paint(color));
    });

  it('is painted as the shop has it', async () => {
    const box = await shown('light', { accent: '#ffd400' });
    const { backgroundColor, color } = getComputedStyle(part(inner(box, 'lojal-nps'), 'submit'));
    expect([paint(backgroundColor), paint(color)]).to.deep.equal([
      [255, 212, 0],
      [0, 0, 0],
    ]);
  });

  it('keeps the text colour that the shop wants on it', async () => {
    const box = await shown('light', { accent: '#ffd400', 'on-accent': '#7a0000' });
    expect(paint(getComputedStyle(part(inner(box, 'lojal-nps'), 'submit')).color)).to.deep.equal([122, 0, 0]);
  });

  for (const scheme of ['light', 'dark'])
    for (const accent of ['#ffd400', '#001f5b', '#4a3fc4', '#808080'])
      it(`${accent}: what has the focus is seen, in ${scheme}`, async () => {
        const box = await shown(scheme, { accent });
        const rings: string[] = [];
        for (const element of box.querySelectorAll('lojal-program > *'))
          for (const control of all(element, 'a, button, input:not([tabindex="-1"]), textarea')) {
            control.focus();
            const ringed = ring(control);
            expect(ringed, `${element.localName} ${control.outerHTML.slice(0, 40)}`).to.not.equal(undefined);
            const { outlineColor, outlineOffset } = getComputedStyle(ringed as Element);
            // Outside it lies on what is around, on both of its sides.
            const ground = Number.parseFloat(outlineOffset) < 0 ? ringed : parentOf(ringed as Element);
            expect(on(ringed as Element, outlineColor, ground), control.outerHTML.slice(0, 40)).to.be.at.least(3);
            rings.push(control.localName);
          }
        expect(rings.length).to.be.greaterThan(25);
      });

  it('of a tab: the ring lies inside, because the page around is not known', async () => {
    const program = await fixture<LojalProgram>(
      html`<lojal-program storage="none" lang="en" .rules=${RULES} style="--lojal-accent: #ffd400"><lojal-nps mode="tab"></lojal-nps></lojal-program>`,
    );
    await read(program);
    const tab = part(inner(program, 'lojal-nps'), 'tab');
    tab.focus();
    const { outlineColor, outlineOffset, outlineWidth } = getComputedStyle(tab);
    expect(Number.parseFloat(outlineOffset) + Number.parseFloat(outlineWidth)).to.be.below(0);
    expect(on(tab, outlineColor)).to.be.at.least(3);
  });
});

/** Whatever shows that a control has the focus: itself, or what its input lies over. */
function ring(control: Element): Element | undefined {
  for (let at: Element | null = control; at; at = at.parentElement) {
    const { outlineStyle, outlineWidth } = getComputedStyle(at);
    const opacity = Number(getComputedStyle(at).opacity);
    if (outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2 && opacity === 1) return at;
  }
  return undefined;
}

describe('warnings about colours', () => {
  watch();

  const measure = async (scheme: string, colours: Readonly<Record<string, string>>): Promise<void> => {
    const box = await shown(scheme, colours);
    for (const finding of findWeakColours(inner(box, 'lojal-nps'))) report('lojal', ...finding);
  };

  it('come by themselves, once, with the ratio and what to set', async () => {
    await shown('light', { accent: '#fc0' });
    await until(() => warnings.length);
    // 1.05 / (luminance of #fc0 + 0.05)
    warned(
      'lojal: --lojal-accent #ffcc00 has a contrast of 1.51:1 on the surface #ffffff',
      '3:1',
      'Set a darker color',
    );
    const [, drawn = ''] = /--lojal-accent: (#\w{6})/.exec(warnings[0] ?? '') ?? [];
    expect(ratio(paint(drawn), paint('#fff'))).to.be.at.least(3);
  });

  it('not without need', async () => {
    await measure('light', { accent: '#085' });
    await measure('light', {
      accent: '#1d5260',
      'on-accent': '#fff',
      surface: '#fffdf8',
      text: '#1a2428',
      muted: '#556064',
    });
    await measure('dark', { accent: '#fc0', surface: '#222' });
    await measure('dark', { accent: 'rgb(255 204 0 / 0.5)' });
    await measure('light', { surface: 'transparent', text: '#222' });
    await measure('light', { accent: 'not a colour' });
    expect(warnings.join('\n')).to.equal('');
  });

  it('about an accent that is too dark for a dark surface', async () => {
    await measure('dark', { accent: '#001f4b' });
    warned('--lojal-accent #001f4b has a contrast of 1.', 'Set a lighter color');
  });

  it('about the text on the accent', async () => {
    await measure('light', { accent: '#0a5', 'on-accent': '#cde' });
    warned('--lojal-on-accent has a contrast of 2.', 'at least 4.5:1 for text');
  });

  it('about texts, also on what lies behind a surface that is seen through', async () => {
    await measure('light', { text: '#999', surface: 'rgb(255 255 255 / 0.5)' });
    // Muted text that is computed has enough contrast.
    expect(warnings).to.have.length(1);
    expect(warnings[0]).to.contain('--lojal-text has a contrast of 2.84:1 on the surface #ffffff');
  });

  it('about a dark surface in a light scheme', async () => {
    await measure('light', { surface: '#111', text: '#eee' });
    warned('--lojal-surface #111111 is dark, but', 'Write color-scheme: dark');
  });
});
