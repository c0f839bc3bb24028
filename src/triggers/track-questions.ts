import type { AnswerEvent, DismissEvent } from '../elements/shared/events.ts';
import type { PageProgram } from '../provider/page-programs.ts';
import { addAnswered, addDismissed, addTold, type QuestionHistory, WISHES } from '../rules/question-history.ts';

/** An edit of the history. `now` is in ms since 1970. */
export type HistoryEdit = (past: QuestionHistory, now: number) => QuestionHistory;

/**
 * Notes the answers and dismissals of all questions that the program serves, including those that the page itself wrote.
 *
 * @param program the first one of the page. Questions inside another program may be of another customer
 * @param signal ends the tracking
 * @param note receives the edits of the history
 * @param orderOf gives the order that a question was opened for, by the name of the question
 * @param isWished whether the shop wants the customer to be asked
 */
export function trackQuestions(
  program: PageProgram,
  signal: AbortSignal,
  note: (edit: HistoryEdit) => void,
  orderOf: (name: string) => string | undefined,
  isWished: (name: string) => boolean,
): void {
  const isServed = (event: Event): boolean => {
    const around = event.composedPath().find((one) => (one as Partial<Element>).localName === program.localName);
    return (around ?? program) === program;
  };
  const on = (type: string, listen: (event: never) => void): void =>
    document.addEventListener(type, (event) => isServed(event) && listen(event as never), { signal });
  /** The customer was asked what the shop wanted. */
  const fulfil = (past: QuestionHistory, name: string) => (isWished(name) ? addTold(past, WISHES, name) : past);
  on('lojal-dismiss', ({ name }: DismissEvent) => note((past, now) => fulfil(addDismissed(past, name, now), name)));
  on('lojal-answer', ({ name, answer }: AnswerEvent) => {
    const { order } = answer.data;
    note((past, now) => fulfil(addAnswered(past, name, now, typeof order === 'string' ? order : orderOf(name)), name));
  });
}
