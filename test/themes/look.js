// @ts-check
/** Reads what Lojal's elements look like on a page. Runs inside a page, so this file is JavaScript. */
export function look() {
  /** @param {Element | null} element */
  const boxOf = (element) => (element ?? document.createElement('i')).getBoundingClientRect();
  const all = [...document.querySelectorAll('lojal-points:not([variant]), lojal-tier, lojal-nps, lojal-review')];
  /** @param {Element} element @param {string} part */
  const inside = (element, part) => getComputedStyle(/** @type {Element} */ (element.shadowRoot?.querySelector(part)));
  const nps = document.querySelector('lojal-nps');
  const submit = nps && inside(nps, '[part~=submit]');
  const gaps = all.map((element) => {
    const next = element.nextElementSibling;
    return next ? boxOf(next).top - boxOf(element).bottom : 99;
  });
  const { width, height } = boxOf(document.querySelector('lojal-points[variant]'));
  return {
    overflow: document.documentElement.scrollWidth - innerWidth,
    inline: { width, height },
    /** In em. */
    widest: Math.max(
      ...all.map((element) => boxOf(element).width / Number.parseFloat(getComputedStyle(element).fontSize)),
    ),
    // Elements in one row of a grid are beside each other.
    gap: Math.min(...gaps.filter((gap) => gap > -20)),
    button: {
      colour: submit?.backgroundColor ?? '',
      radius: submit?.borderTopLeftRadius ?? '',
      weight: submit?.fontWeight ?? '',
    },
    /** Background and text colour of each card. */
    surfaces: all.map((element) => {
      const card = inside(element, '.card');
      return [card.backgroundColor, card.color];
    }),
  };
}
