// @ts-check
/** Reads what the elements look like on a page of a theme. Runs inside a page, so this file is JavaScript. */
export function platformLook() {
  /** @param {string} tag @param {string} part */
  const styleIn = (tag, part) =>
    getComputedStyle(document.querySelector(tag)?.shadowRoot?.querySelector(part) ?? document.body);
  // A computed accent is written as `color(srgb 0.5 0.1 0.2)`.
  /** @param {string} colour */
  const toRgb = (colour) => {
    const [, parts = ''] = /^color\(srgb ([\d. ]+)\)$/.exec(colour) ?? [];
    return parts
      ? `rgb(${parts
          .split(' ')
          .map((part) => Math.round(255 * Number(part)))
          .join(', ')})`
      : colour;
  };
  const submit = styleIn('lojal-nps', '[part~=submit]');
  return {
    button: {
      colour: toRgb(submit.backgroundColor),
      text: toRgb(submit.color),
      radius: styleIn('lojal-nps', '.card').borderTopLeftRadius,
      corners: submit.borderTopLeftRadius,
    },
    font: submit.fontFamily,
    surfaces: ['lojal-points', 'lojal-tier'].map((tag) => toRgb(styleIn(tag, '.card').backgroundColor)),
    body: getComputedStyle(document.body).fontFamily,
    overflow: document.documentElement.scrollWidth - innerWidth,
  };
}
