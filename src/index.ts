/** Lojal for npm users: classes, values and types. Importing it registers nothing and runs in Node; `lojal/define` registers. */

export { parseAccount } from './config/account-reader.ts';
export type * from './config/parsed.ts';
export { parseProgram } from './config/program-reader.ts';
export { LojalActivity } from './elements/activity/activity.ts';
export { LojalEarn } from './elements/earn/earn.ts';
export { LojalMessage } from './elements/message/customer-message.ts';
export { LojalNps } from './elements/nps/nps.ts';
export { LojalPanel } from './elements/panel/panel.ts';
export { LojalPoints } from './elements/points/points.ts';
export { LojalProductPoints } from './elements/product-points/product-points.ts';
export { ClaimedEvent } from './elements/referral/claimed-event.ts';
export { LojalReferral } from './elements/referral/referral.ts';
export { LojalReview } from './elements/review/review.ts';
export { LojalRewards } from './elements/rewards/rewards.ts';
export * from './elements/shared/events.ts';
export { LojalSurvey } from './elements/survey/survey.ts';
export { LojalTier } from './elements/tier/tier.ts';
export { type NpsSegment, npsScore, npsSegment } from './loyalty/nps-score.ts';
export { snapshot } from './loyalty/snapshot.ts';
export type * from './loyalty/types.ts';
export type { Configuration } from './provider/configuration.ts';
export { LojalProgram } from './provider/program.ts';
export type { QuestionKind } from './registry.ts';
