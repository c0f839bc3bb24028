// @ts-check
/** Draws a record's cover from simple shapes. */

import { Html, html } from './html.js';

/** @typedef {import('./records.js').Shelved} Shelved */

/**
 * @param {number} n
 * @param {(i: number) => Html} draw
 */
const times = (n, draw) => Array.from({ length: n }, (_, i) => draw(i));

/** Pseudo-random numbers from 0 to 1, the same for each seed. @param {number} seed */
function* chance(seed) {
  let state = seed;
  while (true) {
    state = (state * 16807) % 2147483647;
    yield state / 2147483647;
  }
}

/** @type {Readonly<Record<string, (a: string, b: string) => Html | Html[]>>} */
const motifs = {
  aurora: (a, b) => [
    ...times(26, (i) => {
      const x = 8 + i * 15;
      const top = 176 + 44 * Math.sin(i / 3.1) + 18 * Math.sin(i * 1.7);
      return html`<rect x="${x}" y="${top.toFixed(1)}" width="9" height="${(110 + 60 * Math.cos(i / 2.3)).toFixed(1)}" rx="4.5" fill="${i % 3 ? a : b}" opacity="${(0.35 + 0.55 * Math.abs(Math.sin(i / 4))).toFixed(2)}"/>`;
    }),
    html`<path d="M0 400V338l58-34 49 22 77-58 62 46 51-27 103 62V400z" fill="#0a1624"/>`,
  ],
  waves: (a, b) => [
    html`<circle cx="284" cy="150" r="52" fill="${b}"/>`,
    ...times(9, (i) => {
      const y = 196 + i * 24;
      return html`<path d="M-20 ${y}q30 -22 60 0t60 0 60 0 60 0 60 0 60 0 60 0 60 0" transform="translate(${(i % 2) * -30} 0)" fill="none" stroke="${a}" stroke-width="${3 + i * 1.3}"/>`;
    }),
  ],
  birch: (a, b) =>
    [28, 96, 150, 232, 292, 356].flatMap((x, i) => {
      const random = chance(31 + i * 7);
      const width = 18 + (i % 3) * 9;
      return [
        html`<rect x="${x - width / 2}" y="118" width="${width}" height="282" fill="${a}"/>`,
        ...times(9, (n) => {
          const length = width * (0.25 + 0.5 * Number(random.next().value));
          const left = n % 2 ? x - width / 2 : x + width / 2 - length;
          return html`<rect x="${left.toFixed(1)}" y="${(126 + n * 31 + 16 * Number(random.next().value)).toFixed(1)}" width="${length.toFixed(1)}" height="4" rx="2" fill="${b}"/>`;
        }),
      ];
    }),
  sun: (a, b) => [
    html`<circle cx="200" cy="258" r="118" fill="${a}"/>`,
    ...times(7, (i) => html`<rect x="0" y="${252 + i * 22}" width="400" height="${4 + i * 3}" fill="${b}"/>`),
  ],
  islands: (a, b) =>
    [
      [92, 180, 44],
      [176, 150, 20],
      [262, 196, 60],
      [338, 150, 26],
      [120, 268, 24],
      [196, 250, 32],
      [316, 284, 38],
      [60, 336, 30],
      [150, 346, 46],
      [244, 346, 22],
      [358, 356, 22],
    ].map(
      ([x = 0, y = 0, r = 0], i) =>
        new Html(
          [1, 0.72, 0.46, 0.22]
            .map(
              (k, n) =>
                `<ellipse cx="${x}" cy="${y}" rx="${(r * k).toFixed(1)}" ry="${(r * k * 0.72).toFixed(1)}" transform="rotate(${i * 37} ${x} ${y})" fill="${n === 3 ? b : a}" opacity="${n === 3 ? 1 : 0.28 + n * 0.22}"/>`,
            )
            .join(''),
        ),
    ),
  rails: (a, b) => [
    html`<path d="M150 400 196 150h8l46 250z" fill="${a}" opacity=".12"/>`,
    ...times(13, (i) => {
      const k = (i / 12) ** 1.8;
      const half = 12 + 110 * k;
      return html`<rect x="${(200 - half).toFixed(1)}" y="${(152 + 246 * k).toFixed(1)}" width="${(half * 2).toFixed(1)}" height="${(2 + 11 * k).toFixed(1)}" fill="${a}" opacity="${(0.35 + 0.5 * k).toFixed(2)}"/>`;
    }),
    html`<path d="M196 150 112 400M204 150l84 250" stroke="${b}" stroke-width="7"/>`,
  ],
  knit: (a, b) =>
    times(
      16,
      (row) =>
        new Html(
          times(20, (column) => {
            const on =
              (column + row) % 10 < 3 || (row % 8 === 3 && column % 2 === 0) || Math.abs((column % 10) - 5) === row % 6;
            const x = column * 20;
            const y = 138 + row * 16;
            return html`<path d="M${x} ${y}l10 9 10-9v9l-10 9-10-9z" fill="${on ? (row % 8 < 4 ? a : b) : '#6f2320'}"/>`;
          })
            .map((stitch) => stitch.text)
            .join(''),
        ),
    ),
  moon: (a, b) => [
    html`<circle cx="268" cy="176" r="64" fill="${a}"/>`,
    ...times(12, (i) => {
      const width = 150 - i * 9 + (i % 3) * 26;
      return html`<rect x="${268 - width / 2}" y="${270 + i * 11}" width="${width}" height="4" rx="2" fill="${a}" opacity="${(0.9 - i * 0.06).toFixed(2)}"/>`;
    }),
    html`<path d="M40 262h124l-18 26H62zM74 262v-22h52v22zM112 240v-20h12v20z" fill="${b}"/><path d="M0 262h400" stroke="${b}" stroke-width="2" opacity=".6"/>`,
  ],
  peaks: (a, b) => [
    html`<path d="M0 400V300l96-104 70 72 92-146 142 190v88z" fill="${a}"/>`,
    html`<path d="M258 122 400 312v88H210z" fill="${b}"/><path d="M96 196l70 72-44 132H60z" fill="${b}" opacity=".55"/>`,
    ...times(5, (i) => html`<path d="M0 ${340 + i * 14}h400" stroke="${b}" stroke-width="2" opacity=".5"/>`),
  ],
  blocks: (a, b) =>
    times(9, (i) => {
      const x = 62 + (i % 3) * 94;
      const y = 128 + Math.floor(i / 3) * 86;
      return i % 2
        ? html`<circle cx="${x + 44}" cy="${y + 40}" r="36" fill="${i % 4 === 1 ? b : a}"/>`
        : html`<path d="M${x + 6} ${y + 76}a38 38 0 0 1 76 0z" fill="${i % 4 ? b : a}" transform="rotate(${(i % 4) * 45} ${x + 44} ${y + 42})"/>`;
    }),
  frost: (a, b) =>
    [
      [120, 220, 74],
      [290, 262, 92],
      [196, 344, 48],
      [336, 146, 40],
      [48, 330, 36],
    ].map(
      ([x = 0, y = 0, r = 0], i) =>
        new Html(
          times(6, (arm) => {
            const step = r / 4;
            return html`<path transform="translate(${x} ${y}) rotate(${arm * 60 + i * 11})" d="M0 0v${-r}M0 ${-step * 2}l${step} ${-step}M0 ${-step * 2}l${-step} ${-step}M0 ${-step * 3}l${step * 0.8} ${-step * 0.8}M0 ${-step * 3}l${-step * 0.8} ${-step * 0.8}" fill="none" stroke="${i % 2 ? b : a}" stroke-width="5" stroke-linecap="round"/>`;
          })
            .map((arm) => arm.text)
            .join(''),
        ),
    ),
  rings: (a, b) => [
    ...times(9, (i) => html`<circle cx="150" cy="262" r="${16 + i * 15}" fill="none" stroke="${a}" stroke-width="6"/>`),
    ...times(9, (i) => html`<circle cx="262" cy="262" r="${16 + i * 15}" fill="none" stroke="${b}" stroke-width="3"/>`),
  ],
};

/**
 * The cover as an SVG document.
 *
 * @param {Shelved} record
 */
export function cover({ title, artist, motif, colours: [ground, a, b, ink] }) {
  return html`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 400"><rect width="400" height="400" fill="${ground}"/>${motifs[motif]?.(a, b)}<g fill="${ink}"><text x="28" y="58" font-family="Palatino,'Palatino Linotype',P052,Georgia,serif" font-size="34">${title}</text><text x="29" y="86" font-family="system-ui,'Helvetica Neue',Arial,sans-serif" font-size="14.5" letter-spacing="1.2">${artist}</text></g></svg>`
    .text;
}
