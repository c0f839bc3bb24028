/** Every part, for the one-file bundle. */
import './balance.ts';
import './nps.ts';
import './review.ts';
import './survey.ts';

export * from './base.ts';
export * from './rules.ts';
export * from './talk.ts';
