import { LojalActivity } from './elements/activity/activity.ts';
import { LojalEarn } from './elements/earn/earn.ts';
import { LojalMessage } from './elements/message/customer-message.ts';
import { LojalNps } from './elements/nps/nps.ts';
import { LojalPanel } from './elements/panel/panel.ts';
import { LojalPoints } from './elements/points/points.ts';
import { LojalProductPoints } from './elements/product-points/product-points.ts';
import { LojalReferral } from './elements/referral/referral.ts';
import { LojalReview } from './elements/review/review.ts';
import { LojalRewards } from './elements/rewards/rewards.ts';
import { register } from './elements/shared/register.ts';
import { LojalSurvey } from './elements/survey/survey.ts';
import { LojalTier } from './elements/tier/tier.ts';
import { LojalProgram } from './provider/program.ts';
import type { ElementName } from './registry.ts';

/** The program first: an element that is registered before it would render without data, and again with it. */
const CLASSES = {
  program: LojalProgram,
  points: LojalPoints,
  tier: LojalTier,
  nps: LojalNps,
  review: LojalReview,
  survey: LojalSurvey,
  earn: LojalEarn,
  rewards: LojalRewards,
  referral: LojalReferral,
  activity: LojalActivity,
  'product-points': LojalProductPoints,
  message: LojalMessage,
  panel: LojalPanel,
} satisfies Readonly<Record<ElementName, CustomElementConstructor>>;

/**
 * Registers all elements. An element that is registered already stays as it is, so a second call, or a second copy of Lojal,
 * changes nothing. In Node there is no registry, and the function does nothing.
 *
 * @param prefix the start of the tags: `lojal` gives `lojal-points`
 */
export function define(prefix = 'lojal'): void {
  for (const [name, element] of Object.entries(CLASSES)) register(prefix, name, element);
}

define();
