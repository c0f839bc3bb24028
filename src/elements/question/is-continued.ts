import type { HalfAnswer } from '../shared/program-consumer.ts';

/** Whether another form has continued the answer: it has the same id and other fields. */
export const isContinued = (own: HalfAnswer, given: HalfAnswer): boolean =>
  given.id === own.id && Object.entries(given).some(([name, value]) => String(value) !== String(own[name]));
