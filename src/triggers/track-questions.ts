import type { AnswerEvent, DismissEvent } from '../elements/shared/events.ts';
import type { PageProgram } from '../provider/page-programs.ts';
import { addAnswered, addDismissed, type QuestionHistory } from '../rules/question-history.ts';

/** An edit of the history. `now` is in ms since 1970. */
export type HistoryEdit = (past: QuestionHistory, now: number) => QuestionHistory;

/**
 * Notes the answers and dismissals of all questions that the program serves, including those that the page itself wrote.
 *
 * @param program the first one of the page. Questions inside another program may be of another customer
 * @param signal ends the tracking
 * @param note receives the edits of the history
 * @param orderOf gives the order that a question was opened for, by the name of the question
 */
export function trackQuestions(
  program: PageProgram,
  signal: AbortSignal,
  note: (edit: HistoryEdit) => void,
  orderOf: (name: string) => string | undefined,
): void {
  const isServed = (event: Event): boolean => {
    const around = event.composedPath().find((one) => (one as Partial<Element>).localName === program.localName);
    return (around ?? program) === program;
  };
  const on = (type: string, listen: (event: never) => void): void =>
    document.addEventListener(type, (event) => isServed(event) && listen(event as never), { signal });
  on('lojal-dismiss', ({ name }: DismissEvent) => note((past, now) => addDismissed(past, name, now)));
  on('lojal-answer', ({ name, answer }: AnswerEvent) => {
    const { order } = answer.data;
    note((past, now) => addAnswered(past, name, now, typeof order === 'string' ? order : orderOf(name)));
  });
}
