import type { PageProgram } from '../provider/page-programs.ts';
import { openQuestion } from './open-question.ts';
import { pageQuestions, questionTag } from './page-questions.ts';

let opened = false;

/**
 * Opens the review for a link in an e-mail, `?lojal=review&rating=5`, with that many stars chosen: the review of the page,
 * else a card. Sends nothing. Runs once for each page load.
 */
export async function openDeepLink(program: PageProgram): Promise<void> {
  if (opened) return;
  opened = true;
  const rating = /^[1-5]$/.exec(new URLSearchParams(location.search).get('rating') ?? '')?.[0];
  const tag = questionTag(program, 'review');
  const own = pageQuestions(program).find((one) => one.localName === tag);
  const review = own ?? (await openQuestion(tag, { mode: 'corner' }));
  if (rating) review?.setAttribute('rating', rating);
  review?.show();
}
