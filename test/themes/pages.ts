/** Five host pages in the manner of common shop themes, each with its own style sheet. */
import { loyalty } from '../fixtures/program.ts';

export interface ThemePage {
  readonly css: string;
  /** Elements of the page around the Lojal tags. */
  readonly body: string;
  /** What the elements take from the page. A weight below 600 is not taken. */
  readonly button: { readonly colour: string; readonly radius: string; readonly weight: string };
}

const INLINE = '<lojal-points variant="inline"></lojal-points>';
const CARDS = '<lojal-points></lojal-points><lojal-tier></lojal-tier>';
const QUESTIONS =
  '<lojal-nps></lojal-nps><lojal-review product="fjord" product-name="Fjord" rating="4"></lojal-review>';

export const THEMES: Readonly<Record<string, ThemePage>> = {
  'flex header': {
    css: `
      body { margin: 0; font: 16px/1.6 Helvetica, Arial, sans-serif; background: #fff; color: #202223 }
      header { display: flex; flex-wrap: wrap; align-items: center; gap: 16px; padding: 12px 24px; border-bottom: 1px solid #e1e3e5 }
      header .name { font-size: 20px; font-weight: 700; flex: 1 1 auto }
      header nav { display: flex; gap: 12px; white-space: nowrap } header nav a { color: inherit }
      main { padding: 24px; max-width: 1200px; margin: auto }
      .btn { background: #0b6e4f; color: #fff; border: 0; border-radius: 4px; padding: 12px 24px; font: inherit; font-weight: 600; width: 100% }
    `,
    body: `<header><div class="name">Nord Records</div><nav><a href="#">New</a><a href="#">Used</a></nav>${INLINE}<a href="#">Cart</a></header>
      <main><h1>Your cart</h1>${CARDS}<button class="btn" type="button">Check out</button>${QUESTIONS}</main>`,
    button: { colour: 'rgb(11, 110, 79)', radius: '4px', weight: '600' },
  },
  'sections with a scoped palette': {
    css: `
      :root { --radius-buttons: 0px }
      body { margin: 0; font: 15px/1.8 Georgia, serif; letter-spacing: 0.06rem; background: #fff; color: #222 }
      .scheme-1 { --back: 255, 255, 255; --fore: 18, 18, 18; --action: 18, 18, 18 }
      .scheme-2 { --back: 243, 240, 232; --fore: 60, 52, 40; --action: 120, 60, 20 }
      .scheme-3 { --back: 22, 38, 56; --fore: 236, 240, 244; --action: 255, 255, 255 }
      section { background: rgb(var(--back)); color: rgba(var(--fore), 0.75); padding: 40px 5vw }
      section h2 { color: rgb(var(--fore)); font-weight: 400 }
      .action { background: rgb(var(--action)); color: rgb(var(--back)); border: 0; border-radius: var(--radius-buttons); padding: 14px 30px; font: inherit; font-weight: 500 }
    `,
    body: `<section class="scheme-2"><h2>Good to see you</h2>${CARDS}<form><button class="action" type="submit" name="add">Add to cart</button></form></section>
      <section class="scheme-3"><h2>Members</h2>${INLINE}${CARDS}</section>
      <section class="scheme-1"><h2>Tell us</h2>${QUESTIONS}</section>`,
    button: { colour: 'rgb(120, 60, 20)', radius: '0px', weight: '600' },
  },
  'grid of cards': {
    css: `
      * { box-sizing: border-box }
      body { margin: 0; font: 16px/1.5 Verdana, sans-serif; background: #f4f6f8; color: #31373d }
      .grid { display: grid; grid-template-columns: repeat(auto-fill, minmax(280px, 1fr)); gap: 20px; padding: 20px; max-width: 1280px; margin: auto }
      .tile { background: #fff; border-radius: 12px; padding: 20px; box-shadow: 0 1px 4px rgb(0 0 0 / 0.12) }
      .wide { grid-column: 1 / -1 }
      .button-primary { display: inline-block; background: #d6336c; color: #fff; border: 0; border-radius: 999px; padding: 10px 22px; font: inherit; font-weight: 700 }
    `,
    body: `<div class="grid"><div class="tile"><h3>Fjord</h3><p>LP, 24 €</p><button class="button-primary">Add</button></div>
      <lojal-points></lojal-points><lojal-tier></lojal-tier><div class="tile"><lojal-tier variant="ring"></lojal-tier></div>
      <div class="tile wide">${INLINE}${QUESTIONS}</div></div>`,
    button: { colour: 'rgb(214, 51, 108)', radius: '22px', weight: '700' },
  },
  dark: {
    css: `
      html { background: #0e0f13 }
      body { margin: 0 auto; max-width: 960px; padding: 24px; font: 17px/1.55 "Trebuchet MS", sans-serif; color: #e6e4df }
      header { display: flex; gap: 12px; align-items: baseline; justify-content: space-between }
      button.buy { background: #f2b84b; color: #111; border: 0; border-radius: 8px; padding: 12px 20px; font: inherit; font-weight: 700 }
    `,
    body: `<header><strong>Night Owl Audio</strong>${INLINE}</header><h1>Account</h1>${CARDS}<lojal-tier variant="steps"></lojal-tier><button class="buy">Buy</button>${QUESTIONS}`,
    button: { colour: 'rgb(242, 184, 75)', radius: '8px', weight: '700' },
  },
  'dense utilities': {
    css: `
      *, ::before, ::after { box-sizing: border-box; margin: 0; padding: 0; border: 0 solid }
      html { font-size: 62.5%; line-height: 1.4 }
      body { font-family: ui-sans-serif, system-ui, sans-serif; font-size: 1.3rem; color: oklch(0.37 0.03 260); background: oklch(0.985 0.002 250) }
      button { background: transparent; font: inherit; color: inherit }
      .flex { display: flex } .items-center { align-items: center } .gap-2 { gap: 0.8rem } .p-4 { padding: 1.6rem } .grow { flex-grow: 1 } .min-w-0 { min-width: 0 }
      .stack > * + * { margin-block-start: 1.2rem }
      .bg-primary { background-color: oklch(0.55 0.2 265) } .text-white { color: #fff } .rounded-md { border-radius: 0.6rem } .px-3 { padding-inline: 1.2rem } .py-2 { padding-block: 0.8rem } .font-medium { font-weight: 500 }
    `,
    body: `<header class="flex items-center gap-2 p-4"><b class="grow min-w-0">Kontor</b>${INLINE}<button class="px-3 py-2">Menu</button></header>
      <main class="p-4 stack">${CARDS}<button class="bg-primary text-white rounded-md px-3 py-2 font-medium">Order</button>${QUESTIONS}</main>`,
    button: { colour: 'oklch(0.55 0.2 265)', radius: '6px', weight: '600' },
  },
};

/** The HTML of a page. Without a customer it shows what guests see. */
export const themeHtml = (
  { css, body }: ThemePage,
  customer = 'data-customer="c_1042" data-points="1280" data-spend="412.50"',
): string =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>A shop</title><link rel="icon" href="data:,"><style>${css}</style>
<script type="application/json" data-lojal="program">${JSON.stringify(loyalty)}</script>
<script src="/lojal.js" async data-endpoint="/answers" ${customer}></script></head><body>${body}</body></html>`;
