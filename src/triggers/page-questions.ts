/** The questions of the page, and their tags. */

import type { PageProgram } from '../provider/page-programs.ts';
import { ELEMENT_OF, QUESTION_ELEMENTS, type QuestionElementName, type QuestionKind } from '../registry.ts';
import type { OpenableQuestion } from './open-question.ts';

/** The tag of an element, with the prefix of the program's tag. */
const tagOf = (program: HTMLElement, name: QuestionElementName): string => program.localName.replace(/\w+$/, name);

/** The tag of the element that asks a kind of question, with the prefix of the program's tag. */
export const questionTag = (program: HTMLElement, kind: QuestionKind): string => tagOf(program, ELEMENT_OF[kind]);

/** All questions of the page: those that the page wrote, and those that a rule or a script opened. */
export function pageQuestions(program: PageProgram): OpenableQuestion[] {
  const tags = QUESTION_ELEMENTS.map((name) => tagOf(program, name));
  // No selector reaches into shadow roots, but a question there has a program.
  const inside = [...program.served].filter((one) => tags.includes(one.localName) && one.getRootNode() !== document);
  return [...document.querySelectorAll<OpenableQuestion>(tags.join()), ...(inside as unknown as OpenableQuestion[])];
}
