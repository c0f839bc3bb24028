/** Height: whether the page moves when an element of Lojal shows. */
import type { DoctorCheck } from './doctor-check.ts';

const NAME = 'reserve';
/** The least score of a layout shift that a person sees. From 0.1 on, a page counts as one that moves. */
const SEEN = 0.01;
const PHONE = 600;

export const reserveCheck: DoctorCheck = {
  name: NAME,
  ok: 'Nothing moves when an element of Lojal shows',
  applies: ({ width, markup }) => width !== undefined && markup.elements.some(({ shown }) => shown),
  rests: ['consent', 'policy', 'cors', 'files'],
  *find({ growth: { score, heights } = { score: 0, heights: {} }, width = 0 }) {
    const tags = Object.keys(heights);
    if (score < SEEN || tags.length === 0) return;
    const reserves = tags.map((tag) => `${tag} { --lojal-reserve: ${Math.ceil(heights[tag] ?? 0)}px }`);
    const css = `${reserves.join(' ')} ${tags.map((tag) => `${tag}:not(:defined)`).join(', ')} { display: block; min-height: var(--lojal-reserve) }`;
    yield {
      ...{ level: 'warning', check: NAME, width },
      wrong: `The page moves when ${tags.map((tag) => `<${tag}>`).join(', ')} ${tags.length > 1 ? 'show' : 'shows'}: a layout shift of ${score.toFixed(3)}`,
      fix: width < PHONE ? `@media (max-width: 40em) { ${css} }` : css,
    };
  },
};
