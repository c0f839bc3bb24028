import type { Outcome } from '../shared/events.ts';

/** The state of a question. `done`: answered, and not sent by this element. */
export type Phase = 'open' | 'saving' | Outcome | 'done' | 'closed';
