import type { Phase } from './phase.ts';

/** The fields of a form. */
export type Fields = Readonly<Record<string, unknown>>;

/** The form of a question, as its half-given answer sees it. */
export interface AnswerForm {
  readonly phase: Phase | undefined;
  /** What is asked, as text: another subject is another question. */
  readonly subject: string;
  /** `undefined` for a form that the customer has not touched. */
  readonly fields: Fields | undefined;
  /** Shows the fields of a half-given answer. */
  restore(fields: Fields): void;
  /** Another copy of the form is in this phase. Nothing: the answer was dismissed or forgotten. */
  follow(phase: Phase | undefined): void;
}
