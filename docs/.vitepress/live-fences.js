/** The height (px) of each element with the sample customer on a wide page. The room is kept, so that the text below does not move. */
const HEIGHTS = {
  'lojal-points': 172,
  'lojal-tier': 229,
  'lojal-nps': 236,
  'lojal-review': 756,
  'lojal-survey': 225,
  'lojal-earn': 392,
  'lojal-rewards': 250,
  'lojal-referral': 435,
  'lojal-activity': 599,
  'lojal-product-points': 44,
};
/** The margin above and below each element; that of neighbours is shared. */
const MARGIN = 16;

/** The height of the elements of a snippet. */
const heightOf = (html) =>
  [...html.matchAll(/<(lojal-[\w-]+)([^>]*)>/g)]
    .map(([, tag, attributes]) => (/variant="inline"/.test(attributes) ? 28 : (HEIGHTS[tag] ?? 0)))
    .reduce((sum, height) => sum + height + MARGIN, MARGIN);

/**
 * On the page of an element, a block of HTML is shown twice: as the elements themselves, and as code. A block with a script is
 * code only, because the site runs no script that stands in a page.
 */
export function liveFences(md) {
  const fence = md.renderer.rules.fence;
  md.renderer.rules.fence = (tokens, i, options, env, self) => {
    const { info, content } = tokens[i];
    const code = fence(tokens, i, options, env, self);
    const isLive = env.relativePath?.startsWith('elements/') && /<lojal-/.test(content) && !/<script/.test(content);
    if (info.trim() !== 'html' || !isLive) return code;
    return `<LiveExample code="${encodeURIComponent(content)}" :height="${heightOf(content)}" />\n${code}`;
  };
}
