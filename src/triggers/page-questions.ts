/** The questions of the page, and their tags. */

import type { PageProgram } from '../provider/page-programs.ts';
import { ELEMENT_OF, QUESTION_ELEMENTS, type QuestionElementName, type QuestionKind } from '../registry.ts';
import type { Rule } from '../rules/rule.ts';
import type { OpenableQuestion } from './open-question.ts';

type CardName = QuestionElementName | 'message';

/** The tag of an element, with the prefix of the program's tag. */
const tagOf = (program: HTMLElement, name: CardName): string => program.localName.replace(/\w+$/, name);

/** The tag of the element that asks a kind of question or shows a message, with the prefix of the program's tag. */
export const questionTag = (program: HTMLElement, kind: QuestionKind | 'message'): string =>
  tagOf(program, kind === 'message' ? kind : ELEMENT_OF[kind]);

/** The attributes of the element that a rule adds. */
export const questionAttributes = ({ kind, name, mode }: Rule, order?: string): Readonly<Record<string, string>> =>
  kind === 'message'
    ? { name }
    : { mode, name, kind, ...(order && { order }), ...(name === 'testimonial' && { purpose: name }) };

/** All questions and messages of the page: those that the page wrote, and those that a rule or a script opened. */
export function pageQuestions(program: PageProgram): OpenableQuestion[] {
  const tags = [...QUESTION_ELEMENTS, 'message' as const].map((name) => tagOf(program, name));
  // No selector reaches into shadow roots, but a question there has a program.
  const inside = [...program.served].filter((one) => tags.includes(one.localName) && one.getRootNode() !== document);
  return [...document.querySelectorAll<OpenableQuestion>(tags.join()), ...(inside as unknown as OpenableQuestion[])];
}
