import { LojalNps } from './elements/nps.ts';
import { LojalPoints } from './elements/points.ts';
import { register } from './elements/register.ts';
import { LojalReview } from './elements/review.ts';
import { LojalSurvey } from './elements/survey.ts';
import { LojalTier } from './elements/tier.ts';
import { LojalProgram } from './program/program.ts';

/**
 * Registers all elements. Whatever is registered first under a name stays: a second call, or a second copy of Lojal,
 * changes nothing. In Node, where there is nothing to register with, it does nothing.
 *
 * @param prefix what the tags begin with: `lojal` gives `lojal-points`
 */
export function define(prefix = 'lojal'): void {
  register(prefix, 'program', LojalProgram);
  register(prefix, 'points', LojalPoints);
  register(prefix, 'tier', LojalTier);
  register(prefix, 'nps', LojalNps);
  register(prefix, 'review', LojalReview);
  register(prefix, 'survey', LojalSurvey);
}

define();
