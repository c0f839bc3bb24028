/** Lojal for npm users: classes, values and types. Importing it registers nothing and runs in Node; `lojal/define` registers. */

export { npsScore, type Segment, segment } from './core/nps.ts';
export { parseAccount, parseProgram } from './core/parse.ts';
export { snapshot } from './core/snapshot.ts';
export type * from './core/types.ts';
export * from './elements/events.ts';
export { LojalNps } from './elements/nps.ts';
export { LojalPoints } from './elements/points.ts';
export { LojalReview } from './elements/review.ts';
export { LojalSurvey } from './elements/survey.ts';
export { LojalTier } from './elements/tier.ts';
export type { Configuration } from './program/configuration.ts';
export { LojalProgram } from './program/program.ts';
