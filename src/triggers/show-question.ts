import type { PageProgram } from '../provider/page-programs.ts';
import type { QuestionKind } from '../registry.ts';
import { type OpenableQuestion, openQuestion } from './open-question.ts';
import { pageQuestions, questionTag } from './page-questions.ts';

/** How long (ms) a question may take to be rendered, and how often that is looked at. */
const [TIMEOUT, PAUSE] = [3000, 50];

/** Whether neither the element nor an ancestor has `display: none`. */
function isRendered(element: Element): boolean {
  const { host } = element.getRootNode() as Partial<ShadowRoot>;
  const around = element.parentElement ?? host;
  return getComputedStyle(element).display !== 'none' && (!around || isRendered(around));
}

/** Whether an open question has a place on the page, and nothing hides it. */
function isVisible({ open, shadowRoot }: OpenableQuestion): boolean {
  const box = shadowRoot?.querySelector('.pane') ?? shadowRoot?.querySelector('.root');
  const visible = box?.checkVisibility?.({ visibilityProperty: true, opacityProperty: true }) ?? true;
  return open && visible && Boolean(box?.getClientRects().length);
}

/** Opens a question, and says whether the customer can see it. */
async function opens(question: OpenableQuestion): Promise<boolean> {
  if (!isRendered(question)) return false;
  question.show();
  for (const until = Date.now() + TIMEOUT; Date.now() < until; ) {
    if (isVisible(question)) return true;
    await new Promise((resolve) => setTimeout(resolve, PAUSE));
  }
  return false;
}

/**
 * Shows a question for `lojal.show()`: the one of this name on the page, else a card in the corner. A page may have several
 * copies, for narrow and for wide screens; one that is hidden is passed over.
 *
 * @returns whether the customer can see the question
 */
export async function showQuestion(program: PageProgram, kind: QuestionKind, name: string): Promise<boolean> {
  const tag = questionTag(program, kind);
  const copies = pageQuestions(program).filter((one) => one.localName === tag && one.questionName === name);
  for (const copy of copies) if (await opens(copy)) return true;
  const card = await openQuestion(tag, { mode: 'corner', name, kind });
  if (card && (await opens(card))) return true;
  card?.remove();
  return false;
}
