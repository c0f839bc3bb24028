/** Contrast of the texts of Lojal on the page, as they are drawn. */
import type { DoctorCheck } from './doctor-check.ts';

const NAME = 'contrast';

export const contrastCheck: DoctorCheck = {
  name: NAME,
  ok: 'The texts of Lojal have enough contrast',
  applies: ({ width, markup }) => width !== undefined && markup.elements.some(({ shown }) => shown),
  rests: ['consent', 'policy', 'cors', 'files'],
  *find({ weakTexts, width }) {
    for (const { tag, part, text, ratio, least, colour, ground, better } of weakTexts)
      yield {
        ...{ level: 'fault', check: NAME, width },
        wrong: `"${text}" in <${tag}> has a contrast of ${ratio}:1 (${colour} on ${ground}), and needs ${least}:1`,
        fix: part
          ? `${tag}::part(${part}) { color: ${better} }`
          : `${tag} { --lojal-text: ${better}; --lojal-surface: ${ground} }`,
      };
  },
};
