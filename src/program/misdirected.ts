import { nearest } from '../core/hint.ts';
import { unreachable } from './unreachable.ts';

/** An answer was given in a program without an endpoint. */
export const nowhere = (): string[] => [
  'the answer goes nowhere: there is no endpoint. Write data-endpoint="/apps/lojal/answers"; or, if your page takes it, call event.preventDefault() on lojal-answer',
];

/** An answer did not reach its endpoint. Where only the network failed nothing is said: it will be tried again. */
export async function unsent(endpoint: string): Promise<string[]> {
  const why = await unreachable(endpoint, 'content-type, authorization');
  return why ? [`endpoint: ${endpoint} could not be reached: ${why}`] : [];
}

/** A key that `lojal.configure()` does not know. */
export function option(key: string, known: readonly string[]): string[] {
  const meant = nearest(key, known);
  return [`${key} is not known here; ${meant ? `did you mean ${meant}?` : `known are ${known.join(', ')}`}`];
}
