/** Hosts whose styles select every element. */
import type { Host } from './host.ts';

const css = (text: string): string => `<style nonce="n1">${text}</style>`;
const sheet = (name: string): string => `<link rel="stylesheet" href="/lib/${name}.css">`;

/** Fails unless the media setting applies to the page. */
export const asks = (query: string): string => `if (!matchMedia('${query}').matches) throw new Error('not ${query}');`;

const NARROW = { webkit: 'its window is at least 447 px wide' };

export const styles: readonly Host[] = [
  { name: 'plain page' },
  { name: '* { all: unset !important }', head: css('* { all: unset !important }') },
  {
    name: 'reset of everything',
    head: css(`*, *::before, *::after { margin: 0; padding: 0; border: 0; outline: none !important; font: inherit;
      background: none; list-style: none; box-sizing: content-box; vertical-align: baseline; text-decoration: none }`),
  },
  {
    name: 'colours and sizes for everything',
    head: css(
      '* { color: #b00 !important; background: #ffe !important; font-size: 9px !important; border-radius: 0 !important }',
    ),
  },
  { name: 'Bootstrap', head: `${sheet('bootstrap')}<script nonce="n1" src="/lib/bootstrap.js"></script>` },
  { name: "Tailwind's preflight", head: sheet('preflight') },
  { name: 'root of 62.5 %', head: css('html { font-size: 62.5% } body { font-size: 1.6rem }') },
  { name: 'root of 3 px', head: css('html { font-size: 3px } body { font-size: 5rem }') },
  { name: 'text of 3 px', head: css('html { font-size: 3px }') },
  { name: 'text of 200 %', head: css('html { font-size: 200% }') },
  {
    name: 'inherited typography',
    head: css(`body { letter-spacing: 0.5em; word-spacing: 1em; text-transform: uppercase; text-shadow: 2px 2px 3px red;
      text-indent: -40px; text-align: right; font-variant: small-caps; font-style: italic; white-space: nowrap;
      list-style: square inside; cursor: wait; user-select: none; hyphens: manual; quotes: none; tab-size: 1 }`),
  },
  { name: 'inherited line-height of 0', head: css('body { line-height: 0 }') },
  {
    name: 'hidden until it has loaded',
    head: `${css('body { visibility: hidden } body.here { visibility: visible }')}
      <script nonce="n1">addEventListener('load', () => document.body.classList.add('here'))</script>`,
  },
  { name: ':not(:defined) { display: none }', head: css(':not(:defined) { display: none }') },
  { name: ':not(:defined) { visibility: hidden }', head: css(':not(:defined) { visibility: hidden; opacity: 0 }') },
  { name: 'right to left', html: 'dir="rtl"' },
  { name: 'dark', head: css(':root { color-scheme: dark } body { background: #111; color: #eee }') },
  {
    name: 'light and dark, for who has it dark',
    head: css(':root { color-scheme: light dark } body { background: canvas; color: canvastext }'),
    media: { dark: true },
    act: asks('(prefers-color-scheme: dark)'),
  },
  { name: 'forced colors', media: { forcedColors: true }, act: asks('(forced-colors: active)') },
  { name: 'reduced motion', media: { reducedMotion: true }, act: asks('(prefers-reduced-motion: reduce)') },
  {
    name: 'everything moves',
    head: css('*, *::before, *::after { transition: all 2s linear !important; animation-duration: 9s !important }'),
  },
  {
    name: 'everything is flexible',
    head: css('main, section { display: flex; flex-wrap: wrap } main > *, section > * { flex: 1 0 100%; float: left }'),
  },
  { name: 'narrow columns', head: css('#club { display: grid; grid-template-columns: repeat(2, 180px); gap: 8px }') },
  {
    name: 'as wide as its content',
    head: css('#club { width: fit-content; overflow: hidden } #club > * { float: inline-start; clear: both }'),
  },
  { name: 'zoom of 200 %', window: { width: 640, height: 400, scale: 2 } },
  { name: 'zoom of 400 %', cannot: NARROW, window: { width: 320, height: 256, scale: 4 } },
  { name: 'screen of 320 px', cannot: NARROW, window: { width: 320, height: 568 } },
  { name: 'zoom by CSS', head: css('html { zoom: 2 }') },
  {
    name: 'quirks mode',
    page: (_, { head, body }) => `<html lang="en"><head>${head}</head><body>${body}</body></html>`,
  },
];
