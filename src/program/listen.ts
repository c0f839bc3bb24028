import { answered, dismissed, type Past } from '../core/past.ts';
import type { AnswerEvent, DismissEvent } from '../elements/events.ts';

/** A change to what is remembered, at a time in ms since 1970. */
export type Edit = (past: Past, now: number) => Past;

/**
 * Takes note of what becomes of every question of the page, also of those that the page itself placed.
 *
 * @param orderOf the order that a question was opened for, by the question's name
 */
export function listen(
  signal: AbortSignal,
  note: (edit: Edit) => void,
  orderOf: (name: string) => string | undefined,
): void {
  const on = (type: string, hear: (event: never) => void): void =>
    document.addEventListener(type, hear as EventListener, { signal });
  on('lojal-dismiss', ({ name }: DismissEvent) => note((past, now) => dismissed(past, name, now)));
  on('lojal-answer', ({ name, answer }: AnswerEvent) => {
    const { order } = answer.data;
    note((past, now) => answered(past, name, now, typeof order === 'string' ? order : orderOf(name)));
  });
}
