import { questions, summon, tagOf } from './ask.ts';
import type { PageProgram } from './serving.ts';

let done = false;

/**
 * The link that a shop puts into a letter, `?lojal=review&rating=5`: opens the page's review, else a card, with so many
 * stars chosen. It sends nothing. Once for each page that is loaded.
 */
export async function direct(program: PageProgram): Promise<void> {
  if (done) return;
  done = true;
  const rating = /^[1-5]$/.exec(new URLSearchParams(location.search).get('rating') ?? '')?.[0];
  const own = questions(program).find((one) => one.localName === tagOf(program, 'review'));
  const review = own ?? (await summon(tagOf(program, 'review'), { mode: 'corner' }));
  if (rating) review?.setAttribute('rating', rating);
  review?.show();
}
